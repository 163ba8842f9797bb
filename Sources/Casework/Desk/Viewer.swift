/// Who looks: every query of the console carries it, so that the store itself shows nobody more than they may see (P9).
public struct Viewer: Sendable, Hashable, Codable {
    /// The account's number; 0 is nobody's.
    public var user: Identifier
    /// The name shown beside what they do.
    public var name: String
    /// May see every unsealed ticket, set-aside deliveries, channels and accounts.
    public var isAdministrator: Bool
    /// The officer positions held, per association.
    public var positions: [AssociationID: [String]]

    /// An account with its rights.
    public init(user: Identifier, name: String, isAdministrator: Bool, positions: [AssociationID: [String]]) {
        self.user = user
        self.name = name
        self.isAdministrator = isAdministrator
        self.positions = positions
    }
}
