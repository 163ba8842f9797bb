public import struct Foundation.Data

/// Reads internet messages (RFC 5322, RFC 2045–2049); any bytes give a mail, in time and memory bound by the limits.
public enum MIMEParser {
    /// Reads a whole mail without copying it; attachments are hashed and counted, not kept.
    public static func parse(_ raw: Data, limits: MIMELimits = .standard) -> ParsedMail {
        reading(raw, limits) { reading in reading.mail() }
    }

    /// The decoded bytes of the attachment that `parse` listed at `index`; nil when there is no such attachment.
    public static func attachment(at index: Int, of raw: Data, limits: MIMELimits = .standard) -> Data? {
        reading(raw, limits) { reading in reading.attachment(at: index) }
    }

    private static func reading<Result>(
        _ raw: Data, _ limits: MIMELimits, _ read: (inout MailReading) -> Result
    ) -> Result {
        raw.withUnsafeBytes { bytes in
            let tree = EntityTree(scanning: bytes, limits: limits)
            guard let opened = SignedEnvelope.opened(tree, bytes, limits) else {
                var reading = MailReading(tree: tree, bytes: bytes, limits: limits)
                return read(&reading)
            }
            return opened.withUnsafeBytes { inner in
                var reading = MailReading(
                    tree: EntityTree(scanning: inner, limits: limits), bytes: inner, limits: limits)
                reading.warnings.insert(.signedSMIME)
                return read(&reading)
            }
        }
    }
}
