/// The short name by which an association is known in settings, addresses and rows: `al-eman`, `saa`.
///
/// Lowercase ASCII letters, digits and inner hyphens, 1 to `maximumLength` characters, so that it is safe in a path,
/// in a mail address and in a URL.
public struct AssociationID: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The longest identifier accepted, in characters.
    public static let maximumLength = 40

    /// The identifier as written.
    public let rawValue: String

    /// Accepts a well-formed identifier; nil otherwise.
    public init?(rawValue: String) {
        let bytes = Array(rawValue.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= Self.maximumLength else { return nil }
        guard first != Self.hyphen, last != Self.hyphen, bytes.allSatisfy(Self.isAllowed) else { return nil }
        self.rawValue = rawValue
    }

    /// The identifier as written.
    public var description: String { rawValue }

    /// Orders alphabetically.
    public static func < (left: AssociationID, right: AssociationID) -> Bool { left.rawValue < right.rawValue }

    private static let hyphen = UInt8(ascii: "-")

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), hyphen: true
        default: false
        }
    }
}

extension AssociationID: Codable {
    /// Reads one string; throws `DecodingError.dataCorrupted` when it is not a well-formed identifier.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let word = try container.decode(String.self)
        guard let id = AssociationID(rawValue: word) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "An association's id has lowercase letters, digits and hyphens, at most 40.")
        }
        self = id
    }

    /// Writes one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
