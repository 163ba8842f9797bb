/// Message and content ids (RFC 5322 section 3.6.4).
enum MessageIDs {
    /// The ids of a raw field without angle brackets; words stand for ids where no brackets are written.
    static func read(_ raw: [UInt8]) -> [String] {
        var ids: [String] = []
        var rest = raw[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            let inside = rest[(open + 1)...]
            guard let close = inside.firstIndex(of: UInt8(ascii: ">")) else { break }
            ids.append(text(inside[..<close].filter { $0 > 0x20 && $0 != 0x7F }))
            rest = inside[(close + 1)...]
        }
        if ids.isEmpty {
            ids = raw.split(whereSeparator: { $0 <= 0x20 }).map { word in
                text(word.filter { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") && $0 != 0x7F })
            }
        }
        return ids.filter { !$0.isEmpty }
    }

    private static func text(_ bytes: [UInt8]) -> String {
        HeaderText.oneLine(String(decoding: bytes, as: UTF8.self))
    }
}
