import Casework
import Foundation

/// Reads the working calendar of a profile.
struct CalendarReader {
    let list: ProblemList

    /// The key `calendar`; what is wrong is in the list, with stand-ins in its place.
    func calendar(_ profile: SettingReader) -> WorkingCalendar {
        let missing = SettingValue(.map([]), place: profile.value.place.child("calendar"))
        let reader = SettingReader(profile.required("calendar") ?? missing, list)
        defer { reader.finish() }
        let zone = reader.optional("time_zone").flatMap { value in
            reader.parsed(value, "a time zone like Asia/Riyadh") { TimeZone(identifier: $0) }
        }
        let week = reader.required("week").map { self.week($0, reader) } ?? WorkingWeek(hours: [:])
        if let value = reader.value["week"], !week.opens {
            list.add(value.problem("The week has no opening hours.", cure: "Write ‘sunday-thursday: 08:00-16:00’."))
        }
        return WorkingCalendar(
            timeZone: zone ?? WorkingCalendar.riyadh, week: week,
            ramadanWeek: reader.optional("ramadan_week").map { self.week($0, reader) },
            holidays: reader.words("holidays"), exceptions: reader.maps("exceptions").compactMap(exception),
            hijriOverrides: overrides(reader))
    }

    /// The keys `from` and `through`, in the right order; nil when they are wrong.
    func days(_ reader: SettingReader) -> (from: CalendarDay, through: CalendarDay)? {
        guard let from = day("from", reader), let through = day("through", reader) else { return nil }
        guard from <= through else {
            list.add(reader.value.problem("The period ends before it begins.", cure: "Exchange ‘from’ and ‘through’."))
            return nil
        }
        return (from, through)
    }

    private func day(_ key: String, _ reader: SettingReader) -> CalendarDay? {
        reader.required(key).flatMap { value in reader.parsed(value, "a day like 2026-02-13") { CalendarDay($0) } }
    }

    private func exception(_ reader: SettingReader) -> WorkingCalendar.Exception? {
        defer { reader.finish() }
        let name = reader.bilingual("name")
        let hours = reader.optional("hours").map { self.hours($0, reader) } ?? []
        guard let days = days(reader) else { return nil }
        return WorkingCalendar.Exception(name: name, from: days.from, through: days.through, hours: hours)
    }

    private func week(_ value: SettingValue, _ reader: SettingReader) -> WorkingWeek {
        if case .map = value.content {} else { list.add(value.wrongType("a map of weekdays and hours")) }
        var hours: [Weekday: [OpenHours]] = [:]
        for entry in value.entries {
            let spans = self.hours(entry.value, reader)
            for weekday in weekdays(entry, reader) {
                if hours[weekday] != nil {
                    list.add(
                        problem(
                            entry, "‘\(weekday.rawValue)’ has hours twice.",
                            cure: "Write each weekday once, spans in a list."))
                }
                hours[weekday] = spans
            }
        }
        return WorkingWeek(hours: hours)
    }

    /// One weekday or a run of them: `sunday-thursday`.
    private func weekdays(_ entry: SettingValue.Entry, _ reader: SettingReader) -> [Weekday] {
        let ends = entry.key.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        let days: [Weekday] = ends.compactMap { reader.word(SettingValue(.string($0), place: entry.place)) }
        guard days.count == ends.count, let first = days.first, let last = days.last, days.count <= 2 else { return [] }
        guard let start = Weekday.allCases.firstIndex(of: first), let end = Weekday.allCases.firstIndex(of: last)
        else { return [] }
        let count = (end - start + Weekday.allCases.count) % Weekday.allCases.count
        return (0...count).map { Weekday.allCases[(start + $0) % Weekday.allCases.count] }
    }

    /// One span, a list of them, or nothing for a closed day.
    private func hours(_ value: SettingValue, _ reader: SettingReader) -> [OpenHours] {
        let values: [SettingValue] =
            switch value.content {
            case .list(let elements): elements
            case .empty: []
            default: value.text == "closed" ? [] : [value]
            }
        let spans = values.compactMap { value in
            reader.parsed(value, "hours like 08:00-16:00 or ‘closed’") { OpenHours($0) }
        }
        for (index, span) in spans.enumerated() where spans[..<index].contains(where: span.overlaps) {
            list.add(value.problem("The hours \(span) overlap others of the day.", cure: "Join them into one span."))
        }
        return spans
    }

    private func overrides(_ reader: SettingReader) -> HijriOverrides {
        guard let value = reader.optional("announced_months") else { return .none }
        var shifts: [HijriMonth: Int] = [:]
        for entry in value.entries {
            let key = SettingValue(.string(entry.key), place: entry.place)
            let month = reader.parsed(key, "a Hijri month like 1447-09") { HijriMonth($0) }
            let shift = reader.parsed(entry.value, "-1 (a day earlier) or 1 (a day later)") { text in
                Int(text).flatMap { abs($0) == 1 ? $0 : nil }
            }
            if let month, let shift { shifts[month] = shift }
        }
        let overrides = HijriOverrides(shifts)
        for month in overrides.impossibleMonths {
            list.add(
                value.problem(
                    "Hijri month \(month.year)-\(month.month) would not have 29 or 30 days.",
                    cure: "Correct the shift, or shift the next month too."))
        }
        return overrides
    }

    private func problem(_ entry: SettingValue.Entry, _ message: String, cure: String) -> ConfigurationProblem {
        SettingValue(.empty, place: entry.place).problem(message, cure: cure)
    }
}
