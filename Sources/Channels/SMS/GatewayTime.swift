import Foundation

/// The times that gateways write.
enum GatewayTime {
    /// Reads seconds, milliseconds or microseconds since 1970, `20260213103000`, ISO 8601 with or without an offset and
    /// with a space for the `T`, or a date of RFC 5322; nil for anything else. A time without an offset is of `zone`.
    static func read(_ word: String, in zone: TimeZone = .gmt) -> Date? {
        if let date = sinceEpoch(word) { return date }
        if let date = civil(word, in: zone) { return date }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        return formatter.date(from: word)
    }

    /// 2000 to 2100, in seconds: other numbers are no times.
    private static let plausible = 946_684_800.0...4_102_444_800.0

    private static func sinceEpoch(_ word: String) -> Date? {
        guard word.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }),
            let number = Double(word)
        else { return nil }
        return [1.0, 1_000, 1_000_000].map { number / $0 }.first(where: plausible.contains)
            .map(Date.init(timeIntervalSince1970:))
    }

    /// Year, month, day, hour, minute and perhaps second with any separators, then perhaps `Z` or an offset.
    private static func civil(_ word: String, in zone: TimeZone) -> Date? {
        var rest = Array(word.utf8)[...]
        func number(_ digits: Int) -> Int? {
            let taken = rest.prefix(digits)
            guard taken.count == digits, taken.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            rest = rest.dropFirst(digits)
            return taken.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        func skip(_ marks: String) { if let mark = rest.first, marks.utf8.contains(mark) { rest = rest.dropFirst() } }

        guard let year = number(4) else { return nil }
        skip("-/")
        guard let month = number(2), (1...12).contains(month) else { return nil }
        skip("-/")
        guard let day = number(2), (1...31).contains(day) else { return nil }
        skip("T ")
        guard let hour = number(2), hour < 24 else { return nil }
        skip(":")
        guard let minute = number(2), minute < 60 else { return nil }
        skip(":")
        let second = number(2) ?? 0
        guard second <= 60 else { return nil }
        if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop { (0x30...0x39).contains($0) } }
        skip(" ")
        guard let offset = offset(rest, in: zone) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = offset
        let parts = DateComponents(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        guard parts.isValidDate(in: calendar) || second == 60 else { return nil }
        return calendar.date(from: parts)
    }

    private static func offset(_ rest: ArraySlice<UInt8>, in zone: TimeZone) -> TimeZone? {
        guard let sign = rest.first else { return zone }
        if rest.elementsEqual("Z".utf8) || rest.elementsEqual("z".utf8) { return .gmt }
        let digits = rest.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), digits.count == 2 || digits.count == 4,
            let number = Int(String(decoding: digits, as: UTF8.self))
        else { return nil }
        let minutes = digits.count == 2 ? number * 60 : number / 100 * 60 + number % 100
        return TimeZone(secondsFromGMT: (sign == UInt8(ascii: "-") ? -60 : 60) * minutes)
    }
}
