/// Something an officer does to a ticket.
public struct TicketAction: Sendable {
    /// The association.
    public var association: AssociationID
    /// The ticket.
    public var reference: ReferenceNumber
    /// What.
    public var step: Step

    /// The steps of the console.
    public enum Step: Sendable {
        /// Send an answer; `keepsOpen` asks the person for something and waits.
        case reply(ReplyDraft)
        /// Keep a note that never leaves.
        case note(String)
        /// Correct what was read; nil leaves as it is.
        case classify(kind: MessageKind?, field: String?, urgency: Urgency?)
        /// Give it to an officer position; nil sends it to triage.
        case assign(officer: String?)
        case close(reason: String)
        case reopen
    }

    /// A step on a ticket.
    public init(association: AssociationID, reference: ReferenceNumber, step: Step) {
        self.association = association
        self.reference = reference
        self.step = step
    }
}

/// An answer as the officer writes it.
public struct ReplyDraft: Sendable, Hashable {
    /// The association.
    public var association: AssociationID
    /// The ticket.
    public var reference: ReferenceNumber
    /// The template chosen; nil for a free answer.
    public var template: String?
    /// The officer's words.
    public var text: String
    /// The contact to answer to; nil for the sender's own channel.
    public var recipient: Contact?
    /// Whether the person must answer before work goes on (`waiting`), rather than `answered`.
    public var asksForMore: Bool
    /// A value the page makes once, so that a second press sends nothing twice.
    public var onceKey: String

    /// A draft.
    public init(
        association: AssociationID, reference: ReferenceNumber, template: String? = nil, text: String,
        recipient: Contact? = nil, asksForMore: Bool = false, onceKey: String
    ) {
        self.association = association
        self.reference = reference
        self.template = template
        self.text = text
        self.recipient = recipient
        self.asksForMore = asksForMore
        self.onceKey = onceKey
    }
}

/// What would leave.
public struct ReplyPreview: Sendable, Hashable {
    /// The wire.
    public var medium: Medium
    /// Where to.
    public var recipient: Contact
    /// The subject; empty where there is none.
    public var subject: String
    /// The very text.
    public var text: String
    /// SMS segments; nil for other media.
    public var segments: Int?
    /// Pages of a letter; nil for other media.
    public var pages: Int?

    /// A preview.
    public init(medium: Medium, recipient: Contact, subject: String, text: String, segments: Int?, pages: Int?) {
        self.medium = medium
        self.recipient = recipient
        self.subject = subject
        self.text = text
        self.segments = segments
        self.pages = pages
    }
}

/// What became of an action.
public enum ActionResult: Sendable, Hashable {
    case done
    /// There is no such ticket that the viewer may see.
    case notFound
    /// The stage does not allow it.
    case refused(StepRefusal)
    /// The input cannot be taken; which field and why, as keys of the page's texts.
    case invalid(field: String, reason: String)
}
