import Mustache

/// Escapes text for HTML over bytes, so that no combining mark behind a quote or bracket hides it.
struct PageEscaping: MustacheContentType {
    /// Makes the content type known to all templates; may be called more than once.
    static func register() { MustacheContentTypes.register(PageEscaping(), named: "SAFE") }

    /// The text with `< > & " '` written as character references; invalid control characters are left out.
    func escapeText(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
            case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x80...0xFF: bytes.append(byte)
            default: continue
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
