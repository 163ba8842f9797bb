/// One span of the day: open from one time to another, over midnight when it closes at or before it opens.
public struct OpenHours: Sendable, Hashable {
    /// When it opens, 00:00…23:59.
    public let opens: ClockTime
    /// When it closes, 00:01…24:00; at or before `opens` means on the next day.
    public let closes: ClockTime

    /// A span; nil when it opens at 24:00 or closes at 00:00 (write 24:00).
    public init?(opens: ClockTime, closes: ClockTime) {
        guard opens < .endOfDay, closes > .midnight, opens != closes else { return nil }
        self.opens = opens
        self.closes = closes
    }

    /// Reads `08:00-16:00` or, over midnight, `21:00-03:00`; nil when it is written otherwise.
    public init?(_ text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { $0.trimmed }
        guard ends.count == 2, let opens = ClockTime(ends[0]), let closes = ClockTime(ends[1]) else { return nil }
        self.init(opens: opens, closes: closes)
    }

    /// Minutes after the day's midnight at which it opens.
    public var startMinute: Int { opens.minute }
    /// Minutes after the day's midnight at which it closes; more than 1440 on the next day.
    public var endMinute: Int { closes > opens ? closes.minute : closes.minute + 1440 }

    /// Whether two spans of one day share a minute.
    public func overlaps(_ other: OpenHours) -> Bool {
        startMinute < other.endMinute && other.startMinute < endMinute
    }

    /// As people read it: «8 ص - 4 م», "8am - 4pm".
    public func text(_ language: Language) -> String { "\(opens.text(language)) - \(closes.text(language))" }
}

extension OpenHours: Codable, CustomStringConvertible {
    /// As settings spell it: `08:00-16:00`.
    public var description: String { "\(opens)-\(closes)" }

    /// Reads one string; throws `DecodingError.dataCorrupted` when it is not a span.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let hours = OpenHours(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "Hours are written like 08:00-16:00.")
        }
        self = hours
    }

    /// Writes one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Substring {
    /// Without spaces at either end.
    fileprivate var trimmed: String {
        var scalars = unicodeScalars
        while scalars.first == " " { scalars.removeFirst() }
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }
}
