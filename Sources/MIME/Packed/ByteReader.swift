/// Reads little-endian numbers and blocks from bytes that may end anywhere.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// Bytes that are left.
    var left: Int { bytes.endIndex - position }

    /// One byte; nil at the end.
    mutating func byte() -> UInt8? {
        guard position < bytes.endIndex else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    /// A number of so many bytes, at most four; nil when they are not all there.
    mutating func number(_ count: Int) -> Int? {
        guard let block = block(count), count <= 4 else { return nil }
        return block.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// So many bytes; nil when they are not all there.
    mutating func block(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= left else { return nil }
        defer { position += count }
        return bytes[position..<(position + count)]
    }
}
