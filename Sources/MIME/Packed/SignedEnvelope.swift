/// Opens mails that an S/MIME program put into a signed envelope as a whole (RFC 8551 section 3.5.2), so that they are
/// not blank. The signature is not checked: only the mail inside is taken out.
enum SignedEnvelope {
    /// The mail with its outer header fields and what was inside; nil when it is in no signed envelope.
    static func opened(_ tree: EntityTree, _ bytes: UnsafeRawBufferPointer, _ limits: MIMELimits) -> [UInt8]? {
        guard let root = tree.entities.first, isEnvelope(root.type), root.body.count <= limits.maxUnpackedBytes else {
            return nil
        }
        var content: [UInt8] = []
        TransferDecoding.decode(bytes[clamping: root.body], encoding: root.encoding) { piece in
            content.append(contentsOf: piece)
            return content.count <= limits.maxUnpackedBytes
        }
        guard let inner = SignedData(content).content else { return nil }
        var opened: [UInt8] = []
        for header in root.headers where !header.name.lowercased().hasPrefix("content-") {
            opened += header.name.utf8
            opened.append(UInt8(ascii: ":"))
            opened += header.value
            opened.append(0x0A)
        }
        return opened + inner
    }

    /// Whether a media type is S/MIME's own.
    static func isEnvelope(_ type: MediaType) -> Bool {
        type.name == "application/pkcs7-mime" || type.name == "application/x-pkcs7-mime"
    }
}

/// The content of a CMS SignedData structure (RFC 5652 section 5) in DER or BER.
struct SignedData {
    /// What was signed; nil when the bytes are something else.
    private(set) var content: [UInt8]?

    private let bytes: [UInt8]

    /// Levels of nesting that are looked at.
    private static let maxDepth = 16

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        content = read()
    }

    private struct Element {
        var tag: UInt8
        var content: Range<Int>
        var end: Int
    }

    /// ContentInfo { id-signedData, [0] SignedData { version, digests, { id-data, [0] OCTET STRING } … } }
    private func read() -> [UInt8]? {
        let signedData: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
        guard let info = element(at: 0, depth: 0), info.tag == 0x30 else { return nil }
        guard let type = element(at: info.content.lowerBound, depth: 1), type.tag == 0x06 else { return nil }
        guard bytes[type.content].elementsEqual(signedData) else { return nil }
        guard let wrapper = element(at: type.end, depth: 1), wrapper.tag == 0xA0 else { return nil }
        guard let signed = element(at: wrapper.content.lowerBound, depth: 2), signed.tag == 0x30 else { return nil }
        guard let version = element(at: signed.content.lowerBound, depth: 3) else { return nil }
        guard let digests = element(at: version.end, depth: 3), digests.tag == 0x31 else { return nil }
        guard let inner = element(at: digests.end, depth: 3), inner.tag == 0x30 else { return nil }
        guard let innerType = element(at: inner.content.lowerBound, depth: 4), innerType.tag == 0x06 else { return nil }
        guard innerType.end < inner.content.upperBound, let explicit = element(at: innerType.end, depth: 4) else {
            return nil
        }
        guard explicit.tag == 0xA0, let octets = element(at: explicit.content.lowerBound, depth: 5) else { return nil }
        return strings(octets)
    }

    /// The bytes of an octet string, which may come in pieces.
    private func strings(_ octets: Element) -> [UInt8]? {
        if octets.tag == 0x04 { return Array(bytes[octets.content]) }
        guard octets.tag == 0x24 else { return nil }
        var joined: [UInt8] = []
        var position = octets.content.lowerBound
        while position < octets.content.upperBound, let piece = element(at: position, depth: 6), piece.tag == 0x04 {
            joined += bytes[piece.content]
            position = piece.end
        }
        return joined
    }

    /// One element; of indefinite length, the end is found by walking over what is inside.
    private func element(at start: Int, depth: Int) -> Element? {
        guard depth < Self.maxDepth, start + 1 < bytes.count else { return nil }
        let tag = bytes[start]
        let first = Int(bytes[start + 1])
        if first < 0x80 { return bounded(tag, start + 2, first) }
        guard first > 0x80 else { return indefinite(tag, start + 2, depth: depth) }
        let count = first & 0x7F
        guard count <= 4, start + 2 + count <= bytes.count else { return nil }
        let length = bytes[(start + 2)..<(start + 2 + count)].reduce(0) { $0 << 8 | Int($1) }
        return bounded(tag, start + 2 + count, length)
    }

    /// An envelope that was cut on its way is read as far as it goes.
    private func bounded(_ tag: UInt8, _ start: Int, _ length: Int) -> Element? {
        guard start <= bytes.count else { return nil }
        let end = min(bytes.count, start + length)
        return Element(tag: tag, content: start..<end, end: end)
    }

    private func indefinite(_ tag: UInt8, _ start: Int, depth: Int) -> Element? {
        var position = start
        while position + 1 < bytes.count {
            if bytes[position] == 0, bytes[position + 1] == 0 {
                return Element(tag: tag, content: start..<position, end: position + 2)
            }
            guard let inside = element(at: position, depth: depth + 1), inside.end > position else { return nil }
            position = inside.end
        }
        return Element(tag: tag, content: start..<min(position, bytes.count), end: bytes.count)
    }
}
