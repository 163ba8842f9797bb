extension CalendarDay {
    /// The day with the month's name: «١٣ فبراير ٢٠٢٦م», "13 February 2026".
    public func text(_ language: Language) -> String {
        switch language {
        case .arabic:
            "\(ArabicDigits.text(day)) \(MonthNames.gregorianArabic[month - 1]) \(ArabicDigits.text(year))م"
        case .english: "\(day) \(MonthNames.gregorianEnglish[month - 1]) \(year)"
        }
    }

    /// The day with its weekday: «الجمعة ١٣ فبراير ٢٠٢٦م», "Friday 13 February 2026".
    public func textWithWeekday(_ language: Language) -> String { "\(weekday.name(language)) \(text(language))" }

    /// Both calendars, as letters print them: «٢٥ شعبان ١٤٤٧هـ الموافق ١٣ فبراير ٢٠٢٦م».
    public func textInBothCalendars(_ language: Language, overrides: HijriOverrides = .none) -> String {
        let hijri = HijriDate(self, overrides: overrides).text(language)
        switch language {
        case .arabic: return "\(hijri) الموافق \(text(language))"
        case .english: return "\(text(language)) (\(hijri))"
        }
    }
}

extension HijriDate {
    /// The date with the month's name: «٢٥ شعبان ١٤٤٧هـ», "25 Shaban 1447 AH".
    public func text(_ language: Language) -> String {
        let index = min(max(month, 1), 12) - 1
        return switch language {
        case .arabic: "\(ArabicDigits.text(day)) \(MonthNames.hijriArabic[index]) \(ArabicDigits.text(year))هـ"
        case .english: "\(day) \(MonthNames.hijriEnglish[index]) \(year) AH"
        }
    }
}

/// The names of the twelve months of both calendars.
enum MonthNames {
    static let gregorianArabic = [
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ]
    static let gregorianEnglish = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    static let hijriArabic = [
        "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال",
        "ذو القعدة", "ذو الحجة",
    ]
    static let hijriEnglish = [
        "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Akhir", "Jumada al-Ula", "Jumada al-Akhirah", "Rajab", "Shaban",
        "Ramadan", "Shawwal", "Dhu al-Qadah", "Dhu al-Hijjah",
    ]
}
