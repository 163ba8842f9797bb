/// One person or machine in an address header (RFC 5322 section 3.4).
public struct Mailbox: Sendable, Codable, Hashable {
    /// The display name, decoded; nil when there is none.
    public var name: String?
    /// The addr-spec `local@domain`; empty when what was written is not an address (it is then kept as `name`).
    public var address: String

    /// Makes a mailbox from a display name and an addr-spec.
    public init(name: String? = nil, address: String) {
        self.name = name
        self.address = address
    }
}
