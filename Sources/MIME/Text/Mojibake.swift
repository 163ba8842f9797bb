/// Text that was decoded wrongly once and encoded again on its way: `Ø§Ù„` or `ط§ظ„` for `ال`.
enum Mojibake {
    /// The text as it was, line by line where that is provable: the line's letters, written as windows-1252 or
    /// windows-1256, are valid UTF-8 of Arabic words. Nil when there is nothing to repair.
    static func repaired(_ text: String) -> String? {
        guard isSuspect(text) else { return nil }
        var hasChanged = false
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line -> String in
            let line = String(decoding: line, as: UTF8.self)
            guard let better = repairedLine(line) else { return line }
            hasChanged = true
            return better
        }
        return hasChanged ? lines.joined(separator: "\n") : nil
    }

    /// The least letters beyond ASCII that prove it.
    static let leastLetters = 3

    /// A first look at the bytes: the pairs that Arabic leaves when it is read as one of the two.
    private static func isSuspect(_ text: String) -> Bool {
        var hits = 0
        var before: (UInt8, UInt8) = (0, 0)
        for byte in text.utf8 {
            // Ø and Ù (C3 98, C3 99) or ط and ظ (D8 B7, D8 B8) before something that is no Arabic letter.
            if before == (0xC3, 0x98) || before == (0xC3, 0x99) { hits += byte >= 0x80 ? 1 : 0 }
            if before == (0xD8, 0xB7) || before == (0xD8, 0xB8) {
                hits += byte == 0xC2 || byte == 0xE2 || byte == 0xD9 ? 1 : 0
            }
            if hits >= leastLetters { return true }
            before = (before.1, byte)
        }
        return false
    }

    private static func repairedLine(_ line: String) -> String? {
        for table in [SingleByteTable.windows1252, SingleByteTable.windows1256] {
            guard let table, let bytes = bytes(of: line, in: table) else { continue }
            guard let text = String(validating: bytes, as: UTF8.self) else { continue }
            let beyond = text.unicodeScalars.filter { $0.value >= 0x80 }
            let arabic = beyond.count { (0x600...0x6FF).contains($0.value) }
            if arabic >= leastLetters, arabic * 10 >= beyond.count * 8 { return text }
        }
        return nil
    }

    private static func bytes(of line: String, in table: SingleByteTable) -> [UInt8]? {
        var bytes: [UInt8] = []
        var beyond = 0
        for scalar in line.unicodeScalars {
            guard let byte = table.byte(scalar) ?? control(scalar) else { return nil }
            bytes.append(byte)
            if byte >= 0x80 { beyond += 1 }
        }
        return beyond >= leastLetters ? bytes : nil
    }

    /// Some programs keep the bytes that windows-1252 does not use as control characters.
    private static func control(_ scalar: Unicode.Scalar) -> UInt8? {
        (0x80...0x9F).contains(scalar.value) ? UInt8(scalar.value) : nil
    }
}
