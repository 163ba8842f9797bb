import CGMime

/// How a body was made fit for transport (RFC 2045 section 6).
enum TransferEncoding: Sendable {
    case identity
    case base64
    case quotedPrintable
    case uuencode

    /// Reads a Content-Transfer-Encoding value; what is unknown counts as not encoded.
    static func read(_ raw: [UInt8]) -> TransferEncoding {
        let letters = raw.filter { $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ";") }
        let name = letters.filter { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) }
        switch String(decoding: name, as: UTF8.self).lowercased() {
        case "base64", "xbase64", "b64": return .base64
        case "quotedprintable", "xquotedprintable", "qp": return .quotedPrintable
        case "uuencode", "xuuencode", "xuue", "uue": return .uuencode
        default: return .identity
        }
    }
}

/// Undoes transfer encodings piece by piece, so that a large body never lies in memory decoded.
enum TransferDecoding {
    /// Bytes that are decoded at a time.
    static let chunk = 65_536

    /// Hands the decoded bytes to `take` in order until they end or `take` answers false.
    static func decode(
        _ body: UnsafeRawBufferPointer, encoding: TransferEncoding, take: (UnsafeRawBufferPointer) -> Bool
    ) {
        var state = GMimeEncoding()
        switch encoding {
        case .identity:
            _ = take(body)
            return
        case .base64:
            Base64Decoding.decode(body, chunk: chunk, take: take)
            return
        case .quotedPrintable: g_mime_encoding_init_decode(&state, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
        case .uuencode:
            UUDecoding.decode(body, take: take)
            return
        }
        var position = 0
        while position < body.count {
            let piece = body[clamping: position..<(position + chunk)]
            position += piece.count
            guard step(&state, piece, take: take) else { return }
        }
    }

    private static func step(
        _ state: inout GMimeEncoding, _ piece: UnsafeRawBufferPointer, take: (UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        let room = g_mime_encoding_outlen(&state, piece.count) + 16
        return withUnsafeTemporaryAllocation(byteCount: room, alignment: 1) { output in
            let input = piece.bindMemory(to: CChar.self).baseAddress
            guard let target = output.bindMemory(to: CChar.self).baseAddress else { return false }
            let count = g_mime_encoding_step(&state, input, piece.count, target)
            return take(UnsafeRawBufferPointer(output)[clamping: 0..<count])
        }
    }
}
