/// A time on the clock in whole minutes, 00:00 to 24:00.
public struct ClockTime: Sendable, Hashable, Comparable {
    /// The end of the day, 24:00.
    public static let endOfDay = ClockTime(validMinute: 1440)
    /// The beginning of the day, 00:00.
    public static let midnight = ClockTime(validMinute: 0)

    /// Minutes since midnight, 0…1440.
    public let minute: Int

    /// Accepts 0…1440 minutes since midnight; nil otherwise.
    public init?(minute: Int) {
        guard (0...1440).contains(minute) else { return nil }
        self.minute = minute
    }

    /// Reads `08:00`, `8:00` or `24:00`; nil when it is written otherwise.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2 else { return nil }
        guard parts.allSatisfy({ $0.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
            let hours = Int(String(Substring(parts[0]))), let minutes = Int(String(Substring(parts[1]))), minutes < 60
        else { return nil }
        self.init(minute: hours * 60 + minutes)
    }

    private init(validMinute: Int) { minute = validMinute }

    /// Orders by time.
    public static func < (left: ClockTime, right: ClockTime) -> Bool { left.minute < right.minute }

    /// As people read it: «8 ص», «4:30 م», "8am", "4:30pm"; Latin digits, so that it fits short texts.
    public func text(_ language: Language) -> String {
        let hour = minute / 60 % 24
        let shown = hour % 12 == 0 ? 12 : hour % 12
        let minutes = minute % 60
        let clock = minutes == 0 ? "\(shown)" : "\(shown):\(minutes < 10 ? "0" : "")\(minutes)"
        switch language {
        case .arabic: return clock + (hour < 12 ? " ص" : " م")
        case .english: return clock + (hour < 12 ? "am" : "pm")
        }
    }
}

extension ClockTime: Codable, CustomStringConvertible {
    /// As settings spell it: `08:00`.
    public var description: String {
        let (hours, minutes) = (minute / 60, minute % 60)
        return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
    }

    /// Reads one string; throws `DecodingError.dataCorrupted` when it is not a time.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = ClockTime(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "A time is written like 08:00, from 00:00 to 24:00.")
        }
        self = time
    }

    /// Writes one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
