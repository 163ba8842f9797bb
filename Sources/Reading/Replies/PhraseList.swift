import Casework

/// Phrases in normal form that are looked for all at once, byte by byte: where a text's next two bytes begin none of them,
/// none is compared.
struct PhraseList: Sendable, ExpressibleByArrayLiteral {
    private static let bucketCount = 64

    /// The bytes of all phrases, one after the other, in the order of their buckets.
    private let bytes: [UInt8]
    /// Where each phrase begins in `bytes`, and where the last one ends.
    private let starts: [Int]
    /// The number of the first phrase of each bucket, and how many phrases there are.
    private let buckets: [Int]
    /// A bit for each bucket that is not empty.
    private let used: UInt64

    /// Phrases of two bytes or more.
    init(arrayLiteral phrases: String...) {
        let sorted = phrases.map { Array($0.utf8) }.filter { $0.count > 1 }
            .sorted { Self.bucket($0[0], $0[1]) < Self.bucket($1[0], $1[1]) }
        let owners = sorted.map { Self.bucket($0[0], $0[1]) }
        bytes = sorted.flatMap(\.self)
        starts = sorted.reduce(into: [0]) { starts, phrase in starts.append((starts.last ?? 0) + phrase.count) }
        buckets = (0...Self.bucketCount).map { bucket in owners.firstIndex { $0 >= bucket } ?? owners.count }
        used = owners.reduce(0) { $0 | 1 << UInt64($1) }
    }

    /// Whether a text begins with one of them.
    func begin(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { stand(in: $0, at: 0) }
    }

    /// Whether one of them stands anywhere in a text.
    func stand(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            for position in bytes.indices where stand(in: bytes, at: position) { return true }
            return false
        }
    }

    @inline(__always)
    private func stand(in text: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
        guard position + 1 < text.count else { return false }
        let bucket = Self.bucket(text[position], text[position + 1])
        return used & 1 << UInt64(bucket) != 0 && compare(text, position, bucket)
    }

    private func compare(_ text: UnsafeBufferPointer<UInt8>, _ position: Int, _ bucket: Int) -> Bool {
        let rest = text[position...]
        return (buckets[bucket]..<buckets[bucket + 1]).contains { phrase in
            rest.starts(with: bytes[starts[phrase]..<starts[phrase + 1]])
        }
    }

    @inline(__always)
    private static func bucket(_ first: UInt8, _ second: UInt8) -> Int {
        Int((first &* 5) ^ second) & (bucketCount - 1)
    }
}
