public import struct Foundation.Date
public import struct Foundation.TimeZone

extension CalendarDay {
    /// Days since 1 January 1970 (negative before), by the proleptic Gregorian calendar.
    public var dayNumber: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = Self.floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day with this number of days since 1 January 1970, held within the years 1…9999.
    public init(dayNumber: Int) {
        let shifted = min(max(dayNumber, -719_162), 2_932_896) + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            existingYear: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The day on which an instant falls in a time zone.
    public init(of date: Date, in timeZone: TimeZone) {
        self.init(dayNumber: LocalTime(date, in: timeZone).dayNumber)
    }

    /// The day so many days later (earlier when negative).
    public func adding(days: Int) -> CalendarDay {
        CalendarDay(dayNumber: dayNumber.addingReportingOverflow(days).partialValue)
    }

    /// The day of the week.
    public var weekday: Weekday {
        let fromSunday = (dayNumber % 7 + 11) % 7
        return Weekday.allCases[fromSunday]
    }

    /// The instant at which the day begins in a time zone.
    public func start(in timeZone: TimeZone) -> Date { LocalTime.date(day: dayNumber, minute: 0, in: timeZone) }

    private static func floorDivide(_ number: Int, _ divisor: Int) -> Int {
        number >= 0 ? number / divisor : (number - divisor + 1) / divisor
    }
}
