extension StringProtocol {
    /// The text without the white space around it.
    func trimmedOfSpaces() -> String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isWhite }),
            let last = scalars.lastIndex(where: { !$0.isWhite })
        else { return "" }
        return String(self[first...last])
    }
}

extension Unicode.Scalar {
    /// Whether it is white space; ASCII is told without asking the tables.
    var isWhite: Bool { value < 0x80 ? value == 0x20 || 0x09...0x0D ~= value : properties.isWhitespace }
}
