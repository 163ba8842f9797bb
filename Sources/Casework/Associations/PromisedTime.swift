/// A time that the association promises, in working days, working hours or minutes on the clock.
public enum PromisedTime: Sendable, Hashable {
    /// Until the end of the n-th working day after the day of arrival; 1…365.
    case workingDays(Int)
    /// Hours counted only while the association is open; 1…1000.
    case workingHours(Int)
    /// Minutes on the clock, day and night; 1…100 000.
    case minutes(Int)

    /// The unit as settings spell it in the plural, with the largest count accepted.
    private static let units: [(word: String, limit: Int, make: @Sendable (Int) -> PromisedTime)] = [
        ("working days", 365, { .workingDays($0) }),
        ("working hours", 1000, { .workingHours($0) }),
        ("minutes", 100_000, { .minutes($0) }),
    ]

    /// Reads `3 working days`, `4 working hours`, `30 minutes`, singular or plural; nil when it is none of them.
    public init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard let first = words.first, let count = Int(first), count > 0 else { return nil }
        let unit = words.dropFirst().joined(separator: " ")
        for candidate in Self.units where unit == candidate.word || unit + "s" == candidate.word {
            guard count <= candidate.limit else { return nil }
            self = candidate.make(count)
            return
        }
        return nil
    }

    /// As settings spell it.
    public var description: String {
        switch self {
        case .workingDays(let count): Self.spell(count, "working day")
        case .workingHours(let count): Self.spell(count, "working hour")
        case .minutes(let count): Self.spell(count, "minute")
        }
    }

    private static func spell(_ count: Int, _ unit: String) -> String { "\(count) \(unit)\(count == 1 ? "" : "s")" }
}

extension PromisedTime: Codable, CustomStringConvertible {
    /// Reads one string; throws `DecodingError.dataCorrupted` when it is not a promised time.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = PromisedTime(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "A promised time is written like '3 working days'.")
        }
        self = time
    }

    /// Writes one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
