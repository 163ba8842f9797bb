public import struct Foundation.Data

/// Reads internet messages (RFC 5322, RFC 2045–2049); any bytes give a mail, in time and memory bound by the limits.
public enum MIMEParser {
    /// Reads a whole mail without copying it; attachments are hashed and counted, not kept.
    public static func parse(_ raw: Data, limits: MIMELimits = .standard) -> ParsedMail {
        raw.withUnsafeBytes { bytes in
            let mail = EntityTree(scanning: bytes, limits: limits)
            var reading = MailReading(tree: mail, bytes: bytes, limits: limits)
            return reading.mail()
        }
    }

    /// The decoded bytes of the attachment that `parse` listed at `index`; nil when there is no such attachment.
    public static func attachment(at index: Int, of raw: Data, limits: MIMELimits = .standard) -> Data? {
        raw.withUnsafeBytes { bytes in
            let tree = EntityTree(scanning: bytes, limits: limits)
            let attachments = BodySelection(tree: tree).attachments
            guard attachments.indices.contains(index) else { return nil }
            let entity = tree.entities[attachments[index]]
            var content = Data()
            TransferDecoding.decode(bytes[clamping: entity.body], encoding: entity.encoding) { piece in
                content.append(contentsOf: piece)
                return true
            }
            return content
        }
    }
}
