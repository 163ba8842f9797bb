/// Finds the row of a feature by its hash; open addressing, never more than half full.
struct RowTable: Sendable {
    /// Hash in the upper half, row + 1 in the lower; 0 is empty.
    private var slots: [UInt64]
    private let mask: Int

    /// A table of distinct hashes, each with its position.
    init(_ hashes: [UInt32]) {
        var size = 16
        while size < hashes.count * 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        mask = size - 1
        for (row, hash) in hashes.enumerated() {
            var slot = Int(hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt64(hash) << 32 | UInt64(row + 1)
        }
    }

    /// The row of a hash, nil when it has none.
    @inline(__always)
    func row(_ hash: UInt32) -> Int? {
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            if slots[slot] >> 32 == UInt64(hash) { return Int(slots[slot] & 0xFFFF_FFFF) - 1 }
            slot = (slot + 1) & mask
        }
        return nil
    }
}
