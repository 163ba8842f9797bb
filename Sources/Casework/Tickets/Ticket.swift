public import Foundation

/// One matter of one person, over all channels.
public struct Ticket: Sendable, Codable, Hashable {
    /// The association whose ticket it is.
    public var association: AssociationID
    /// The number of the row.
    public var id: Identifier
    /// The number the person knows.
    public var reference: ReferenceNumber
    /// What is asked for.
    public var kind: MessageKind
    /// The field of work; nil until somebody knows.
    public var field: String?
    /// How soon somebody must look.
    public var urgency: Urgency
    /// Where it stands.
    public var stage: TicketStage
    /// The channel instance it was opened on.
    public var channel: ChannelID
    /// The wire it was opened on.
    public var medium: Medium
    /// The officer position that has it; nil in triage.
    public var officer: String?
    /// Whose it is.
    public var person: Identifier
    /// The subject of its first message.
    public var subject: String
    /// The language in which the person is answered.
    public var language: Language
    /// Restricted to the safeguarding positions (promise P9).
    public var isSealed: Bool
    /// When the first message arrived.
    public var openedAt: Date
    /// When the person was promised an answer; nil when none is promised.
    public var dueAt: Date?
    /// The last time anything happened.
    public var updatedAt: Date

    /// A ticket with all it holds.
    public init(
        association: AssociationID, id: Identifier, reference: ReferenceNumber, kind: MessageKind, field: String?,
        urgency: Urgency, stage: TicketStage, channel: ChannelID, medium: Medium, officer: String?, person: Identifier,
        subject: String, language: Language, isSealed: Bool, openedAt: Date, dueAt: Date?, updatedAt: Date
    ) {
        self.association = association
        self.id = id
        self.reference = reference
        self.kind = kind
        self.field = field
        self.urgency = urgency
        self.stage = stage
        self.channel = channel
        self.medium = medium
        self.officer = officer
        self.person = person
        self.subject = subject
        self.language = language
        self.isSealed = isSealed
        self.openedAt = openedAt
        self.dueAt = dueAt
        self.updatedAt = updatedAt
    }
}
