/// Our light stemmer: what Arabic writes onto a word, and the commonest endings of both languages, cut off in place.
enum WordForms {
    /// The stretch of a word that is its stem; never empty for a word that is not.
    static func stem(_ buffer: UnsafeBufferPointer<UInt32>, _ word: Range<Int>) -> Range<Int> {
        guard let first = word.first.map({ buffer[$0] }) else { return word }
        if first >= 0x621, first <= 0x64A { return arabic(buffer, word) }
        return first < 0x80 ? latin(buffer, word) : word
    }

    private static func arabic(_ buffer: UnsafeBufferPointer<UInt32>, _ word: Range<Int>) -> Range<Int> {
        var start = word.lowerBound
        let first = buffer[start]
        let cut = Proclitics.lengths(buffer, start: start, end: word.upperBound).2
        if cut > 0, word.count - cut >= 2 {
            start += cut
        } else if word.count >= 5, first == 0x648 {
            start += 1
        } else if word.count >= 5, first == 0x628, isVerbPrefix(buffer[start + 1]) {
            start += 1
        }
        guard word.upperBound - start >= 4 else { return start..<word.upperBound }
        let tail = Ending.tail(buffer, word)
        for ending in arabicEndings where word.upperBound - start >= ending.count + 3 && ending.ends(tail) {
            return start..<word.upperBound - ending.count
        }
        return start..<word.upperBound
    }

    private static func latin(_ buffer: UnsafeBufferPointer<UInt32>, _ word: Range<Int>) -> Range<Int> {
        var end = word.upperBound
        let tail = Ending.tail(buffer, word)
        for ending in plurals where word.count >= ending.count + 2 && ending.ends(tail) {
            return word.lowerBound..<end - ending.count
        }
        for ending in latinEndings where word.count >= ending.count + 3 && ending.ends(tail) {
            end -= ending.count
            break
        }
        if end - word.lowerBound > 3, buffer[end - 1] == 0x65 { end -= 1 }
        if end - word.lowerBound > 3, buffer[end - 1] == buffer[end - 2] { end -= 1 }
        if end - word.lowerBound > 2, buffer[end - 1] == 0x79 { end -= 1 }
        return word.lowerBound..<end
    }

    /// At most three letters, packed into one number so that they are compared at once.
    private struct Ending {
        let count: Int
        private let letters: UInt64

        init(_ letters: Substring) {
            count = letters.unicodeScalars.count
            self.letters = letters.unicodeScalars.reduce(0) { $0 << 21 | UInt64($1.value) }
        }

        /// The last three letters of a word, packed.
        static func tail(_ buffer: UnsafeBufferPointer<UInt32>, _ word: Range<Int>) -> UInt64 {
            var tail: UInt64 = 0
            for position in max(word.lowerBound, word.upperBound - 3)..<word.upperBound {
                tail = tail << 21 | UInt64(buffer[position])
            }
            return tail
        }

        func ends(_ tail: UInt64) -> Bool { tail & (1 << UInt64(21 * count) - 1) == letters }
    }

    /// ي ت ن ا after the ب of spoken verbs.
    private static func isVerbPrefix(_ value: UInt32) -> Bool {
        value == 0x64A || value == 0x62A || value == 0x646 || value == 0x627
    }

    private static let arabicEndings = letters("كم هم ها نا وا ات ون ين ان تي ته يه ه ي ك ت و ا")
    private static let latinEndings = letters("ing ed es s ly")
    private static let plurals = letters("ies ied")

    private static func letters(_ list: String) -> [Ending] { list.split(separator: " ").map(Ending.init) }
}
