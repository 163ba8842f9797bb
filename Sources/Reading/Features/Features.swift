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
    private(set) var hashes: [UInt32] = []
    /// The word each feature was seen in, −1 for features of the whole text.
    private(set) var words: [Int32] = []
    /// Where each block lies in `hashes`, in the order of ``Block``.
    private(set) var blocks: [Range<Int>] = []

    /// The features of a text that has been prepared.
    init(_ text: PreparedText) {
        hashes.reserveCapacity(text.words.buffer.count * 6)
        words.reserveCapacity(text.words.buffer.count * 6)
        text.words.buffer.withUnsafeBufferPointer { buffer in
            block { $0.addWords(text.words, buffer) }
            block { $0.addLetters(text.words, buffer) }
            block { $0.addStems(text.words, buffer) }
            block { $0.addSounds(text.words, buffer) }
            block { $0.addConcepts(text.words) }
            block { $0.addCues(text) }
        }
    }

    private mutating func block(_ add: (inout Features) -> Void) {
        let start = hashes.count
        add(&self)
        blocks.append(start..<hashes.count)
    }

    private mutating func add(_ hash: UInt32, word: Int) {
        hashes.append(FeatureHash.mixed(hash))
        words.append(Int32(truncatingIfNeeded: word))
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
    private mutating func addStems(_ text: Words, _ buffer: UnsafeBufferPointer<UInt32>) {
        var (previous, beforeThat): (UInt32, UInt32) = (0, 0)
        for word in 0..<text.count {
            let stem = DialectWords.canonicalStem(buffer, text.starts[word]..<text.ends[word])
            add(stem, word: word)
            if word > 0 { add(FeatureHash.join(previous, stem) &+ 5, word: word) }
            if word > 1 { add(FeatureHash.join(beforeThat, stem) &+ 77, word: word) }
            if word == 0 { add(stem ^ 0x5555, word: word) }
            if word == 1 { add(FeatureHash.join(previous, stem) ^ 0x5556, word: word) }
            if word == text.count - 1 { add(stem ^ 0x7777, word: word) }
            (previous, beforeThat) = (stem, previous)
        }
    }

    private mutating func addSounds(_ text: Words, _ buffer: UnsafeBufferPointer<UInt32>) {
        for word in 0..<text.count {
            let stem = WordForms.stem(buffer, text.starts[word]..<text.ends[word])
            add(FeatureHash.sound(buffer, stem), word: word)
        }
    }

    /// What the text speaks of: each concept, and each two of them said close together, in either order.
    private mutating func addConcepts(_ text: Words) {
        let hits = Concepts.trie.hits(in: text)
        for (position, hit) in hits.enumerated() {
            add(FeatureHash.join(0xC0C, UInt32(hit.id)), word: hit.words.lowerBound)
            for next in hits[(position + 1)...] {
                if next.words.lowerBound - hit.words.lowerBound > Self.reach { break }
                if next.id == hit.id { continue }
                let (low, high) = (UInt32(min(hit.id, next.id)), UInt32(max(hit.id, next.id)))
                add(FeatureHash.join(0xC0D, low << 16 | high), word: next.words.lowerBound)
            }
        }
    }

    private mutating func addCues(_ text: PreparedText) {
        for cue in text.cues { add(FeatureHash.join(0xC0E, cue.hash), word: cue.word) }
    }
}
