extension CalendarDay {
    /// Reads a day of either calendar in any digits, `2026-02-13` or `1447-08-25` («١٤٤٧-٠٨-٢٥»): a year before 1600 is
    /// Hijri. Nil when it is written otherwise or there is no such day.
    public init?(inEitherCalendar text: String, overrides: HijriOverrides = .none) {
        let parts = ArabicDigits.latin(text).utf8.split(
            separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int(String(Substring($0))) }
        guard parts.map(\.count) == [4, 2, 2], numbers.count == 3, numbers.allSatisfy({ $0 > 0 }) else { return nil }
        let (year, month, day) = (numbers[0], numbers[1], numbers[2])
        if year < 1600 {
            guard let found = HijriDate(year: year, month: month, day: day).gregorian(overrides: overrides) else {
                return nil
            }
            self = found
        } else {
            self.init(year: year, month: month, day: day)
        }
    }

    /// The month's name with its year: «فبراير ٢٠٢٦م», "February 2026".
    public func monthText(_ language: Language) -> String {
        switch language {
        case .arabic: "\(MonthNames.gregorianArabic[month - 1]) \(ArabicDigits.text(year))م"
        case .english: "\(MonthNames.gregorianEnglish[month - 1]) \(year)"
        }
    }
}
