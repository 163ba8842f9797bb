/// Finds many words and phrases in a text at once, only at word borders, whatever proclitic (و ف ب ك ل ال) comes before.
///
/// A term is written in any spelling; a final `*` lets the last word go on («يضرب*» finds «يضربنا»).
struct TermTrie: Sendable {
    /// One term found: what it stands for and the words it covers.
    struct Hit: Sendable {
        var id: Int
        var words: Range<Int>
    }

    private var children = EdgeTable()
    private var whole: [[Int32]] = [[]]
    private var open: [[Int32]] = [[]]
    private var beginnings = Beginnings()

    /// Adds a term that stands for `id`; a term without letters is not added.
    mutating func insert(_ term: String, id: Int) {
        let isOpen = term.hasSuffix("*")
        let words = Words(normal: NormalForm.scalars(of: term))
        guard words.count > 0 else { return }
        beginnings.insert(words.buffer.dropFirst().dropLast())
        var node: Int32 = 0
        for value in words.buffer.dropFirst().dropLast() { node = child(of: node, at: value) }
        if isOpen { open[Int(node)].append(Int32(id)) } else { whole[Int(node)].append(Int32(id)) }
    }

    /// Every term of the text in the order of its words.
    func hits(in words: Words) -> [Hit] {
        var found: [Hit] = []
        words.buffer.withUnsafeBufferPointer { buffer in
            for word in 0..<words.count {
                let start = words.starts[word]
                follow(buffer, from: start, word: word, words, into: &found)
                let cuts = Proclitics.lengths(buffer, start: start, end: words.ends[word])
                if cuts.0 > 0 { follow(buffer, from: start + cuts.0, word: word, words, into: &found) }
                if cuts.1 > 0 { follow(buffer, from: start + cuts.1, word: word, words, into: &found) }
                if cuts.2 > 0 { follow(buffer, from: start + cuts.2, word: word, words, into: &found) }
            }
        }
        return found
    }

    private func follow(
        _ buffer: UnsafeBufferPointer<UInt32>, from start: Int, word: Int, _ words: Words, into found: inout [Hit]
    ) {
        guard beginnings.mayBegin(buffer[start], buffer[start + 1]) else { return }
        var node: Int32 = 0
        var last = word
        var position = start
        while position < buffer.count {
            let value = buffer[position]
            if value == 0x20 {
                for id in whole[Int(node)] { found.append(Hit(id: Int(id), words: word..<last + 1)) }
                last += 1
            }
            let next = children.find(node, value)
            if next < 0 { return }
            node = next
            for id in open[Int(node)] { found.append(Hit(id: Int(id), words: word..<last + 1)) }
            position += 1
        }
    }

    private mutating func child(of node: Int32, at value: UInt32) -> Int32 {
        let known = children.find(node, value)
        if known >= 0 { return known }
        let new = Int32(whole.count)
        children.insert(node, value, new)
        whole.append([])
        open.append([])
        return new
    }
}

/// With which two letters terms begin: a small table that turns most words away before the trie is looked at.
private struct Beginnings: Sendable {
    private var pairs = [UInt64](repeating: 0, count: 1024)
    /// A term of a single letter may be followed by anything.
    private var hasSingle = false

    mutating func insert(_ term: ArraySlice<UInt32>) {
        guard let first = term.first, let second = term.dropFirst().first else {
            hasSingle = true
            return
        }
        let slot = Self.slot(first, second)
        pairs[slot >> 6] |= 1 << UInt64(slot & 63)
    }

    /// Whether a term may begin so; says yes a little too often.
    func mayBegin(_ first: UInt32, _ second: UInt32) -> Bool {
        if hasSingle { return true }
        let slot = Self.slot(first, second)
        return pairs[slot >> 6] & 1 << UInt64(slot & 63) != 0
    }

    private static func slot(_ first: UInt32, _ second: UInt32) -> Int {
        Int(((first &* 0x9E37_79B9) ^ (second &* 0x85EB_CA6B)) >> 16)
    }
}

/// Where each letter leads from each node; a hash table with open addressing, never more than half full.
private struct EdgeTable: Sendable {
    private var keys = [UInt64](repeating: .max, count: 64)
    private var targets = [Int32](repeating: -1, count: 64)
    private var count = 0

    /// The node a letter leads to, −1 for none.
    func find(_ node: Int32, _ value: UInt32) -> Int32 {
        let key = Self.key(node, value)
        var slot = Self.slot(key, keys.count)
        while keys[slot] != .max {
            if keys[slot] == key { return targets[slot] }
            slot = (slot + 1) & (keys.count - 1)
        }
        return -1
    }

    /// Adds an edge that is not there yet.
    mutating func insert(_ node: Int32, _ value: UInt32, _ target: Int32) {
        if count * 2 >= keys.count { grow() }
        place(Self.key(node, value), target)
        count += 1
    }

    private mutating func grow() {
        let old = zip(keys, targets).filter { $0.0 != .max }
        keys = [UInt64](repeating: .max, count: keys.count * 2)
        targets = [Int32](repeating: -1, count: keys.count)
        for (key, target) in old { place(key, target) }
    }

    private mutating func place(_ key: UInt64, _ target: Int32) {
        var slot = Self.slot(key, keys.count)
        while keys[slot] != .max { slot = (slot + 1) & (keys.count - 1) }
        keys[slot] = key
        targets[slot] = target
    }

    private static func key(_ node: Int32, _ value: UInt32) -> UInt64 { UInt64(UInt32(node)) << 32 | UInt64(value) }

    private static func slot(_ key: UInt64, _ size: Int) -> Int {
        Int((key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (size - 1)
    }
}

/// The small words that Arabic writes onto the front of the next one.
enum Proclitics {
    /// How many letters may be cut off the front of a word, at most three ways, 0 for none.
    static func lengths(_ buffer: UnsafeBufferPointer<UInt32>, start: Int, end: Int) -> (Int, Int, Int) {
        let length = end - start
        guard length >= 3 else { return (0, 0, 0) }
        let first = buffer[start]
        let isConjunction = first == 0x648 || first == 0x641
        let afterConjunction = isConjunction ? 1 : 0
        let isPreposition = length - afterConjunction >= 3 && isBaKaLa(buffer[start + afterConjunction])
        let afterPreposition = isPreposition ? afterConjunction + 1 : 0
        let base = max(afterConjunction, afterPreposition)
        let article = articleLength(buffer, at: start + base, end: end, afterPreposition: isPreposition)
        return (afterConjunction, afterPreposition, article > 0 ? base + article : 0)
    }

    private static func isBaKaLa(_ value: UInt32) -> Bool { value == 0x628 || value == 0x643 || value == 0x644 }

    private static func articleLength(
        _ buffer: UnsafeBufferPointer<UInt32>, at position: Int, end: Int, afterPreposition: Bool
    ) -> Int {
        guard end - position >= 3 else { return 0 }
        if buffer[position] == 0x627, buffer[position + 1] == 0x644 { return 2 }
        let isLilForm = afterPreposition && buffer[position - 1] == 0x644 && buffer[position] == 0x644
        return isLilForm ? 1 : 0
    }
}
