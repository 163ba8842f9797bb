/// One channel of communication as an association's published policy lists it (policies, «القنوات المستخدمة»).
public struct PolicyChannel: Sendable, Codable, Hashable, Identifiable {
    /// The eleven channels that the five policies name between them (domain table C1–C11).
    public enum Kind: String, Sendable, Codable, CaseIterable, Hashable {
        case interview
        case phone
        case socialMedia = "social_media"
        case letters
        case fax
        case email
        case aidService = "aid_service"
        case volunteeringService = "volunteering_service"
        case website
        case branchDelegates = "branch_delegates"
        case store
    }

    /// Which of the eleven it is.
    public var id: Kind
    /// What the policy calls it.
    public var name: BilingualText
    /// The hub's own channels that serve it; never empty.
    public var servedBy: [HubChannel]

    /// A listed channel and what serves it.
    public init(id: Kind, name: BilingualText, servedBy: [HubChannel]) {
        self.id = id
        self.name = name
        self.servedBy = servedBy
    }
}
