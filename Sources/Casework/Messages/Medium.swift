/// The kind of wire a text travels on.
public enum Medium: String, Sendable, Codable, CaseIterable, Hashable {
    case email
    case sms
    case letter
    case web
    case chat
    case phone
    case counter
}

/// The name of a channel instance, as its settings file calls it (`email`, `sms-kannel`, `letters`, `web` …).
public struct ChannelID: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The name.
    public let rawValue: String
    /// A channel of that name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The name.
    public var description: String { rawValue }
    /// Decodes the name.
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }
    /// Encodes the name as one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
