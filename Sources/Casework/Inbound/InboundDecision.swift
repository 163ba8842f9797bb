public import Foundation

/// What is to become of one message; pure data that one transaction records (promise P4).
public struct InboundDecision: Sendable {
    /// Where the message goes.
    public var place: Place
    /// Whether and how the sender is told at once.
    public var acknowledgement: Acknowledgement
    /// What happened, in order, for the ticket's history.
    public var events: [(kind: EventKind, facts: [String: String])]

    /// Where a message can go.
    public enum Place: Sendable {
        /// It opens a ticket of this shape.
        case opens(NewTicket)
        /// It joins a ticket, which stands afterwards as given.
        case joins(Ticket, proof: ThreadProof)
        /// It is kept apart; the reason is shown to a person.
        case aside(reason: String)
    }
}

/// A ticket about to be opened; the flow gives it its number, reference and person.
public struct NewTicket: Sendable, Hashable {
    /// Where it stands: `open` with an officer, or `triage`.
    public var stage: TicketStage
    /// What is asked for.
    public var kind: MessageKind
    /// The field of work, when sure.
    public var field: String?
    /// How soon somebody must look.
    public var urgency: Urgency
    /// The officer position; nil in triage.
    public var officer: String?
    /// Whether only the safeguarding positions may see it.
    public var isSealed: Bool
    /// When an answer is promised.
    public var dueAt: Date
    /// The language to answer in.
    public var language: Language
    /// Numbers of tickets mentioned without proof.
    public var mentions: [ReferenceNumber]
}

/// Why a message belongs to a ticket (promise P8).
public enum ThreadProof: String, Sendable, Codable, CaseIterable, Hashable {
    /// A token that we issued: signed address or a Message-ID of ours.
    case token
    /// The ticket's own person answers or continues one of its messages.
    case conversation
    /// The ticket's own person wrote its number.
    case number
    /// The ticket's own person writes again on the same channel within the conversation window.
    case window
}

/// Whether the sender is told that the message arrived.
public enum Acknowledgement: Sendable, Hashable {
    /// A text made from this template.
    case send(template: String)
    /// No text, and why (a fixed word for the history).
    case none(reason: String)
}
