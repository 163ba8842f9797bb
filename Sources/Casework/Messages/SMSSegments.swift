/// How many parts a short text is sent and billed in (3GPP TS 23.038 and 23.040).
public struct SMSSegments: Sendable, Hashable {
    /// The alphabet a text needs.
    public enum Encoding: String, Sendable, Codable, Hashable {
        /// 160 units in one part, 153 in each of several.
        case gsm7 = "GSM7"
        /// 70 units in one part, 67 in each of several.
        case ucs2 = "UCS2"

        /// Units that fit into a single part.
        public var single: Int { self == .gsm7 ? 160 : 70 }
        /// Units that fit into each of several parts.
        public var multi: Int { self == .gsm7 ? 153 : 67 }
    }

    /// The alphabet; one Arabic letter makes the whole text UCS-2.
    public let encoding: Encoding
    /// Septets (GSM-7, extension characters count two) or UTF-16 units (UCS-2).
    public let units: Int
    /// Parts; 0 for the empty text.
    public let segments: Int
    /// Units that still fit into the last part.
    public let remaining: Int

    /// Counts a text.
    public static func count(_ text: String) -> SMSSegments {
        guard text.unicodeScalars.allSatisfy({ SMSAlphabet.septets($0) != nil }) else {
            return split(text.utf16, encoding: .ucs2, width: utf16Width)
        }
        return split(text.unicodeScalars, encoding: .gsm7) { SMSAlphabet.septets($0) ?? 1 }
    }

    /// Fills parts one after another; no character with two units is split between two parts.
    private static func split<Units: Sequence>(
        _ text: Units, encoding: Encoding, width: (Units.Element) -> Int
    ) -> SMSSegments {
        let widths = text.map(width)
        let units = widths.reduce(0, +)
        guard units > encoding.single else {
            let left = encoding.single - units
            return SMSSegments(encoding: encoding, units: units, segments: units == 0 ? 0 : 1, remaining: left)
        }
        var segments = 1
        var used = 0
        for width in widths where width > 0 {
            if used + width > encoding.multi {
                segments += 1
                used = 0
            }
            used += width
        }
        return SMSSegments(encoding: encoding, units: units, segments: segments, remaining: encoding.multi - used)
    }

    /// A leading surrogate carries both units of its pair.
    private static func utf16Width(_ unit: UInt16) -> Int {
        switch unit {
        case 0xD800...0xDBFF: 2
        case 0xDC00...0xDFFF: 0
        default: 1
        }
    }
}

/// The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038, 6.2.1).
enum SMSAlphabet {
    private static let basic = Set(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
            + "abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)
    private static let extended = Set("\u{0C}^{}\\[~]|€".unicodeScalars)

    /// 1 for a character of the alphabet, 2 for one of the extension table, nil for any other.
    static func septets(_ scalar: Unicode.Scalar) -> Int? {
        if basic.contains(scalar) { return 1 }
        return extended.contains(scalar) ? 2 : nil
    }
}
