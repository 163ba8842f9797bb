/// Finds Unicode encodings in the bytes themselves, whatever a label says.
enum UnicodeSniff {
    /// Bytes that are looked at.
    static let sample = 4_096

    /// The encoding that a byte order mark names, and the length of the mark.
    static func mark(_ bytes: [UInt8]) -> (charset: Charset, length: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return (.utf32LittleEndian, 4) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// UTF-16 or UTF-32 of Arabic or Western text without a mark: the high byte of each letter is 0 or 6, which no other
    /// text holds.
    static func wide(_ bytes: [UInt8]) -> Charset? {
        let piece = bytes.prefix(sample)
        guard piece.count >= 4, piece.count(where: { $0 == 0 || $0 == 6 }) * 3 >= piece.count else { return nil }
        var high = [0, 0, 0, 0]
        var zero = [0, 0, 0, 0]
        for (place, byte) in piece.enumerated() {
            if byte == 0 || byte == 6 || byte == 0x20 { high[place % 4] += 1 }
            if byte == 0 { zero[place % 4] += 1 }
        }
        let quarter = piece.count / 4
        if quarter > 0, zero[2] >= quarter, zero[3] >= quarter { return .utf32LittleEndian }
        if quarter > 0, zero[0] >= quarter, zero[1] >= quarter { return .utf32BigEndian }
        let odd = high[1] + high[3]
        let even = high[0] + high[2]
        guard max(odd, even) * 20 >= piece.count / 2 * 17, odd != even else { return nil }
        return odd > even ? .utf16LittleEndian : .utf16BigEndian
    }

    /// UTF-7 that nobody announced: ASCII in which every run between `+` and `-` is Arabic.
    static func isUTF7(_ bytes: [UInt8]) -> Bool {
        let piece = bytes.prefix(sample)
        var arabic = 0
        var position = 0
        while let plus = piece[position...].firstIndex(of: UInt8(ascii: "+")) {
            let run = piece[(plus + 1)...].prefix(while: isBase64)
            position = run.endIndex
            guard run.count >= 3, position < piece.count || piece.count == bytes.count else { continue }
            let units = EncodedWord.base64(run)
            let pairs = stride(from: 0, to: units.count - 1, by: 2).map { (units[$0], units[$0 + 1]) }
            guard !pairs.isEmpty, pairs.allSatisfy({ $0.0 == 6 || $0.0 == 0 && $0.1 >= 0x20 }) else { return false }
            arabic += pairs.count { $0.0 == 6 }
        }
        return arabic >= 3
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "/"), UInt8(ascii: "+"): true
        default: false
        }
    }
}
