import Casework
import Foundation
import Testing

@Suite("Hijri dates")
struct HijriDateTests {
    @Test(
        "A day has the date of the published calendar",
        arguments: [
            ("2024-03-06", 1445, 8, 25), ("2024-07-07", 1446, 1, 1), ("2024-12-02", 1446, 6, 1),
            ("2025-03-01", 1446, 9, 1), ("2025-06-06", 1446, 12, 10), ("2026-02-18", 1447, 9, 1),
            ("2026-06-16", 1448, 1, 1), ("2026-02-13", 1447, 8, 25),
        ])
    func published(text: String, year: Int, month: Int, date: Int) {
        let hijri = HijriDate(year: year, month: month, day: date)
        #expect(HijriDate(day(text)) == hijri)
        #expect(hijri.gregorian() == day(text))
    }

    @Test(
        "A date is written with the month's name in both languages",
        arguments: [
            (HijriDate(year: 1447, month: 8, day: 25), "٢٥ شعبان ١٤٤٧هـ", "25 Shaban 1447 AH"),
            (HijriDate(year: 1446, month: 6, day: 1), "١ جمادى الآخرة ١٤٤٦هـ", "1 Jumada al-Akhirah 1446 AH"),
            (HijriDate(year: 1448, month: 12, day: 30), "٣٠ ذو الحجة ١٤٤٨هـ", "30 Dhu al-Hijjah 1448 AH"),
        ])
    func wording(date: HijriDate, arabic: String, english: String) {
        #expect(date.text(.arabic) == arabic)
        #expect(date.text(.english) == english)
    }

    @Test("A month announced a day later lengthens the month before and moves its own dates")
    func later() {
        let overrides = HijriOverrides([HijriMonth(year: 1446, month: 10): 1])
        #expect(HijriDate(day("2025-03-30"), overrides: overrides) == HijriDate(year: 1446, month: 9, day: 30))
        #expect(HijriDate(day("2025-03-31"), overrides: overrides) == HijriDate(year: 1446, month: 10, day: 1))
        #expect(HijriDate(year: 1446, month: 10, day: 1).gregorian(overrides: overrides) == day("2025-03-31"))
    }

    @Test("A month announced a day earlier takes the last day of the month before")
    func earlier() {
        let overrides = HijriOverrides([HijriMonth(year: 1447, month: 10): -1])
        #expect(HijriDate(day("2026-03-19"), overrides: overrides) == HijriDate(year: 1447, month: 10, day: 1))
        #expect(HijriDate(day("2026-03-18"), overrides: overrides) == HijriDate(year: 1447, month: 9, day: 29))
        #expect(HijriDate(year: 1447, month: 9, day: 30).gregorian(overrides: overrides) == nil)
    }

    @Test("A shift that would make a month of 31 or 28 days is named")
    func impossible() {
        let short = HijriOverrides([HijriMonth(year: 1446, month: 10): -1])
        #expect(short.impossibleMonths.contains(HijriMonth(year: 1446, month: 9)))
        #expect(HijriOverrides([HijriMonth(year: 1446, month: 10): 2]).isEmpty)
    }

    @Test("Announced months survive being stored")
    func coding() throws {
        let overrides = HijriOverrides([HijriMonth(year: 1447, month: 9): 1])
        let data = try JSONEncoder().encode(overrides)
        #expect(String(decoding: data, as: UTF8.self) == "{\"1447-09\":1}")
        #expect(try JSONDecoder().decode(HijriOverrides.self, from: data) == overrides)
    }

    @Test(
        "A date that no month has finds no day", arguments: [(1447, 13, 1), (1447, 1, 31), (9999, 1, 1), (1447, 0, 1)])
    func noSuchDate(year: Int, month: Int, date: Int) {
        #expect(HijriDate(year: year, month: month, day: date).gregorian() == nil)
    }

    @Test(
        "A month is read from settings only when it is written fully",
        arguments: ["1447-13", "1447-9", "447-09", "", "1700-01"])
    func months(text: String) { #expect(HijriMonth(text) == nil) }
}
