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
        let row = slots.withUnsafeBufferPointer { rest($0, hash, from: Int(hash) & mask) }
        return row < 0 ? nil : Int(row)
    }

    /// The rows of many hashes, −1 for those that have none.
    func find(_ hashes: [UInt32], into rows: UnsafeMutableBufferPointer<Int32>) {
        slots.withUnsafeBufferPointer { slots in
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: hashes.count + 1) { first in
                // Two passes: the first has no branch that waits for memory, so that many reads are under way at once.
                for position in hashes.indices { first[position] = slots[Int(hashes[position]) & mask] }
                for position in hashes.indices {
                    let (slot, hash) = (first[position], hashes[position])
                    rows[position] =
                        slot >> 32 == UInt64(hash) && slot != 0
                        ? Int32(truncatingIfNeeded: slot & 0xFFFF_FFFF) - 1
                        : slot == 0 ? -1 : rest(slots, hash, from: (Int(hash) + 1) & mask)
                }
            }
        }
    }

    @inline(__always)
    private func rest(_ slots: UnsafeBufferPointer<UInt64>, _ hash: UInt32, from start: Int) -> Int32 {
        var slot = start
        while slots[slot] != 0 {
            if slots[slot] >> 32 == UInt64(hash) { return Int32(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1 }
            slot = (slot + 1) & mask
        }
        return -1
    }
}
