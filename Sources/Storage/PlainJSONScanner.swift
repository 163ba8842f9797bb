/// Reads lists and objects of words as `JSONWriter` writes them, as long as no word holds an escape; whatever else there is
/// makes it answer nil, and the general decoder has its say.
struct PlainJSONScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func words() -> [String]? {
        var words: [String] = []
        let isWhole = elements(from: UInt8(ascii: "["), to: UInt8(ascii: "]")) { scanner in
            guard let word = scanner.word() else { return false }
            words.append(word)
            return true
        }
        return isWhole ? words : nil
    }

    mutating func facts() -> [String: String]? {
        var facts: [String: String] = [:]
        let isWhole = elements(from: UInt8(ascii: "{"), to: UInt8(ascii: "}")) { scanner in
            guard let name = scanner.word(), scanner.take(UInt8(ascii: ":")), let value = scanner.word() else {
                return false
            }
            return facts.updateValue(value, forKey: name) == nil
        }
        return isWhole ? facts : nil
    }

    /// Reads from one bracket to the other, which ends the text; false when something stands there that is not plain.
    private mutating func elements(
        from open: UInt8, to close: UInt8, _ element: (inout PlainJSONScanner) -> Bool
    ) -> Bool {
        guard take(open) else { return false }
        if take(close) { return position == bytes.count }
        repeat {
            guard element(&self) else { return false }
        } while take(UInt8(ascii: ","))
        return take(close) && position == bytes.count
    }

    private mutating func word() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let rest = bytes[position...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "\"")), !rest[..<end].contains(UInt8(ascii: "\\")) else {
            return nil
        }
        position = end + 1
        return String(decoding: rest[..<end], as: UTF8.self)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}
