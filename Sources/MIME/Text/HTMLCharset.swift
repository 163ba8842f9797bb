/// The charset an HTML document names itself.
enum HTMLCharset {
    /// Bytes that are looked at, as the HTML standard says.
    static let window = 1_024

    /// The label after the first `charset=`; nil when there is none.
    static func label(in bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(window).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
        let text = Array(head.utf8)
        let mark = Array("charset=".utf8)
        guard text.count > mark.count else { return nil }
        for start in 0..<(text.count - mark.count) where text[start] == mark[0] {
            guard text[start..<(start + mark.count)].elementsEqual(mark) else { continue }
            let rest = text[(start + mark.count)...].drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
            let label = rest.prefix { $0 > 0x20 && !"\"'>;/".utf8.contains($0) }
            return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
        }
        return nil
    }
}
