import struct Foundation.Date
import struct Foundation.TimeZone

/// An instant as the clock on the wall shows it: the day's number and the seconds since its midnight.
struct LocalTime {
    static let secondsPerDay = 86_400
    /// Instants outside the years 1…9999 are held at the border, so that no outside date overflows.
    private static let range = -62_135_596_800.0...253_402_300_799.0

    let dayNumber: Int
    let second: Int

    init(_ date: Date, in timeZone: TimeZone) {
        let held = min(max(date.timeIntervalSince1970, Self.range.lowerBound), Self.range.upperBound)
        let local = Int(held.rounded(.down)) + timeZone.secondsFromGMT(for: date)
        let remainder = local % Self.secondsPerDay
        second = remainder < 0 ? remainder + Self.secondsPerDay : remainder
        dayNumber = (local - second) / Self.secondsPerDay
    }

    /// The instant at a minute of a day (0 is its midnight; more than 1440 runs into the next day).
    static func date(day: Int, minute: Int, in timeZone: TimeZone) -> Date {
        let local = Double(day) * Double(secondsPerDay) + Double(minute) * 60
        let guess = Date(timeIntervalSince1970: local - Double(timeZone.secondsFromGMT()))
        return Date(timeIntervalSince1970: local - Double(timeZone.secondsFromGMT(for: guess)))
    }
}
