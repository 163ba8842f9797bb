import Glibc

extension UnsafeRawBufferPointer {
    /// The bytes of a range as far as they exist, so that no range made from a mail can leave the buffer.
    subscript(clamping range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[range.clamped(to: 0..<count)])
    }

    /// Whether some bytes stand anywhere in the buffer; meant for short ones, of which no more than 64 are compared.
    func holds(_ words: String) -> Bool {
        var words = words
        return words.withUTF8 { needle in
            guard let wanted = needle.baseAddress, let start = baseAddress, let first = needle.first else {
                return false
            }
            let length = Swift.min(needle.count, 64)
            var position = 0
            while count - position >= length {
                guard let found = memchr(start + position, Int32(first), count - position - length + 1) else {
                    return false
                }
                position = UnsafeRawPointer(found) - start
                if memcmp(start + position, wanted, length) == 0 { return true }
                position += 1
            }
            return false
        }
    }
}
