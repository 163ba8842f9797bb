import Foundation

/// The matching form N1 of a text: NFKC, Latin digits, no marks, one form per Arabic letter family, no drawn-out letters, lower case.
///
/// Two spellings of the same word meet here («أُسرة», «اسره», «أســــرة»); the original stays what people see.
public enum NormalForm {
    /// The normal form as a string, ready for a search column.
    public static func text(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for value in scalars(of: text) { bytes.append(scalar: value) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The normal form as Unicode scalar values; linear in the length of the text.
    public static func scalars(of text: String) -> [UInt32] {
        if let fast = foldedScalars(text) { return fast }
        return foldedScalars(text.precomposedStringWithCompatibilityMapping, isComposed: true) ?? []
    }

    /// Folds scalar by scalar; nil when the text holds a scalar that only NFKC can take apart.
    private static func foldedScalars(_ text: String, isComposed: Bool = false) -> [UInt32]? {
        var text = text
        let table = ScalarFold.table
        return text.withUTF8 { bytes in
            var out = FoldedScalars(capacity: bytes.count)
            var position = 0
            while position < bytes.count {
                guard let (value, length) = bytes.scalar(at: position) else { break }
                position += length
                let folded = value < 0x800 ? table[Int(value)] : ScalarFold.fold(value)
                if folded == ScalarFold.composite {
                    if !isComposed { return nil }
                    out.append(value)
                } else {
                    out.append(folded)
                }
            }
            return out.values
        }
    }
}

/// Collects folded scalars and writes a letter drawn out three times or more only once.
private struct FoldedScalars {
    private(set) var values: [UInt32] = []
    private var last = ScalarFold.dropped
    private var run = 0

    init(capacity: Int) { values.reserveCapacity(capacity) }

    @inline(__always)
    mutating func append(_ value: UInt32) {
        if value == ScalarFold.dropped { return }
        guard value == last, ScalarFold.isLetter(value) else {
            run = 1
            last = value
            values.append(value)
            return
        }
        run += 1
        if run == 2 { values.append(value) }
        if run == 3 { values.removeLast() }
    }
}
