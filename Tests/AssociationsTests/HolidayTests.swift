import Casework
import Testing

@Suite("Public holidays")
struct HolidayTests {
    @Test(
        "A holiday closes the office",
        arguments: [
            // Ramadan 1446 has 29 days: the four days begin on 1 Shawwal.
            "2025-03-30", "2025-04-02",
            // Ramadan 1447 has 30 days: they begin on the thirtieth.
            "2026-03-19", "2026-03-22",
            // From Arafah.
            "2025-06-05", "2025-06-08",
            // National Day on a Wednesday; on a Friday the Thursday, on a Saturday the Sunday.
            "2026-09-23", "2022-09-22", "2023-09-24",
            // Founding Day on a Sunday; on a Saturday the Sunday after.
            "2026-02-22", "2025-02-23",
        ])
    func closed(text: String) {
        #expect(WorkingCalendar.office.isHoliday(day(text)))
        #expect(WorkingCalendar.office.hours(on: day(text)).isEmpty)
    }

    @Test(
        "The days around a holiday are ordinary days",
        arguments: [
            "2025-03-29", "2025-04-03", "2026-03-18", "2026-03-23", "2025-06-04", "2025-06-09", "2022-09-25",
            "2023-09-21", "2026-09-24", "2026-02-23",
        ])
    func open(text: String) { #expect(!WorkingCalendar.office.isHoliday(day(text))) }

    @Test("An Eid announced a day later moves the days off")
    func announced() {
        var calendar = WorkingCalendar.office
        calendar.hijriOverrides = HijriOverrides([HijriMonth(year: 1446, month: 10): 1])
        // Ramadan now has thirty days: its last is the first day off.
        #expect(calendar.isHoliday(day("2025-03-30")))
        #expect(calendar.isHoliday(day("2025-04-02")))
        #expect(!calendar.isHoliday(day("2025-04-03")))
    }

    @Test("An association that works in the Hajj season keeps only the holidays that it lists")
    func chosen() {
        var calendar = WorkingCalendar.office
        calendar.holidays = [.eidAlFitr]
        #expect(!calendar.isHoliday(day("2025-06-05")))
        #expect(!calendar.isHoliday(day("2026-09-23")))
        #expect(calendar.isHoliday(day("2025-03-30")))
    }

    @Test("An exception of its own wins over the week and over holidays")
    func exceptions() {
        var calendar = WorkingCalendar.office
        let name = BilingualText(arabic: "جرد", english: "Stocktaking")
        calendar.exceptions = [
            .init(name: name, from: day("2026-10-18"), through: day("2026-10-19")),
            .init(
                name: name, from: day("2026-09-23"), through: day("2026-09-23"), hours: OpenHours.spans("09:00-11:00")),
        ]
        #expect(calendar.hours(on: day("2026-10-19")).isEmpty)
        #expect(calendar.hours(on: day("2026-10-20")) == OpenHours.spans("08:00-16:00"))
        #expect(calendar.hours(on: day("2026-09-23")) == OpenHours.spans("09:00-11:00"))
    }

    @Test("Every holiday has a name in both languages", arguments: Holiday.allCases)
    func names(holiday: Holiday) {
        #expect(holiday.name(.arabic) != holiday.name(.english))
    }
}
