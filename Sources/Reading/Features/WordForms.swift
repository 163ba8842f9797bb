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
        for ending in arabicEndings where word.upperBound - start >= ending.count + 3 {
            if ends(buffer, word.upperBound, with: ending) { return start..<word.upperBound - ending.count }
        }
        return start..<word.upperBound
    }

    private static func latin(_ buffer: UnsafeBufferPointer<UInt32>, _ word: Range<Int>) -> Range<Int> {
        var end = word.upperBound
        func cut(_ ending: [UInt32], keeping: Int) -> Bool {
            guard end - word.lowerBound >= ending.count + keeping, ends(buffer, end, with: ending) else { return false }
            end -= ending.count
            return true
        }
        if cut(ies, keeping: 2) || cut(ied, keeping: 2) { return word.lowerBound..<end }
        _ = latinEndings.first { cut($0, keeping: 3) }
        if end - word.lowerBound > 3, buffer[end - 1] == 0x65 { end -= 1 }
        if end - word.lowerBound > 3, buffer[end - 1] == buffer[end - 2] { end -= 1 }
        if end - word.lowerBound > 2, buffer[end - 1] == 0x79 { end -= 1 }
        return word.lowerBound..<end
    }

    private static func ends(_ buffer: UnsafeBufferPointer<UInt32>, _ end: Int, with ending: [UInt32]) -> Bool {
        for offset in ending.indices where buffer[end - ending.count + offset] != ending[offset] { return false }
        return true
    }

    /// ي ت ن ا after the ب of spoken verbs.
    private static func isVerbPrefix(_ value: UInt32) -> Bool {
        value == 0x64A || value == 0x62A || value == 0x646 || value == 0x627
    }

    private static let arabicEndings = letters("كم هم ها نا وا ات ون ين ان تي ته يه ه ي ك ت و ا")
    private static let latinEndings = letters("ing ed es s ly")
    private static let ies: [UInt32] = [0x69, 0x65, 0x73]
    private static let ied: [UInt32] = [0x69, 0x65, 0x64]

    private static func letters(_ list: String) -> [[UInt32]] {
        list.split(separator: " ").map { $0.unicodeScalars.map(\.value) }
    }
}
