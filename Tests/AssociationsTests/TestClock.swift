import Casework
import Foundation

/// An instant in Riyadh, written `2026-10-15 15:00`; the distant past when it is written otherwise.
func riyadh(_ text: String) -> Date {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 2, let day = CalendarDay(parts[0]), let time = ClockTime(parts[1]) else { return .distantPast }
    return day.start(in: WorkingCalendar.riyadh).addingTimeInterval(Double(time.minute) * 60)
}

/// A day, written `2026-10-15`; 1 January of year 1 when it is written otherwise.
func day(_ text: String) -> CalendarDay { CalendarDay(text) ?? CalendarDay(dayNumber: .min) }

extension OpenHours {
    /// The span written `08:00-16:00`, as a list to be used in weeks.
    static func spans(_ texts: String...) -> [OpenHours] { texts.compactMap { OpenHours($0) } }
}

extension WorkingCalendar {
    /// Sunday to Thursday 08:00–16:00, in Ramadan 10:00–15:00, all holidays.
    static let office = WorkingCalendar(
        week: WorkingWeek(
            days: [.sunday, .monday, .tuesday, .wednesday, .thursday], hours: OpenHours.spans("08:00-16:00")),
        ramadanWeek: WorkingWeek(
            days: [.sunday, .monday, .tuesday, .wednesday, .thursday], hours: OpenHours.spans("10:00-15:00")))

    /// Every night from 21:00 until 03:00, no holidays.
    static let nights = WorkingCalendar(
        week: WorkingWeek(days: Weekday.allCases, hours: OpenHours.spans("21:00-03:00")), holidays: [])
}
