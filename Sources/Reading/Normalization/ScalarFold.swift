/// What the normal form makes of one scalar: a table for U+0000…U+07FF, ranges above.
enum ScalarFold {
    /// Stands for "this scalar disappears".
    static let dropped: UInt32 = 0
    /// Stands for "only NFKC can take this apart".
    static let composite: UInt32 = .max

    /// The folds of U+0000…U+07FF, Latin, Greek, Cyrillic, Hebrew and Arabic among them.
    static let table: [UInt32] = (0..<0x800).map { computedFold(UInt32($0)) }

    /// The scalar that takes the place of `value`.
    static func fold(_ value: UInt32) -> UInt32 {
        if value < 0x800 { return table[Int(value)] }
        switch value {
        case 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return 0x20
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xE0000...0xE007F:
            return dropped
        case 0x2026: return 0x2E
        case 0x2070...0x209F, 0x20A8, 0x2100...0x218F, 0x2460...0x24FF, 0x3001...0x33FF: return composite
        case 0xF900...0xFDFC, 0xFE10...0xFEFC, 0xFF00...0xFFEF: return composite
        case 0x1D400...0x1D7FF, 0x1EE00...0x1EEFF, 0x1F100...0x1F2FF: return composite
        case 0x1E00...0x1FFF, 0x2C00...0x2DFF, 0xA640...0xA7FF: return lowercased(value)
        default: return value
        }
    }

    /// Whether a folded scalar is a letter, so that drawing it out says nothing new.
    static func isLetter(_ value: UInt32) -> Bool {
        switch value {
        case 0x61...0x7A, 0xE0...0x24F, 0x370...0x5F4, 0x620...0x64A, 0x66E...0x6D3, 0x6FA...0x6FF: true
        case 0x700...0x1FFF, 0x3040...0xD7FF: true
        default: false
        }
    }

    /// Whether a folded scalar is a Latin digit.
    static func isDigit(_ value: UInt32) -> Bool { value >= 0x30 && value <= 0x39 }

    /// Whether a folded scalar is a pictograph, which counts as a word of its own.
    static func isPictograph(_ value: UInt32) -> Bool {
        (0x2600...0x27BF).contains(value) || (0x1F300...0x1FAFF).contains(value)
    }

    private static func computedFold(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x09...0x0D, 0x85, 0xA0: return 0x20
        case 0x00...0x1F, 0x7F...0x9F, 0xAD: return dropped
        case 0x610...0x61C, 0x64B...0x65F, 0x670, 0x6D6...0x6DC, 0x6DF...0x6ED, 0x640: return dropped
        case 0x130: return 0x69
        case 0x300...0x36F: return composite
        case 0x622, 0x623, 0x625, 0x671: return 0x627
        case 0x649, 0x6CC, 0x626, 0x6D2: return 0x64A
        case 0x624: return 0x648
        case 0x629, 0x6C1, 0x6C3, 0x6BE, 0x6D5: return 0x647
        case 0x6A9, 0x6AF, 0x6AA: return 0x643
        case 0x660...0x669: return value - 0x660 + 0x30
        case 0x6F0...0x6F9: return value - 0x6F0 + 0x30
        case 0x675...0x678, 0xA8, 0xAA, 0xAF, 0xB2...0xB5, 0xB8...0xBA, 0xBC...0xBE: return composite
        default: return lowercased(value)
        }
    }

    private static func lowercased(_ value: UInt32) -> UInt32 {
        guard let scalar = Unicode.Scalar(value) else { return value }
        let mapped = scalar.properties.lowercaseMapping.unicodeScalars
        guard mapped.count == 1, let only = mapped.first else { return value }
        return only.value
    }
}
