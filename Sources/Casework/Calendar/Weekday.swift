/// The days of the week, Sunday first; the raw value is the word used in settings.
public enum Weekday: String, Sendable, Codable, CaseIterable, Hashable {
    case sunday
    case monday
    case tuesday
    case wednesday
    case thursday
    case friday
    case saturday

    /// The day's name: «الأحد», "Sunday".
    public func name(_ language: Language) -> String {
        switch (language, self) {
        case (.arabic, .sunday): "الأحد"
        case (.arabic, .monday): "الإثنين"
        case (.arabic, .tuesday): "الثلاثاء"
        case (.arabic, .wednesday): "الأربعاء"
        case (.arabic, .thursday): "الخميس"
        case (.arabic, .friday): "الجمعة"
        case (.arabic, .saturday): "السبت"
        case (.english, _): rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }
}
