/// The public holidays that an association may keep; the raw value is the word used in settings.
public enum Holiday: String, Sendable, Codable, CaseIterable, Hashable {
    /// Four days from the day after 29 Ramadan (labour regulations art. 24, stated for the non-profit sector).
    case eidAlFitr = "eid_al_fitr"
    /// Four days from the day of Arafah, 9 Dhu al-Hijjah.
    case eidAlAdha = "eid_al_adha"
    /// 23 September.
    case nationalDay = "national_day"
    /// 22 February.
    case foundingDay = "founding_day"

    /// The holiday's name.
    public func name(_ language: Language) -> String {
        switch (self, language) {
        case (.eidAlFitr, .arabic): "عيد الفطر"
        case (.eidAlFitr, .english): "Eid al-Fitr"
        case (.eidAlAdha, .arabic): "عيد الأضحى"
        case (.eidAlAdha, .english): "Eid al-Adha"
        case (.nationalDay, .arabic): "اليوم الوطني"
        case (.nationalDay, .english): "National Day"
        case (.foundingDay, .arabic): "يوم التأسيس"
        case (.foundingDay, .english): "Founding Day"
        }
    }

    /// Whether the day is one of the holiday's own days by the Hijri calendar; never for the two national days.
    func isEid(_ date: HijriDate, ramadanEnd: () -> Int?) -> Bool {
        switch self {
        case .eidAlFitr:
            // Four days after 29 Ramadan: from 30 Ramadan in a long month, from 1 Shawwal in a short one.
            if date.month == 9 { return date.day == 30 }
            guard date.month == 10, date.day <= 4 else { return false }
            return date.day <= (ramadanEnd() == 30 ? 3 : 4)
        case .eidAlAdha: return date.month == 12 && (9...12).contains(date.day)
        case .nationalDay, .foundingDay: return false
        }
    }

    /// Whether the day is the date of a national day.
    func isNational(_ day: CalendarDay) -> Bool {
        switch self {
        case .nationalDay: day.month == 9 && day.day == 23
        case .foundingDay: day.month == 2 && day.day == 22
        case .eidAlFitr, .eidAlAdha: false
        }
    }
}
