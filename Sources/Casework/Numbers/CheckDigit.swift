/// The Damm check digit: finds every single wrong digit and every swap of two neighbours.
///
/// Source: H. Michael Damm, "Total anti-symmetrische Quasigruppen", 2004; the quasigroup of order 10 printed there.
public enum CheckDigit {
    /// The digit (0…9) that makes `digits` followed by it valid.
    public static func of(_ digits: some Sequence<UInt8>) -> UInt8 {
        digits.reduce(0) { row, digit in table[Int(row)][Int(digit % 10)] }
    }

    /// Whether the last of `digits` (values 0…9) is the check digit of those before it.
    public static func isValid(_ digits: some Sequence<UInt8>) -> Bool { of(digits) == 0 }

    private static let table: [[UInt8]] = [
        [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
        [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
        [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
        [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
        [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
        [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
        [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
        [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
        [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
    ]
}
