/// Months whose announced beginning differed from Umm al-Qura by a day.
public struct HijriOverrides: Sendable, Hashable {
    /// No announced month differs.
    public static let none = HijriOverrides()

    /// By how many days each month begins later (+1) or earlier (-1) than computed.
    public private(set) var shifts: [HijriMonth: Int]

    /// Shifts outside -1…+1 are left out.
    public init(_ shifts: [HijriMonth: Int] = [:]) {
        self.shifts = shifts.filter { (-1...1).contains($0.value) && $0.value != 0 }
    }

    /// Whether nothing differs.
    public var isEmpty: Bool { shifts.isEmpty }

    /// The number (days since 1970) of a month's first day as announced; nil outside the years 1300…1600.
    func firstDay(of month: HijriMonth) -> Int? {
        UmmAlQura.firstDay(of: month).map { $0 + (shifts[month] ?? 0) }
    }

    /// The months that the shifts would make shorter than 29 or longer than 30 days, in order: mistakes in the settings.
    public var impossibleMonths: [HijriMonth] {
        Set(shifts.keys.flatMap { [$0.previous, $0] })
            .filter { month in
                guard let first = firstDay(of: month), let next = firstDay(of: month.next) else { return false }
                return !(29...30).contains(next - first)
            }
            .sorted { ($0.year, $0.month) < ($1.year, $1.month) }
    }

    /// Moves a computed date into the month in which the announcements put the day.
    func correct(_ computed: HijriDate, dayNumber: Int) -> HijriDate {
        let month = HijriMonth(year: computed.year, month: computed.month)
        for candidate in [month.next, month, month.previous] {
            guard let first = firstDay(of: candidate), first <= dayNumber else { continue }
            return HijriDate(year: candidate.year, month: candidate.month, day: dayNumber - first + 1)
        }
        return computed
    }
}

extension HijriOverrides: Codable {
    /// Reads a map like `{"1447-09": 1}`; throws `DecodingError.dataCorrupted` for another month or shift.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        var shifts: [HijriMonth: Int] = [:]
        for (text, shift) in try container.decode([String: Int].self) {
            guard let month = HijriMonth(text), (-1...1).contains(shift) else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "An announced month is written like 1447-09: 1.")
            }
            shifts[month] = shift
        }
        self.init(shifts)
    }

    /// Writes a map like `{"1447-09": 1}`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        let pairs = shifts.map { ("\($0.key.year)-\($0.key.month < 10 ? "0" : "")\($0.key.month)", $0.value) }
        try container.encode(Dictionary(pairs) { first, _ in first })
    }
}
