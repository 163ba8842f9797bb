import Foundation

/// Dates in mail (RFC 5322 section 3.3 with its obsolete forms, and what careless programs write instead).
///
/// A date that no Gregorian calendar between 1900 and 2200 has, such as one of the Hijri calendar, is no date: the time of
/// arrival stands in for it.
enum MailDate {
    /// The longest field that is looked at, in bytes.
    static let maxLength = 400

    /// The instant a raw Date field names; nil when it names none for sure.
    static func read(_ raw: [UInt8]) -> Date? {
        var reading = DateReading()
        for word in words(raw) { reading.take(word) }
        return reading.seconds().map { Date(timeIntervalSince1970: TimeInterval($0)) }
    }

    /// The words of the field in lower case: comments left out, digits of all scripts written as ASCII, what stands before
    /// a `;` (as in Received) dropped.
    private static func words(_ raw: [UInt8]) -> [String] {
        let text = String(decoding: withoutComments(raw.prefix(maxLength)), as: UTF8.self).lowercased()
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x3B:
                words = []
                word = String.UnicodeScalarView()
            case 0...0x20, 0x28, 0x29, 0x2C, 0xA0, 0x60C:
                if !word.isEmpty { words.append(String(word)) }
                word = String.UnicodeScalarView()
            case 0x200E, 0x200F, 0x202A...0x202E: continue
            case 0x660...0x669: word.append(Unicode.Scalar(UInt8(scalar.value - 0x660) + 0x30))
            case 0x6F0...0x6F9: word.append(Unicode.Scalar(UInt8(scalar.value - 0x6F0) + 0x30))
            default: word.append(scalar)
            }
        }
        return word.isEmpty ? words : words + [String(word)]
    }

    /// Leaves out balanced comments; a bracket that is never closed hides nothing.
    private static func withoutComments(_ raw: ArraySlice<UInt8>) -> [UInt8] {
        var depth = 0
        let outside = raw.filter { byte in
            if byte == UInt8(ascii: "(") { depth += 1 }
            let isOutside = depth == 0
            if byte == UInt8(ascii: ")"), depth > 0 { depth -= 1 }
            return isOutside
        }
        return depth == 0 ? outside : Array(raw)
    }
}

/// The parts of a date as its words name them.
private struct DateReading {
    private var numbers: [Int] = []
    private var month: Int?
    private var clock: (hour: Int, minute: Int, second: Int)?
    private var offset: Int?
    private var isAfternoon: Bool?

    mutating func take(_ word: String) {
        if let found = DateWords.month(word) {
            month = month ?? found
        } else if let half = DateWords.half(word) {
            isAfternoon = half
        } else if clock != nil || !numbers.isEmpty, let zone = DateWords.offset(word, afterYear: hasYear) {
            offset = offset ?? zone
        } else {
            takeNumbers(word)
        }
    }

    private var hasYear: Bool { numbers.contains { $0 > 31 } || numbers.count >= 2 && month != nil }

    /// `1`, `2003`, `10:52:37`, `17-May-2026`, `2023-09-02T04:24:06Z`.
    private mutating func takeNumbers(_ word: String) {
        let bytes = Array(word.utf8)
        let pieces = bytes.split(whereSeparator: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/") })
        if bytes.contains(UInt8(ascii: ":")) {
            takeClock(bytes)
        } else if pieces.count == 3 {
            for piece in pieces {
                if let found = DateWords.month(String(decoding: piece, as: UTF8.self)) {
                    month = month ?? found
                } else {
                    takeNumber(piece)
                }
            }
            if bytes.contains(UInt8(ascii: "/")) { settleSlashes() }
        } else {
            takeNumber(bytes[...])
        }
    }

    /// `05/06/2024` may be May or June and is left alone; `05/26/2024` is May.
    private mutating func settleSlashes() {
        guard month == nil, numbers.count == 3, numbers[0] <= 31, numbers[0] > 0 else { return }
        if numbers[1] > 12 { numbers.swapAt(0, 1) } else if numbers[0] <= 12, numbers[0] != numbers[1] { numbers = [] }
    }

    private mutating func takeNumber(_ word: ArraySlice<UInt8>) {
        let digits = word.drop { $0 == UInt8(ascii: "'") }.prefix { (0x30...0x39).contains($0) }
        guard (1...4).contains(digits.count), numbers.count < 6 else { return }
        let number = digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        // A year of three digits counts from 1900 (RFC 5322 section 4.3).
        numbers.append(digits.count == 3 ? number + 1900 : digits.count == 4 && number < 1900 ? -1 : number)
    }

    private mutating func takeClock(_ word: [UInt8]) {
        var word = word[...]
        // ISO 8601 joins date and time: `2023-09-02t04:24:06.123+03:00`.
        if let mark = word.firstIndex(of: UInt8(ascii: "t")), mark > 0 {
            takeNumbers(String(decoding: word[..<mark], as: UTF8.self))
            word = word[(mark + 1)...]
        }
        let time = word.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
        let parts = time.split(separator: UInt8(ascii: ":")).map { part in
            let digits = part.prefix { $0 != UInt8(ascii: ".") }
            return digits.count <= 2 ? digits.reduce(0) { $0 * 10 + Int($1) - 0x30 } : -1
        }
        guard clock == nil, (2...3).contains(parts.count) else { return }
        clock = (parts[0], parts[1], parts.count == 3 ? parts[2] : 0)
        let rest = String(decoding: word[time.endIndex...], as: UTF8.self)
        if let half = DateWords.half(rest) { isAfternoon = half }
        offset = offset ?? DateWords.offset(rest, afterYear: true)
    }

    /// Seconds since 1970; nil when something is missing, ambiguous or not in the calendar.
    func seconds() -> Int? {
        var rest = numbers
        guard let first = rest.first else { return nil }
        let isYearFirst = first > 31 || first == -1
        if let month, rest.count >= 2 { rest.insert(month, at: 1) }
        guard rest.count >= 3 else { return nil }
        let (year, month, day) = isYearFirst ? (rest[0], rest[1], rest[2]) : (rest[2], rest[1], rest[0])
        let time = clock ?? (rest.count >= 6 ? (rest[3], rest[4], rest[5]) : (0, 0, 0))
        guard let hour = fullHour(time.hour), (0...59).contains(time.minute), (0...60).contains(time.second) else {
            return nil
        }
        guard let days = Self.days(year: Self.fullYear(year), month: month, day: day) else { return nil }
        return days * 86_400 + hour * 3_600 + time.minute * 60 + time.second - (offset ?? 0)
    }

    private func fullHour(_ hour: Int) -> Int? {
        guard (0...23).contains(hour) else { return nil }
        guard let isAfternoon, (1...12).contains(hour) else { return hour }
        return hour % 12 + (isAfternoon ? 12 : 0)
    }

    private static func fullYear(_ year: Int) -> Int {
        switch year {
        case 0..<50: year + 2000
        case 50..<100: year + 1900
        default: year
        }
    }

    /// Days since 1970-01-01 of a day that exists.
    private static func days(year: Int, month: Int, day: Int) -> Int? {
        guard (1900...2200).contains(year), (1...12).contains(month) else { return nil }
        let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        let before = year - 1
        let toYear = before * 365 + before / 4 - before / 100 + before / 400 - 719_162
        return toYear + lengths[..<(month - 1)].reduce(0, +) + day - 1
    }
}
