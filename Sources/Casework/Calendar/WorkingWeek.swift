/// The hours of an ordinary week; a weekday without hours is closed.
public struct WorkingWeek: Sendable, Codable, Hashable {
    /// The spans of each weekday, in order, without overlap.
    public var hours: [Weekday: [OpenHours]]

    /// A week.
    public init(hours: [Weekday: [OpenHours]]) {
        self.hours = hours.mapValues { $0.sorted { $0.startMinute < $1.startMinute } }
    }

    /// The same spans on each of the days.
    public init(days: [Weekday], hours: [OpenHours]) {
        self.init(hours: Dictionary(days.map { ($0, hours) }) { first, _ in first })
    }

    /// Open day and night.
    public static let aroundTheClock = WorkingWeek(
        days: Weekday.allCases, hours: [OpenHours(opens: .midnight, closes: .endOfDay)].compactMap(\.self))

    /// The spans of one weekday.
    public subscript(_ weekday: Weekday) -> [OpenHours] { hours[weekday] ?? [] }

    /// Whether there is any span at all.
    public var opens: Bool { hours.values.contains { !$0.isEmpty } }
}

extension WorkingWeek {
    /// The week as people read it: «الأحد - الخميس 8 ص - 4 م», "Sunday - Thursday 8am - 4pm"; days with equal hours together.
    public func text(_ language: Language) -> String {
        let comma = language == .arabic ? "، " : ", "
        return groups.map { group in
            let spans = group.hours.map { $0.text(language) }.joined(separator: comma)
            return "\(Self.span(group.days, language)) \(spans)"
        }
        .joined(separator: comma)
    }

    /// Runs of weekdays with the same hours, closed days left out.
    private var groups: [(days: [Weekday], hours: [OpenHours])] {
        var groups: [(days: [Weekday], hours: [OpenHours])] = []
        var previous: [OpenHours] = []
        for weekday in Weekday.allCases {
            let today = self[weekday]
            if !today.isEmpty, today == previous, let last = groups.popLast() {
                groups.append((last.days + [weekday], today))
            } else if !today.isEmpty {
                groups.append(([weekday], today))
            }
            previous = today
        }
        return groups
    }

    private static func span(_ days: [Weekday], _ language: Language) -> String {
        guard let first = days.first, let last = days.last, days.count > 1 else {
            return days.first?.name(language) ?? ""
        }
        return "\(first.name(language)) - \(last.name(language))"
    }
}
