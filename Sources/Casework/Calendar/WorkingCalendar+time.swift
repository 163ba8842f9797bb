public import Foundation

extension WorkingCalendar {
    /// How far ahead openings are looked for and time is counted, in days; a calendar closed for longer counts the clock.
    public static let horizonDays = 1500

    /// Whether the association is open at an instant; the closing minute itself is closed.
    public func isOpen(at date: Date) -> Bool {
        let today = LocalTime(date, in: timeZone).dayNumber
        return (today - 1...today).contains { day in openings(dayNumber: day).contains { $0.contains(date) } }
    }

    /// The instant itself when open, else the next opening; nil when there is none within `horizonDays`.
    public func nextOpening(after date: Date) -> Date? {
        firstOpening(after: date).map { max($0.lowerBound, date) }
    }

    /// Whether the association opens at all on a day.
    public func isWorkingDay(_ day: CalendarDay) -> Bool { !hours(on: day).isEmpty }

    /// The closing time of the n-th working day after the day of arrival (0: of the first one not yet over).
    ///
    /// When there are not so many within `horizonDays`, so many days on the clock.
    public func adding(workingDays count: Int, to date: Date) -> Date {
        let today = LocalTime(date, in: timeZone).dayNumber
        var left = max(count, 1)
        for day in (count > 0 ? today + 1 : today)...(today + Self.horizonDays) {
            guard let closing = openings(dayNumber: day).last?.upperBound, closing > date else { continue }
            left -= 1
            if left == 0 { return closing }
        }
        return date.addingTimeInterval(Double(max(count, 0)) * 86_400)
    }

    /// The instant at which so many seconds of working time have passed since `date`.
    ///
    /// When there is not so much within `horizonDays`, so many seconds on the clock.
    public func adding(workingTime seconds: TimeInterval, to date: Date) -> Date {
        guard seconds > 0 else { return date }
        var left = seconds
        var from = date
        let last = LocalTime(date, in: timeZone).dayNumber + Self.horizonDays
        for opening in openings(from: date, throughDay: last) {
            from = max(from, opening.lowerBound)
            let available = opening.upperBound.timeIntervalSince(from)
            guard available > 0 else { continue }
            if left <= available { return from.addingTimeInterval(left) }
            left -= available
            from = opening.upperBound
        }
        return date.addingTimeInterval(seconds)
    }

    /// The seconds of working time between two instants, of the first `horizonDays` at most; 0 when they are reversed.
    public func workingTime(from start: Date, to end: Date) -> TimeInterval {
        guard start < end else { return 0 }
        let first = LocalTime(start, in: timeZone).dayNumber
        let last = min(LocalTime(end, in: timeZone).dayNumber, first + Self.horizonDays)
        var total: TimeInterval = 0
        var from = start
        for opening in openings(from: start, throughDay: last) {
            from = max(from, opening.lowerBound)
            let until = min(end, opening.upperBound)
            guard until > from else { continue }
            total += until.timeIntervalSince(from)
            from = until
        }
        return total
    }

    /// When a promise made at an instant falls due.
    public func due(_ promise: PromisedTime, from date: Date) -> Date {
        switch promise {
        case .workingDays(let days): adding(workingDays: days, to: date)
        case .workingHours(let hours): adding(workingTime: Double(hours) * 3600, to: date)
        case .minutes(let minutes): date.addingTimeInterval(Double(minutes) * 60)
        }
    }

    /// The first span that ends after an instant.
    private func firstOpening(after date: Date) -> Range<Date>? {
        let today = LocalTime(date, in: timeZone).dayNumber
        return openings(from: date, throughDay: today + Self.horizonDays).first { $0.upperBound > date }
    }

    /// The spans of each day in turn, from the day before the instant (it may run past midnight).
    private func openings(from date: Date, throughDay last: Int) -> some Sequence<Range<Date>> {
        let first = LocalTime(date, in: timeZone).dayNumber - 1
        return (first...max(first, last)).lazy.flatMap { openings(dayNumber: $0) }
    }

    private func openings(dayNumber: Int) -> [Range<Date>] {
        hours(on: CalendarDay(dayNumber: dayNumber)).map { span in
            let start = LocalTime.date(day: dayNumber, minute: span.startMinute, in: timeZone)
            let end = LocalTime.date(day: dayNumber, minute: span.endMinute, in: timeZone)
            return start..<max(start, end)
        }
    }
}
