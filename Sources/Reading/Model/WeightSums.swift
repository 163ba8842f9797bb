/// Sums of the weights of some rows, exact in whole numbers, for every column.
///
/// The rows of one text lie far apart in a table larger than the cache; few instructions a row let the processor fetch many
/// of them at once. Two weights are taken as one number of sixteen bits and parted by shifts.
struct WeightSums {
    private(set) var columns: [Int32]
    private let stride: Int

    /// Sums of nothing; `stride` is the length of a row in bytes, a multiple of sixteen.
    init(stride: Int) {
        self.stride = stride
        columns = [Int32](repeating: 0, count: stride)
    }

    /// Takes the weights of these rows, and nothing else, into the sums.
    mutating func take(_ rows: Slice<UnsafeBufferPointer<Int32>>, of weights: UnsafeRawBufferPointer) {
        for column in columns.indices { columns[column] = 0 }
        // 256 rows of −127…127 stay within sixteen bits.
        for first in Swift.stride(from: rows.startIndex, to: rows.endIndex, by: 256) {
            let some = UnsafeBufferPointer(rebasing: rows[first..<min(first + 256, rows.endIndex)])
            var column = 0
            while column < stride {
                if column + 32 <= stride {
                    add32(some, weights, column)
                    column += 32
                } else {
                    add16(some, weights, column)
                    column += 16
                }
            }
        }
    }

    private mutating func add32(
        _ rows: UnsafeBufferPointer<Int32>, _ weights: UnsafeRawBufferPointer, _ column: Int
    ) {
        var (even, odd) = (SIMD16<Int16>.zero, SIMD16<Int16>.zero)
        for row in rows {
            let pairs = weights.loadUnaligned(fromByteOffset: Int(row) &* stride &+ column, as: SIMD16<Int16>.self)
            even &+= (pairs &<< 8) &>> 8
            odd &+= pairs &>> 8
        }
        for pair in 0..<16 {
            columns[column + 2 * pair] += Int32(even[pair])
            columns[column + 2 * pair + 1] += Int32(odd[pair])
        }
    }

    private mutating func add16(
        _ rows: UnsafeBufferPointer<Int32>, _ weights: UnsafeRawBufferPointer, _ column: Int
    ) {
        var (even, odd) = (SIMD8<Int16>.zero, SIMD8<Int16>.zero)
        for row in rows {
            let pairs = weights.loadUnaligned(fromByteOffset: Int(row) &* stride &+ column, as: SIMD8<Int16>.self)
            even &+= (pairs &<< 8) &>> 8
            odd &+= pairs &>> 8
        }
        for pair in 0..<8 {
            columns[column + 2 * pair] += Int32(even[pair])
            columns[column + 2 * pair + 1] += Int32(odd[pair])
        }
    }
}
