import Glibc

extension StringProtocol {
    /// Whether the UTF-8 bytes of `words` stand anywhere in the text. The library's `contains` compares whole characters
    /// and builds a table for every question.
    public func holds(_ words: String) -> Bool {
        var words = words
        return words.withUTF8 { needle in
            guard let first = needle.first else { return true }
            return utf8.withContiguousStorageIfAvailable { text -> Bool in
                guard let start = text.baseAddress, let wanted = needle.baseAddress else { return false }
                var position = 0
                while text.count - position >= needle.count {
                    let room = text.count - position - needle.count + 1
                    guard let found = memchr(start + position, Int32(first), room) else { return false }
                    position = UnsafeRawPointer(found) - UnsafeRawPointer(start)
                    if memcmp(start + position, wanted, needle.count) == 0 { return true }
                    position += 1
                }
                return false
            } ?? false
        }
    }
}

extension String {
    /// Whether the text begins with the UTF-8 bytes of `words`; `hasPrefix` composes characters outside ASCII first.
    public func begins(with words: String) -> Bool { utf8.starts(with: words.utf8) }

    /// Whether the text ends with the UTF-8 bytes of `words`.
    public func ends(with words: String) -> Bool {
        let (text, end) = (utf8, words.utf8)
        return text.count >= end.count && text.suffix(end.count).elementsEqual(end)
    }
}
