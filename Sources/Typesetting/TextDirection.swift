/// The direction that a reader's software gives a line of plain text (Unicode Standard Annex 9, rules P2 and P3).
enum TextDirection {
    /// True when the first letter with a direction runs from right to left, false for left to right, nil for none.
    static func first(of text: String) -> Bool? {
        for scalar in text.unicodeScalars {
            if scalar == "\u{200F}" || scalar == "\u{061C}" { return true }
            if scalar == "\u{200E}" { return false }
            guard scalar.properties.isAlphabetic else { continue }
            return rightToLeft.contains { $0.contains(scalar.value) }
        }
        return nil
    }

    /// Hebrew, Arabic, Syriac, Thaana and their presentation forms.
    private static let rightToLeft: [ClosedRange<UInt32>] = [
        0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF,
    ]
}
