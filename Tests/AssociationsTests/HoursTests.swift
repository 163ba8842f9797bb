import Casework
import Foundation
import Testing

@Suite("Hours as they are written")
struct HoursTests {
    @Test(
        "Hours are read and written back",
        arguments: [
            ("08:00-16:00", 480, 960), ("8:00 - 16:00", 480, 960), ("21:00-03:00", 1260, 1620),
            ("00:00-24:00", 0, 1440),
        ])
    func read(text: String, start: Int, end: Int) throws {
        let hours = try #require(OpenHours(text))
        #expect(hours.startMinute == start)
        #expect(hours.endMinute == end)
        #expect(OpenHours(hours.description) == hours)
    }

    @Test(
        "Hours that mean nothing are refused",
        arguments: [
            "", "8-16", "08:00", "08:60-16:00", "25:00-26:00", "24:00-08:00", "08:00-08:00", "08:00-00:00",
            "٠٨:٠٠-١٦:٠٠", "08:00-16:00-18:00",
        ])
    func refused(text: String) { #expect(OpenHours(text) == nil) }

    @Test("Hours that share a minute overlap")
    func overlap() {
        let spans = OpenHours.spans("08:00-12:00", "11:59-13:00", "12:00-14:00")
        #expect(spans[0].overlaps(spans[1]))
        #expect(!spans[0].overlaps(spans[2]))
    }

    @Test(
        "A time is said in both languages",
        arguments: [
            ("08:00", "8 ص", "8am"), ("16:30", "4:30 م", "4:30pm"), ("00:00", "12 ص", "12am"),
            ("12:05", "12:05 م", "12:05pm"), ("24:00", "12 ص", "12am"),
        ])
    func times(text: String, arabic: String, english: String) {
        #expect(ClockTime(text)?.text(.arabic) == arabic)
        #expect(ClockTime(text)?.text(.english) == english)
    }

    @Test("A week is said with equal days together")
    func week() {
        var week = WorkingCalendar.office.week
        #expect(week.text(.arabic) == "الأحد - الخميس 8 ص - 4 م")
        #expect(week.text(.english) == "Sunday - Thursday 8am - 4pm")
        week.hours[.saturday] = OpenHours.spans("16:00-21:00")
        #expect(week.text(.english) == "Sunday - Thursday 8am - 4pm, Saturday 4pm - 9pm")
    }

    @Test(
        "Nothing that can wait is sent in the quiet hours",
        arguments: [
            ("2026-10-15 19:59", "2026-10-15 19:59"), ("2026-10-15 20:00", "2026-10-16 09:00"),
            ("2026-10-16 00:30", "2026-10-16 09:00"), ("2026-10-16 09:00", "2026-10-16 09:00"),
        ])
    func quiet(now: String, loud: String) throws {
        let quiet = QuietHours(try #require(OpenHours("20:00-09:00")))
        #expect(quiet.nextLoudTime(after: riyadh(now), in: WorkingCalendar.riyadh) == riyadh(loud))
        #expect(quiet.isQuiet(at: riyadh(now), in: WorkingCalendar.riyadh) == (now != loud))
    }
}
