/// The features of many texts as (column, value) pairs, row after row.
struct SparseRows: Sendable {
    /// How many feature columns there are.
    let width: Int
    /// Where each row begins in `columns` and `values`; one more at the end.
    private(set) var starts: [Int] = [0]
    private(set) var columns: [Int32] = []
    private(set) var values: [Float] = []
    /// The squared length of each row, the constant feature of 1 included.
    private(set) var squares: [Float] = []

    /// Keeps rows whose columns lie in 0..<width.
    init(_ rows: [[(column: Int, value: Float)]], width: Int) {
        self.width = width
        columns.reserveCapacity(rows.reduce(0) { $0 + $1.count })
        values.reserveCapacity(columns.capacity)
        for row in rows {
            var square: Float = 1
            for item in row {
                columns.append(Int32(item.column))
                values.append(item.value)
                square += item.value * item.value
            }
            starts.append(columns.count)
            squares.append(square)
        }
    }

    /// How many rows there are.
    var count: Int { squares.count }
}
