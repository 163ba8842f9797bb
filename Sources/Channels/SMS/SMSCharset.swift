/// The ways in which gateways take and give the words of a text.
enum SMSCharset: String, Sendable, Hashable, CaseIterable {
    case utf8 = "utf-8"
    /// Two bytes for each UTF-16 unit, high byte first.
    case utf16 = "utf-16be"
    /// `utf-16be` written as hexadecimal digits.
    case ucs2Hex = "ucs2-hex"
    case windows1256 = "windows-1256"
    case latin1 = "iso-8859-1"

    /// Finds a charset by the names that gateways use, in any letter case; nil for an unknown one.
    init?(label: String) {
        switch label.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii", "gsm", "gsm7": self = .utf8
        case "utf-16be", "utf-16", "utf16", "ucs-2", "ucs2", "iso-10646-ucs-2": self = .utf16
        case "windows-1256", "cp1256": self = .windows1256
        case "iso-8859-1", "latin1": self = .latin1
        case let name: self.init(rawValue: name)
        }
    }

    /// The bytes of a text; nil when the charset lacks a character.
    func encode(_ text: String) -> [UInt8]? {
        switch self {
        case .utf8: return Array(text.utf8)
        case .utf16: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .ucs2Hex: return Self.utf16.encode(text).map { Array(Hex.text($0).uppercased().utf8) }
        case .windows1256: return Self.encode(text) { Windows1256.byte(for: $0) }
        case .latin1: return Self.encode(text) { UInt8(exactly: $0.value) }
        }
    }

    /// The text of bytes; nil when they cannot be in this charset.
    func decode(_ bytes: [UInt8]) -> String? {
        switch self {
        case .utf8: return String(validating: bytes, as: UTF8.self)
        case .utf16: return Self.decodeUTF16(bytes)
        case .ucs2Hex: return bytes.isEmpty ? "" : Hex.decoded(bytes).flatMap(Self.decodeUTF16)
        case .windows1256: return String(String.UnicodeScalarView(bytes.map(Windows1256.scalar(for:))))
        case .latin1: return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        }
    }

    private static func encode(_ text: String, _ byte: (Unicode.Scalar) -> UInt8?) -> [UInt8]? {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let byte = byte(scalar) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func decodeUTF16(_ bytes: [UInt8]) -> String? {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        let units = stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(validating: units, as: UTF16.self)
    }
}

/// The upper half of Windows code page 1256 (Microsoft, cp1256).
enum Windows1256 {
    /// The character that a byte stands for.
    static func scalar(for byte: UInt8) -> Unicode.Scalar {
        byte < 0x80 ? Unicode.Scalar(byte) : Unicode.Scalar(upperHalf[Int(byte) - 0x80]) ?? "\u{FFFD}"
    }

    /// The byte that stands for a character; nil when the code page lacks it.
    static func byte(for scalar: Unicode.Scalar) -> UInt8? {
        if scalar.value < 0x80 { return UInt8(scalar.value) }
        guard let code = UInt16(exactly: scalar.value) else { return nil }
        return bytes[code]
    }

    private static let bytes: [UInt16: UInt8] = Dictionary(
        zip(upperHalf, UInt8(0x80)...UInt8(0xFF)), uniquingKeysWith: { first, _ in first })

    private static let upperHalf: [UInt16] = [
        0x20AC, 0x067E, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0679, 0x2039, 0x0152, 0x0686,
        0x0698, 0x0688,
        0x06AF, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x06A9, 0x2122, 0x0691, 0x203A, 0x0153, 0x200C,
        0x200D, 0x06BA,
        0x00A0, 0x060C, 0x00A2, 0x00A3, 0x00A4, 0x00A5, 0x00A6, 0x00A7, 0x00A8, 0x00A9, 0x06BE, 0x00AB, 0x00AC, 0x00AD,
        0x00AE, 0x00AF,
        0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x00B9, 0x061B, 0x00BB, 0x00BC, 0x00BD,
        0x00BE, 0x061F,
        0x06C1, 0x0621, 0x0622, 0x0623, 0x0624, 0x0625, 0x0626, 0x0627, 0x0628, 0x0629, 0x062A, 0x062B, 0x062C, 0x062D,
        0x062E, 0x062F,
        0x0630, 0x0631, 0x0632, 0x0633, 0x0634, 0x0635, 0x0636, 0x00D7, 0x0637, 0x0638, 0x0639, 0x063A, 0x0640, 0x0641,
        0x0642, 0x0643,
        0x00E0, 0x0644, 0x00E2, 0x0645, 0x0646, 0x0647, 0x0648, 0x00E7, 0x00E8, 0x00E9, 0x00EA, 0x00EB, 0x0649, 0x064A,
        0x00EE, 0x00EF,
        0x064B, 0x064C, 0x064D, 0x064E, 0x00F4, 0x064F, 0x0650, 0x00F7, 0x0651, 0x00F9, 0x0652, 0x00FB, 0x00FC, 0x200E,
        0x200F, 0x06D2,
    ]
}
