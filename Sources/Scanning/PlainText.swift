import struct Foundation.Data

/// Reads text files.
enum PlainText {
    /// The pages of a text, parted by form feeds.
    static func pages(of bytes: Data, limits: ScanLimits) throws(ScanError) -> [ScannedPage] {
        guard let text = decode(bytes) else { throw .unsupported }
        let pages = text.unicodeScalars.split(
            separator: "\u{0C}", maxSplits: max(0, limits.pages), omittingEmptySubsequences: false)
        guard pages.count <= limits.pages else { throw .tooManyPages(limit: limits.pages) }
        return pages.map { ScannedPage(raw: String($0), confidence: 100, source: .plain) }
    }

    /// The text of bytes in UTF-8, UTF-16 with its mark, or else windows-1256; nil for bytes that are not text.
    static func decode(_ bytes: some Collection<UInt8>) -> String? {
        let start = Array(bytes.prefix(2))
        if start == [0xFF, 0xFE] || start == [0xFE, 0xFF] {
            return utf16(bytes, isLittleEndian: start == [0xFF, 0xFE])
        }
        guard !bytes.contains(where: isForeign) else { return nil }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(String.UnicodeScalarView(bytes.compactMap(windows1256)))
    }

    private static func utf16(_ bytes: some Collection<UInt8>, isLittleEndian: Bool) -> String? {
        var units: [UInt16] = []
        var first: UInt8?
        for byte in bytes.dropFirst(2) {
            guard let earlier = first else {
                first = byte
                continue
            }
            let (high, low) = isLittleEndian ? (byte, earlier) : (earlier, byte)
            units.append(UInt16(high) << 8 | UInt16(low))
            first = nil
        }
        return units.contains(0) ? nil : String(validating: units, as: UTF16.self)
    }

    /// Control bytes that no text holds.
    private static func isForeign(_ byte: UInt8) -> Bool {
        byte < 0x20 && ![0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B].contains(byte)
    }

    private static func windows1256(_ byte: UInt8) -> Unicode.Scalar? {
        byte < 0x80 ? Unicode.Scalar(byte) : Unicode.Scalar(upperHalf[Int(byte) - 0x80])
    }

    /// What the bytes 80…FF stand for in the Arabic code page of older Windows programs.
    private static let upperHalf: [UInt16] = [
        0x20AC, 0x067E, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0679, 0x2039, 0x0152,
        0x0686, 0x0698, 0x0688, 0x06AF, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x06A9, 0x2122,
        0x0691, 0x203A, 0x0153, 0x200C, 0x200D, 0x06BA, 0x00A0, 0x060C, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6,
        0x00A7, 0x00A8, 0x00A9, 0x06BE, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF, 0x00B0, 0x00B1, 0x00B2, 0x00B3,
        0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x00B9, 0x061B, 0x00BB, 0x00BC, 0x00BD, 0x00BE, 0x061F, 0x06C1,
        0x0621, 0x0622, 0x0623, 0x0624, 0x0625, 0x0626, 0x0627, 0x0628, 0x0629, 0x062A, 0x062B, 0x062C, 0x062D,
        0x062E, 0x062F, 0x0630, 0x0631, 0x0632, 0x0633, 0x0634, 0x0635, 0x0636, 0x00D7, 0x0637, 0x0638, 0x0639,
        0x063A, 0x0640, 0x0641, 0x0642, 0x0643, 0x00E0, 0x0644, 0x00E2, 0x0645, 0x0646, 0x0647, 0x0648, 0x00E7,
        0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x0649, 0x064A, 0x00EE, 0x00EF, 0x064B, 0x064C, 0x064D, 0x064E, 0x00F4,
        0x064F, 0x0650, 0x00F7, 0x0651, 0x00F9, 0x0652, 0x00FB, 0x00FC, 0x200E, 0x200F, 0x06D2,
    ]
}
