import Casework
import Foundation
import Testing

@Suite("Days and their names")
struct CalendarDayTests {
    @Test(
        "A day is known by its number and its weekday",
        arguments: [
            ("1970-01-01", 0, Weekday.thursday), ("1969-12-31", -1, .wednesday), ("2000-02-29", 11_016, .tuesday),
            ("2026-02-13", 20_497, .friday), ("2026-09-23", 20_719, .wednesday), ("0001-01-01", -719_162, .monday),
            ("9999-12-31", 2_932_896, .friday),
        ])
    func numbers(text: String, number: Int, weekday: Weekday) {
        #expect(day(text).dayNumber == number)
        #expect(CalendarDay(dayNumber: number).description == text)
        #expect(day(text).weekday == weekday)
    }

    @Test("Every day of four centuries comes back from its number")
    func roundTrip() {
        let first = day("1900-01-01").dayNumber
        #expect((first..<(first + 146_097)).allSatisfy { CalendarDay(dayNumber: $0).dayNumber == $0 })
    }

    @Test(
        "A day that does not exist is refused",
        arguments: [
            "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-02-13", "2026-2-13", "٢٠٢٦-٠٢-١٣",
            "+026-01-01", "",
        ])
    func refused(text: String) { #expect(CalendarDay(text) == nil) }

    @Test("A day far outside the calendar is held at its border")
    func borders() {
        #expect(CalendarDay(dayNumber: .max).description == "9999-12-31")
        #expect(CalendarDay(dayNumber: .min).description == "0001-01-01")
        #expect(CalendarDay(of: .distantFuture, in: .gmt).year == 4001)
        #expect(CalendarDay(of: Date(timeIntervalSince1970: .infinity), in: .gmt).year == 9999)
    }

    @Test("Just before midnight in Riyadh it is still the same day, though not yet in London")
    func timeZones() {
        #expect(CalendarDay(of: riyadh("2026-02-13 23:59"), in: WorkingCalendar.riyadh) == day("2026-02-13"))
        #expect(CalendarDay(of: riyadh("2026-02-14 00:30"), in: .gmt) == day("2026-02-13"))
    }

    @Test("A date is written with the month's name in both languages")
    func wording() {
        let day = day("2026-02-13")
        #expect(day.text(.arabic) == "١٣ فبراير ٢٠٢٦م")
        #expect(day.text(.english) == "13 February 2026")
        #expect(day.textWithWeekday(.arabic) == "الجمعة ١٣ فبراير ٢٠٢٦م")
        #expect(day.textInBothCalendars(.arabic) == "٢٥ شعبان ١٤٤٧هـ الموافق ١٣ فبراير ٢٠٢٦م")
        #expect(day.textInBothCalendars(.english) == "13 February 2026 (25 Shaban 1447 AH)")
    }

    @Test(
        "Digits turn into those of the other language",
        arguments: [("1447", "١٤٤٧"), ("رقم 26004173", "رقم ٢٦٠٠٤١٧٣"), ("", "")])
    func digits(latin: String, arabic: String) {
        #expect(ArabicDigits.arabicIndic(latin) == arabic)
        #expect(ArabicDigits.latin(arabic) == latin)
    }

    @Test("Links and codes keep their digits in Arabic prose")
    func prose() {
        #expect(
            ArabicDigits.arabicIndicProse("رقم 12 عبر https://a.example/t/12\nو 3")
                == "رقم ١٢ عبر https://a.example/t/12\nو ٣")
        #expect(ArabicDigits.latin("۰۵۰") == "050")
    }
}
