import Casework
import Foundation
import Testing

@Suite("Working time")
struct WorkingTimeTests {
    @Test(
        "The office is open in its hours and closed outside them",
        arguments: [
            ("2026-10-15 08:00", true), ("2026-10-15 07:59", false), ("2026-10-15 15:59", true),
            ("2026-10-15 16:00", false), ("2026-10-16 10:00", false), ("2026-10-17 10:00", false),
            // In Ramadan later and shorter.
            ("2026-02-19 09:00", false), ("2026-02-19 10:00", true), ("2026-02-19 15:00", false),
        ])
    func open(at text: String, isOpen: Bool) { #expect(WorkingCalendar.office.isOpen(at: riyadh(text)) == isOpen) }

    @Test(
        "Hours over midnight belong to the evening on which they begin",
        arguments: [
            ("2026-02-21 01:00", true), ("2026-02-21 03:00", false), ("2026-02-21 20:59", false),
            ("2026-02-21 21:00", true),
        ])
    func nights(at text: String, isOpen: Bool) { #expect(WorkingCalendar.nights.isOpen(at: riyadh(text)) == isOpen) }

    @Test(
        "The next opening is now when open, else the next working morning",
        arguments: [
            ("2026-10-15 09:30", "2026-10-15 09:30"), ("2026-10-15 06:00", "2026-10-15 08:00"),
            ("2026-10-15 16:00", "2026-10-18 08:00"), ("2026-09-22 18:00", "2026-09-24 08:00"),
            ("2026-03-18 15:30", "2026-03-23 08:00"),
        ])
    func nextOpening(after text: String, expected: String) {
        #expect(WorkingCalendar.office.nextOpening(after: riyadh(text)) == riyadh(expected))
    }

    @Test(
        "So many working days end with the closing of the last one",
        arguments: [
            ("2026-10-15 15:00", 1, "2026-10-18 16:00"), ("2026-10-15 15:00", 3, "2026-10-20 16:00"),
            ("2026-10-16 12:00", 1, "2026-10-18 16:00"), ("2026-09-21 10:00", 2, "2026-09-24 16:00"),
            ("2026-10-15 10:00", 0, "2026-10-15 16:00"), ("2026-10-15 17:00", 0, "2026-10-18 16:00"),
            ("2026-02-19 10:00", 1, "2026-02-23 15:00"),
        ])
    func workingDays(from text: String, count: Int, expected: String) {
        #expect(WorkingCalendar.office.adding(workingDays: count, to: riyadh(text)) == riyadh(expected))
    }

    @Test(
        "Working hours run only while the office is open",
        arguments: [
            ("2026-10-15 15:00", 2.0, "2026-10-18 09:00"), ("2026-10-15 08:00", 8.0, "2026-10-15 16:00"),
            ("2026-10-16 08:00", 0.5, "2026-10-18 08:30"), ("2026-10-15 12:00", 0.0, "2026-10-15 12:00"),
        ])
    func workingHours(from text: String, hours: Double, expected: String) {
        let office = WorkingCalendar.office
        let end = office.adding(workingTime: hours * 3600, to: riyadh(text))
        #expect(end == riyadh(expected))
        #expect(office.workingTime(from: riyadh(text), to: end) == hours * 3600)
    }

    @Test("Working time between two instants leaves nights, weekends and holidays out")
    func between() {
        let office = WorkingCalendar.office
        #expect(office.workingTime(from: riyadh("2026-10-15 15:00"), to: riyadh("2026-10-18 10:00")) == 3 * 3600)
        #expect(office.workingTime(from: riyadh("2026-09-22 12:00"), to: riyadh("2026-09-24 09:00")) == 5 * 3600)
        #expect(office.workingTime(from: riyadh("2026-10-18 10:00"), to: riyadh("2026-10-15 15:00")) == 0)
    }

    @Test("A night shift is counted once, whatever the day")
    func nightShift() {
        let nights = WorkingCalendar.nights
        #expect(nights.workingTime(from: riyadh("2026-10-15 00:00"), to: riyadh("2026-10-16 00:00")) == 6 * 3600)
        #expect(nights.adding(workingTime: 4 * 3600, to: riyadh("2026-10-15 12:00")) == riyadh("2026-10-16 01:00"))
    }

    @Test("A field served around the clock never waits")
    func aroundTheClock() {
        let calendar = WorkingCalendar.office.aroundTheClock
        #expect(calendar.isOpen(at: riyadh("2025-03-30 03:00")))
        #expect(calendar.adding(workingTime: 3600, to: riyadh("2025-03-30 23:30")) == riyadh("2025-03-31 00:30"))
        #expect(calendar.workingTime(from: riyadh("2026-10-15 00:00"), to: riyadh("2026-10-18 00:00")) == 72 * 3600)
    }

    @Test("An office that never opens counts the clock and says that it does not open")
    func neverOpen() {
        let closed = WorkingCalendar(week: WorkingWeek(hours: [:]))
        let now = riyadh("2026-10-15 12:00")
        #expect(closed.nextOpening(after: now) == nil)
        #expect(closed.adding(workingDays: 2, to: now) == now.addingTimeInterval(2 * 86_400))
        #expect(closed.adding(workingTime: 60, to: now) == now.addingTimeInterval(60))
    }

    @Test("A time zone with summer time keeps its hours on the day the clock changes")
    func summerTime() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
        var calendar = WorkingCalendar.office
        calendar.timeZone = zone
        calendar.holidays = []
        calendar.ramadanWeek = nil
        // 29 March 2026, 08:00 in Berlin is 06:00 UTC; on 22 March it was 07:00 UTC.
        #expect(
            calendar.nextOpening(after: day("2026-03-29").start(in: zone))
                == day("2026-03-29").start(in: .gmt).addingTimeInterval(6 * 3600))
        #expect(
            calendar.nextOpening(after: day("2026-03-22").start(in: zone))
                == day("2026-03-22").start(in: .gmt).addingTimeInterval(7 * 3600))
    }

    @Test(
        "A promise falls due by its own unit",
        arguments: [
            (PromisedTime.workingDays(1), "2026-10-18 16:00"), (.workingHours(2), "2026-10-18 09:00"),
            (.minutes(30), "2026-10-15 15:30"),
        ])
    func due(promise: PromisedTime, expected: String) {
        #expect(WorkingCalendar.office.due(promise, from: riyadh("2026-10-15 15:00")) == riyadh(expected))
    }

    @Test("Dates at the ends of time do not stop the calendar")
    func endsOfTime() {
        #expect(!WorkingCalendar.office.isOpen(at: Date(timeIntervalSince1970: .infinity)))
        #expect(WorkingCalendar.office.workingTime(from: .distantPast, to: .distantFuture) > 0)
    }
}
