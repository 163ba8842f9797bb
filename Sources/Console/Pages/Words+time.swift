import Casework
import Foundation

/// A point in time as a page shows it: in words, exactly in both calendars, and for machines.
struct Moment: Sendable {
    /// RFC 3339.
    let iso: String
    /// «قبل ساعتين», "in 3 days".
    let relative: String
    /// Weekday, Hijri and Gregorian date, and time.
    let exact: String
    /// The time alone when it is today, otherwise day and month.
    let short: String
}

extension Words {
    /// A point in time in a calendar's place.
    func moment(_ date: Date, in calendar: WorkingCalendar) -> Moment {
        let day = CalendarDay(of: date, in: calendar.timeZone)
        let hijri = HijriDate(day, overrides: calendar.hijriOverrides).text(language)
        let time = clock(date, on: day, in: calendar.timeZone)
        let isToday = day == CalendarDay(of: now, in: calendar.timeZone)
        let parts = ["weekday": day.weekday.name(language), "hijri": hijri, "day": day.text(language), "time": time]
        return Moment(
            iso: date.formatted(.iso8601), relative: relative(date), exact: fill("time.exact", parts),
            short: isToday ? time : day.text(language))
    }

    /// The distance from now: «الآن», «قبل ٣ ساعات», "in 2 days".
    func relative(_ date: Date) -> String {
        let seconds = date.timeIntervalSince(now)
        guard abs(seconds) >= 60 else { return self["time.now"] }
        return fill(seconds > 0 ? "time.in" : "time.ago", ["span": span(abs(seconds))])
    }

    /// A length of time in its largest unit: minutes below an hour, hours below two days, days after.
    func span(_ seconds: Double) -> String {
        let minutes = Int(exactly: (min(max(seconds, 0), 3e9) / 60).rounded(.down)) ?? 0
        switch minutes {
        case ..<60: return count(max(minutes, 1), "minute")
        case ..<2880: return count((minutes + 30) / 60, "hour")
        default: return count((minutes + 720) / 1440, "day")
        }
    }

    private func clock(_ date: Date, on day: CalendarDay, in timeZone: TimeZone) -> String {
        let seconds = min(max(date.timeIntervalSince(day.start(in: timeZone)), 0), 86_399)
        let text = ClockTime(minute: Int(seconds) / 60)?.text(language) ?? ""
        return language == .arabic ? ArabicDigits.arabicIndic(text) : text
    }
}
