/// The number by which a person follows a message: two digits of the year, a serial of at least five, a check digit.
///
/// Digits only, so it reads the same in Arabic and English text, in SMS, on paper and over the phone. The receipt of the
/// message that opens a ticket is the ticket's reference, so a person ever needs one number.
public struct ReferenceNumber: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    /// The digits, at least 8 and at most 16 of them.
    public let description: String

    /// The number of `serial` (from 1) in `year` (Gregorian).
    public init(year: Int, serial: Int) {
        let tail = String(max(serial, 0))
        let body = Self.twoDigits(year) + String(repeating: "0", count: max(0, 5 - tail.count)) + tail
        description = body + String(CheckDigit.of(body.utf8.map { $0 - 48 }))
    }

    /// Reads a number as people type it: spaces, hyphens, direction marks, Arabic-Indic and Persian digits are accepted;
    /// nil when the check digit or the length (8…16) is wrong.
    public init?(_ typed: String) {
        var digits: [UInt8] = []
        for scalar in typed.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: digits.append(UInt8(scalar.value - 0x30))
            case 0x660...0x669: digits.append(UInt8(scalar.value - 0x660))
            case 0x6F0...0x6F9: digits.append(UInt8(scalar.value - 0x6F0))
            case 0x20, 0x2D, 0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x61C, 0x23: continue
            default: return nil
            }
            if digits.count > 16 { return nil }
        }
        guard digits.count >= 8, CheckDigit.isValid(digits) else { return nil }
        description = String(decoding: digits.map { $0 + 48 }, as: UTF8.self)
    }

    /// Every valid number written in `text`, in order, at most `limit` of them.
    public static func all(in text: String, limit: Int = 8) -> [ReferenceNumber] {
        var found: [ReferenceNumber] = []
        var text = text
        text.withUTF8 { bytes in
            var run: Range<Int> = 0..<0
            var (digits, position) = (0, 0)
            while position < bytes.count, found.count < limit {
                let length = digitLength(bytes, at: position)
                if length > 0 {
                    run = (digits == 0 ? position : run.lowerBound)..<position + length
                    digits += 1
                }
                position += max(length, 1)
                guard length == 0 || position == bytes.count else { continue }
                if (8...16).contains(digits) { add(bytes[run], to: &found) }
                digits = 0
            }
        }
        return found
    }

    private static func add(_ digits: Slice<UnsafeBufferPointer<UInt8>>, to found: inout [ReferenceNumber]) {
        guard let number = ReferenceNumber(String(decoding: digits, as: UTF8.self)), !found.contains(number) else {
            return
        }
        found.append(number)
    }

    /// How many bytes the digit at a position takes: Latin 1, Arabic-Indic (U+0660…) and Persian (U+06F0…) 2; 0 for none.
    private static func digitLength(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Int {
        switch bytes[position] {
        case 0x30...0x39: return 1
        case 0xD9 where position + 1 < bytes.count: return (0xA0...0xA9).contains(bytes[position + 1]) ? 2 : 0
        case 0xDB where position + 1 < bytes.count: return (0xB0...0xB9).contains(bytes[position + 1]) ? 2 : 0
        default: return 0
        }
    }

    /// Orders by the digits as text.
    public static func < (left: ReferenceNumber, right: ReferenceNumber) -> Bool {
        left.description < right.description
    }

    /// Decodes the digits; fails when they are no valid number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let number = ReferenceNumber(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a reference number")
        }
        self = number
    }

    /// Encodes the digits as one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    private static func twoDigits(_ year: Int) -> String {
        let short = abs(year % 100)
        return short < 10 ? "0\(short)" : "\(short)"
    }
}
