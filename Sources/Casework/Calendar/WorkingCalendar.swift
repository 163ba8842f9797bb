public import struct Foundation.TimeZone

/// When an association is open: its week, its week in Ramadan, its holidays and its own exceptions.
public struct WorkingCalendar: Sendable, Codable, Hashable {
    /// Days on which other hours hold than the week and the holidays say.
    public struct Exception: Sendable, Codable, Hashable {
        /// Why.
        public var name: BilingualText
        /// The first day.
        public var from: CalendarDay
        /// The last day.
        public var through: CalendarDay
        /// The hours of each of these days; empty means closed.
        public var hours: [OpenHours]

        /// Other hours, or none, on all days between the two.
        public init(name: BilingualText, from: CalendarDay, through: CalendarDay, hours: [OpenHours] = []) {
            self.name = name
            self.from = from
            self.through = through
            self.hours = hours
        }
    }

    /// The time zone in which all hours are meant.
    public var timeZone: TimeZone
    /// The ordinary week.
    public var week: WorkingWeek
    /// The week in Ramadan, nil when it is the ordinary one.
    public var ramadanWeek: WorkingWeek?
    /// The public holidays kept.
    public var holidays: [Holiday]
    /// The association's own exceptions; the first that covers a day wins, over holidays too.
    public var exceptions: [Exception]
    /// Months announced a day earlier or later than computed.
    public var hijriOverrides: HijriOverrides

    /// Asia/Riyadh, three hours before UTC all year.
    public static let riyadh = TimeZone(identifier: "Asia/Riyadh") ?? TimeZone(secondsFromGMT: 10_800) ?? .gmt

    /// A calendar.
    public init(
        timeZone: TimeZone = WorkingCalendar.riyadh, week: WorkingWeek, ramadanWeek: WorkingWeek? = nil,
        holidays: [Holiday] = Holiday.allCases, exceptions: [Exception] = [], hijriOverrides: HijriOverrides = .none
    ) {
        self.timeZone = timeZone
        self.week = week
        self.ramadanWeek = ramadanWeek
        self.holidays = holidays
        self.exceptions = exceptions
        self.hijriOverrides = hijriOverrides
    }

    /// The same place, open day and night, holidays included.
    public var aroundTheClock: WorkingCalendar {
        WorkingCalendar(timeZone: timeZone, week: .aroundTheClock, holidays: [], hijriOverrides: hijriOverrides)
    }

    /// The spans in which the association is open on a day, in order; a span may run past midnight.
    public func hours(on day: CalendarDay) -> [OpenHours] {
        if let exception = exceptions.first(where: { $0.from <= day && day <= $0.through }) { return exception.hours }
        guard ramadanWeek != nil || !holidays.isEmpty else { return week[day.weekday] }
        let hijri = HijriDate(day, overrides: hijriOverrides)
        if isHoliday(day, hijri) { return [] }
        return (hijri.month == Self.ramadan ? ramadanWeek ?? week : week)[day.weekday]
    }

    /// Whether a public holiday that the association keeps falls on the day, or its replacement for a lost weekend.
    public func isHoliday(_ day: CalendarDay) -> Bool {
        isHoliday(day, HijriDate(day, overrides: hijriOverrides))
    }

    private static let ramadan = 9

    private func isHoliday(_ day: CalendarDay, _ hijri: HijriDate) -> Bool {
        if isEid(hijri) || holidays.contains(where: { $0.isNational(day) }) { return true }
        switch day.weekday {
        case .thursday: return isLostNationalDay(day.adding(days: 1))
        case .sunday: return isLostNationalDay(day.adding(days: -1))
        default: return false
        }
    }

    /// A national day on a Friday or a Saturday is made good for, unless it meets an Eid.
    private func isLostNationalDay(_ day: CalendarDay) -> Bool {
        holidays.contains { $0.isNational(day) } && !isEid(HijriDate(day, overrides: hijriOverrides))
    }

    private func isEid(_ hijri: HijriDate) -> Bool {
        holidays.contains { $0.isEid(hijri, ramadanEnd: { ramadanLength(hijri.year) }) }
    }

    private func ramadanLength(_ year: Int) -> Int? {
        let ramadan = HijriMonth(year: year, month: Self.ramadan)
        guard let first = hijriOverrides.firstDay(of: ramadan), let next = hijriOverrides.firstDay(of: ramadan.next)
        else { return nil }
        return next - first
    }
}
