/// A valid telephone number, known by its one international spelling.
public struct PhoneNumber: Sendable, Hashable, Codable {
    /// What the number's digits say it is for.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case mobile, fixedLine, tollFree, shared, other
    }

    /// The number as ITU-T E.164 writes it: a plus and at most 15 digits.
    public let e164: String

    /// What the number is for.
    public let kind: Kind

    /// Whether a text message can reach the number: only mobile numbers.
    public var canReceiveSMS: Bool { kind == .mobile }

    /// Whether the number belongs to Saudi Arabia.
    public var isSaudi: Bool { e164.utf8.starts(with: Self.saudiCode.utf8) }

    static let saudiCode = "+966"

    init(e164: String, kind: Kind) {
        self.e164 = e164
        self.kind = kind
    }
}
