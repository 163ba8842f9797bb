/// The distinct features of one text as hashed buckets, in three blocks: words, letters, cues.
struct Features: Sendable {
    /// How many buckets there are; a power of two.
    static let bucketCount = 1 << 18

    /// The buckets of all blocks, one after the other; none twice.
    private(set) var buckets: [UInt32] = []
    /// The word each feature was first seen in, −1 for features of the whole text.
    private(set) var words: [Int32] = []
    /// Where each block lies in `buckets`.
    private(set) var blocks: [Range<Int>] = []

    /// The features of a text that has been prepared.
    init(_ text: PreparedText) {
        buckets.reserveCapacity(text.words.buffer.count * 5)
        words.reserveCapacity(text.words.buffer.count * 5)
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: Self.bucketCount / 64) { seen in
            seen.initialize(repeating: 0)
            text.words.buffer.withUnsafeBufferPointer { buffer in
                block(&self) { $0.addWords(text.words, buffer, seen) }
                block(&self) { $0.addLetters(text.words, buffer, seen) }
                block(&self) { $0.addCues(text, seen) }
            }
        }
    }

    /// How much one feature of a block weighs: words and letters share a length of 1 each, a cue weighs the same in any text.
    func value(block: Int) -> Float {
        let count = blocks[block].count
        switch block {
        case 0: return count == 0 ? 0 : 0.85 / Float(count).squareRoot()
        case 1: return count == 0 ? 0 : 1 / Float(count).squareRoot()
        default: return 0.2
        }
    }

    private func block(_ features: inout Features, _ add: (inout Features) -> Void) {
        let start = features.buckets.count
        add(&features)
        features.blocks.append(start..<features.buckets.count)
    }

    private mutating func add(_ hash: UInt32, word: Int, _ seen: UnsafeMutableBufferPointer<UInt64>) {
        let bucket = FeatureHash.bucket(hash)
        let bit = UInt64(1) << UInt64(bucket & 63)
        if seen[Int(bucket >> 6)] & bit != 0 { return }
        seen[Int(bucket >> 6)] |= bit
        buckets.append(bucket)
        words.append(Int32(word))
    }

    private mutating func addWords(
        _ text: Words, _ buffer: UnsafeBufferPointer<UInt32>, _ seen: UnsafeMutableBufferPointer<UInt64>
    ) {
        var previous: UInt32 = 0
        for word in 0..<text.count {
            let (start, end) = (text.starts[word], text.ends[word])
            let hash = FeatureHash.hash(buffer, start..<end, seed: 1)
            add(hash, word: word, seen)
            if word > 0 { add(FeatureHash.join(previous, hash), word: word, seen) }
            previous = hash
            let cuts = Proclitics.lengths(buffer, start: start, end: end)
            let cut = max(cuts.0, max(cuts.1, cuts.2))
            if cut > 0, end - start - cut >= 2 {
                add(FeatureHash.hash(buffer, start + cut..<end, seed: 1), word: word, seen)
            }
            add(FeatureHash.skeleton(buffer, start..<end), word: word, seen)
        }
    }

    private mutating func addLetters(
        _ text: Words, _ buffer: UnsafeBufferPointer<UInt32>, _ seen: UnsafeMutableBufferPointer<UInt64>
    ) {
        for word in 0..<text.count {
            let end = text.ends[word] + 1
            for start in text.starts[word] - 1..<end - 1 {
                var hash = FeatureHash.basis ^ 7
                for position in start..<min(start + 5, end) {
                    hash = FeatureHash.step(hash, buffer[position])
                    if position > start { add(hash, word: word, seen) }
                }
            }
        }
    }

    private mutating func addCues(_ text: PreparedText, _ seen: UnsafeMutableBufferPointer<UInt64>) {
        for cue in text.cues { add(FeatureHash.join(0xC0E, cue.hash), word: cue.word, seen) }
    }
}

/// Wasl's own hash of scalars (FNV-1a with a final mix); the same on every machine.
enum FeatureHash {
    static let basis: UInt32 = 2_166_136_261

    /// Takes in one scalar; all digits count as one.
    @inline(__always)
    static func step(_ hash: UInt32, _ value: UInt32) -> UInt32 {
        (hash ^ (ScalarFold.isDigit(value) ? 0x30 : value)) &* 16_777_619
    }

    /// The bucket of a hash.
    @inline(__always)
    static func bucket(_ hash: UInt32) -> UInt32 {
        var mixed = hash
        mixed ^= mixed >> 15
        mixed = mixed &* 0x2C1B_3C6D
        mixed ^= mixed >> 12
        mixed = mixed &* 0x297A_2D39
        mixed ^= mixed >> 15
        return mixed & UInt32(Features.bucketCount - 1)
    }

    /// The hash of a stretch of scalars.
    static func hash(_ buffer: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, seed: UInt32) -> UInt32 {
        var hash = basis ^ seed
        for position in range { hash = step(hash, buffer[position]) }
        return hash
    }

    /// The hash of a word without its weak letters (ا و ي ه ء), which writers of dialect and Arabizi leave out.
    static func skeleton(_ buffer: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> UInt32 {
        var hash = basis ^ 3
        for position in range {
            switch buffer[position] {
            case 0x627, 0x648, 0x64A, 0x647, 0x621: continue
            case let value: hash = step(hash, value)
            }
        }
        return hash
    }

    /// The hash of two hashes in order.
    static func join(_ first: UInt32, _ second: UInt32) -> UInt32 {
        ((first &* 16_777_619) ^ (second &+ 0x9E37_79B9)) &* 16_777_619
    }
}
