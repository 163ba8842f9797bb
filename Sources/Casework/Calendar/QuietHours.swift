public import struct Foundation.Date
public import struct Foundation.TimeZone

/// The hours in which automatic texts that can wait are held back (domain 2.2: outside 09:00–20:00 by default).
public struct QuietHours: Sendable, Codable, Hashable {
    /// The span, usually over midnight: 20:00 until 09:00.
    public var hours: OpenHours

    /// Quiet during the span, every day.
    public init(_ hours: OpenHours) { self.hours = hours }

    /// Whether it is quiet at an instant.
    public func isQuiet(at date: Date, in timeZone: TimeZone) -> Bool { end(of: date, in: timeZone) != nil }

    /// The first instant at or after `date` at which it is not quiet.
    public func nextLoudTime(after date: Date, in timeZone: TimeZone) -> Date {
        end(of: date, in: timeZone) ?? date
    }

    /// The end of the quiet span that holds the instant, nil when none does.
    private func end(of date: Date, in timeZone: TimeZone) -> Date? {
        let today = LocalTime(date, in: timeZone).dayNumber
        for day in [today - 1, today] {
            let start = LocalTime.date(day: day, minute: hours.startMinute, in: timeZone)
            let end = LocalTime.date(day: day, minute: hours.endMinute, in: timeZone)
            if start <= date, date < end { return end }
        }
        return nil
    }

    /// Reads one span.
    public init(from decoder: any Decoder) throws { hours = try OpenHours(from: decoder) }

    /// Writes one span.
    public func encode(to encoder: any Encoder) throws { try hours.encode(to: encoder) }
}
