/// The number of a letter in our register: its serial and the Hijri year, written `12/1447`.
public struct LetterNumber: Sendable, Hashable {
    /// From 1 in each year.
    public let serial: Int
    /// The Hijri year.
    public let year: Int

    /// A number of a register.
    public init(serial: Int, year: Int) {
        self.serial = serial
        self.year = year
    }

    /// The letters of ours that a text cites, such as «خطابكم رقم 12/1447»; at most four. A word for a letter must
    /// stand before the number, because a month of a year is written the same.
    public static func all(in text: String) -> [LetterNumber] {
        guard text.unicodeScalars.contains("/") else { return [] }
        var found: [LetterNumber] = []
        for line in text.unicodeScalars.split(separator: "\n") {
            let folded = String(String.UnicodeScalarView(line.prefix(600).compactMap(fold)))
            guard words.contains(where: { folded.holds($0) }) else { continue }
            for number in numbers(in: folded) where !found.contains(number) && found.count < 4 { found.append(number) }
        }
        return found
    }

    private static let words = ["خطاب", "كتاب", "رساله", "صادر", "letter", "ref"]

    private static func numbers(in line: String) -> [LetterNumber] {
        let parts = line.split(separator: "/", omittingEmptySubsequences: false)
        return zip(parts, parts.dropFirst()).compactMap { before, after in
            let serial = before.utf8.reversed().prefix { $0 >= 0x30 && $0 <= 0x39 }.reversed()
            let year = after.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }
            guard (1...6).contains(serial.count), year.count == 4,
                let number = Int(String(decoding: serial, as: UTF8.self)),
                let value = Int(String(decoding: Array(year), as: UTF8.self)), (1440...1499).contains(value), number > 0
            else { return nil }
            return LetterNumber(serial: number, year: value)
        }
    }

    /// Latin digits and letters, one form of each Arabic letter; marks of direction and spaces beside the slash
    /// disappear.
    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x660...0x669: Unicode.Scalar(scalar.value - 0x660 + 0x30)
        case 0x6F0...0x6F9: Unicode.Scalar(scalar.value - 0x6F0 + 0x30)
        case 0x41...0x5A: Unicode.Scalar(scalar.value + 0x20)
        case 0x629: "ه"
        case 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069: nil
        default: scalar
        }
    }
}
