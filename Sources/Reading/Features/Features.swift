/// The features of one text as hashes, in blocks: words, letters, canonical stems, sounds, concepts, cues. One may occur more than once.
struct Features: Sendable {
    /// One kind of feature; each block has its own length, so that none drowns another.
    enum Block: Int, CaseIterable {
        case words, letters, stems, sounds, concepts, cues

        /// The length of the block in a text's vector; of cues the length of each one.
        var weight: Float {
            switch self {
            case .words: 0.7
            case .letters: 0.9
            case .stems: 1.3
            case .sounds: 0.3
            case .concepts: 0.6
            case .cues: 0.2
            }
        }
    }

    /// Concepts at most so many words apart are said close together.
    static let reach = 8

    /// The hashes of all blocks, one after the other.
    let hashes: [UInt32]
    /// The word each feature was seen in, −1 for features of the whole text.
    let words: [Int32]
    /// Where each block lies in `hashes`, in the order of ``Block``.
    let blocks: [Range<Int>]

    /// The features of a text that has been prepared.
    init(_ text: PreparedText) {
        let count = text.words.count
        // Each letter begins four stretches at most, each word has nine features of the other blocks.
        let concepts = Self.concepts(in: text.words)
        let most = text.words.buffer.count * 4 + count * 9 + concepts.count + text.cues.count
        var blocks: [Range<Int>] = []
        var words: [Int32] = []
        hashes = [UInt32](unsafeUninitializedCapacity: most) { hashes, used in
            words = [Int32](unsafeUninitializedCapacity: most) { words, filled in
                var list = FeatureList(hashes: hashes, words: words)
                text.words.buffer.withUnsafeBufferPointer { blocks = list.fill(text, $0, concepts) }
                (used, filled) = (list.count, list.count)
            }
        }
        (self.words, self.blocks) = (words, blocks)
    }

    /// What the text speaks of: each concept, and each two of them said close together, in either order.
    private static func concepts(in text: Words) -> [(hash: UInt32, word: Int)] {
        var found: [(hash: UInt32, word: Int)] = []
        let hits = Concepts.trie.hits(in: text)
        for (position, hit) in hits.enumerated() {
            found.append((FeatureHash.join(0xC0C, UInt32(hit.id)), hit.words.lowerBound))
            for next in hits[(position + 1)...] {
                if next.words.lowerBound - hit.words.lowerBound > reach { break }
                if next.id == hit.id { continue }
                let (low, high) = (UInt32(min(hit.id, next.id)), UInt32(max(hit.id, next.id)))
                found.append((FeatureHash.join(0xC0D, low << 16 | high), next.words.lowerBound))
            }
        }
        return found
    }
}

/// Writes features one after the other into memory that is large enough for all of them: hundreds for a short message, so
/// that asking for room each time would take longer than making them.
private struct FeatureList {
    let hashes: UnsafeMutableBufferPointer<UInt32>
    let words: UnsafeMutableBufferPointer<Int32>
    var count = 0

    /// Fills in all blocks and says where each lies.
    mutating func fill(
        _ text: PreparedText, _ buffer: UnsafeBufferPointer<UInt32>, _ concepts: [(hash: UInt32, word: Int)]
    ) -> [Range<Int>] {
        let stems = (0..<text.words.count).map { WordForms.stem(buffer, text.words.starts[$0]..<text.words.ends[$0]) }
        return [
            block { $0.addWords(text.words, buffer) },
            block { $0.addLetters(text.words, buffer) },
            block { $0.addStems(text.words, buffer, stems) },
            block { $0.addSounds(buffer, stems) },
            block { $0.addConcepts(concepts) },
            block { $0.addCues(text) },
        ]
    }

    private mutating func block(_ add: (inout FeatureList) -> Void) -> Range<Int> {
        let start = count
        add(&self)
        return start..<count
    }

    @inline(__always)
    private mutating func add(_ hash: UInt32, word: Int) {
        hashes[count] = FeatureHash.mixed(hash)
        words[count] = Int32(truncatingIfNeeded: word)
        count += 1
    }

    private mutating func addWords(_ text: Words, _ buffer: UnsafeBufferPointer<UInt32>) {
        var previous: UInt32 = 0
        for word in 0..<text.count {
            let hash = FeatureHash.hash(buffer, text.starts[word]..<text.ends[word], seed: 1)
            add(hash, word: word)
            if word > 0 { add(FeatureHash.join(previous, hash), word: word) }
            previous = hash
        }
    }

    /// Every stretch of two to five letters within a word, its borders included.
    private mutating func addLetters(_ text: Words, _ buffer: UnsafeBufferPointer<UInt32>) {
        for word in 0..<text.count {
            let end = text.ends[word] + 1
            for start in text.starts[word] - 1..<end - 1 {
                var hash = FeatureHash.basis ^ 7
                for position in start..<min(start + 5, end) {
                    hash = FeatureHash.step(hash, buffer[position])
                    if position > start { add(hash, word: word) }
                }
            }
        }
    }

    /// Stems with dialect words in their standard form: alone, in twos, in twos with one between, first and last.
    private mutating func addStems(_ text: Words, _ buffer: UnsafeBufferPointer<UInt32>, _ stems: [Range<Int>]) {
        var (previous, beforeThat): (UInt32, UInt32) = (0, 0)
        for word in 0..<text.count {
            let stem = DialectWords.canonicalStem(buffer, text.starts[word]..<text.ends[word], stem: stems[word])
            add(stem, word: word)
            if word > 0 { add(FeatureHash.join(previous, stem) &+ 5, word: word) }
            if word > 1 { add(FeatureHash.join(beforeThat, stem) &+ 77, word: word) }
            if word == 0 { add(stem ^ 0x5555, word: word) }
            if word == 1 { add(FeatureHash.join(previous, stem) ^ 0x5556, word: word) }
            if word == text.count - 1 { add(stem ^ 0x7777, word: word) }
            (previous, beforeThat) = (stem, previous)
        }
    }

    private mutating func addSounds(_ buffer: UnsafeBufferPointer<UInt32>, _ stems: [Range<Int>]) {
        for (word, stem) in stems.enumerated() { add(FeatureHash.sound(buffer, stem), word: word) }
    }

    private mutating func addConcepts(_ concepts: [(hash: UInt32, word: Int)]) {
        for concept in concepts { add(concept.hash, word: concept.word) }
    }

    private mutating func addCues(_ text: PreparedText) {
        for cue in text.cues { add(FeatureHash.join(0xC0E, cue.hash), word: cue.word) }
    }
}
