public import Foundation

/// What the console asks of the hub: reading with the viewer's rights, and steps on tickets. Every step is recorded with
/// its event in one transaction; a refused step is a value.
public protocol Desk: Sendable {
    /// The profiles in force, in a stable order.
    var profiles: [AssociationProfile] { get }

    /// A page of tickets.
    func tickets(_ list: TicketList, for viewer: Viewer) async throws -> TicketListPage
    /// The figures beside the menu.
    func counts(for viewer: Viewer) async throws -> DeskCounts
    /// One ticket with its conversation; nil when there is none that the viewer may see. The reading is recorded.
    func ticket(_ association: AssociationID, _ reference: ReferenceNumber, for viewer: Viewer) async throws
        -> TicketPage?
    /// The bytes of an attachment of a message of a ticket that the viewer may see.
    func attachment(
        _ association: AssociationID, _ reference: ReferenceNumber, message: Identifier, index: Int, for viewer: Viewer
    ) async throws -> (AttachmentNote, Data)?
    /// The raw bytes of an incoming message of a ticket that the viewer may see.
    func rawSource(
        _ association: AssociationID, _ reference: ReferenceNumber, message: Identifier, for viewer: Viewer
    ) async throws -> Data?
    /// The HTML form of an incoming message, made safe; nil when it has none.
    func safeHTML(
        _ association: AssociationID, _ reference: ReferenceNumber, message: Identifier, showRemoteImages: Bool,
        for viewer: Viewer
    ) async throws -> String?
    /// The PDF of an outgoing letter of the ticket; nil when the message is no letter.
    func letterPDF(
        _ association: AssociationID, _ reference: ReferenceNumber, message: Identifier, for viewer: Viewer
    ) async throws -> Data?

    /// What would leave if this reply were sent: the very text, subject, address, segments or pages.
    func preview(_ draft: ReplyDraft, for viewer: Viewer) async throws -> ReplyPreview
    /// Does a step on a ticket.
    func perform(_ action: TicketAction, for viewer: Viewer) async throws -> ActionResult

    /// Deliveries that could not become a ticket.
    func setAside(for viewer: Viewer) async throws -> [SetAsideRow]
    /// The raw bytes of a set-aside delivery.
    func setAsideSource(_ association: AssociationID, _ id: Identifier, for viewer: Viewer) async throws -> Data?
    /// Reads a set-aside delivery again; with `asTicket` it becomes a ticket even if a machine wrote it.
    func retrySetAside(_ association: AssociationID, _ id: Identifier, asTicket: Bool, for viewer: Viewer) async throws

    /// Outgoing texts, newest first: all, or only those that need a person.
    func outgoing(needingAttention: Bool, for viewer: Viewer) async throws -> [OutgoingRow]
    /// Sends a failed or uncertain text once more.
    func retryOutgoing(_ association: AssociationID, _ id: Identifier, for viewer: Viewer) async throws
    /// How the channels do.
    func channels(for viewer: Viewer) async throws -> [ChannelRow]
    /// Pauses or resumes sending on a channel.
    func setPaused(_ channel: ChannelID, _ isPaused: Bool, for viewer: Viewer) async throws

    /// That nothing is lost: what came in the last days, where it is, and what the sources count.
    func ledger(for viewer: Viewer) async throws -> LedgerPage
    /// Lets texts leave again after a restore; `everything` also those that the backup held.
    func releaseHeld(everything: Bool, for viewer: Viewer) async throws

    /// What a member of the public may know about a ticket, proved by the number and a contact of its person;
    /// an unknown number and a wrong contact look the same (claim C3).
    func publicStatus(_ association: AssociationID, number: String, contact: String) async throws -> PublicStatus?

    /// What the register says of the code printed on a letter; nil for a code that this hub did not make.
    func letterProof(_ association: AssociationID, code: String) async throws -> LetterProof?

    /// Ends when the client goes; yields a word whenever something the viewer may see has changed.
    func changes(for viewer: Viewer) -> AsyncStream<DeskChange>
}

/// Which tickets to list.
public struct TicketList: Sendable, Hashable {
    /// The lists of the console.
    public enum Scope: String, Sendable, Hashable, CaseIterable {
        /// Those of the viewer's positions that owe an answer, by due time.
        case mine
        /// Those nobody has.
        case triage
        /// Those answered or waiting for the person.
        case waiting
        case closed
        /// All live ones that the viewer may see.
        case all
    }
    /// The list.
    public var scope: Scope
    /// Only one association.
    public var association: AssociationID?
    /// A reference number, telephone, address or words of the subject or name.
    public var search: String
    /// From 1; 50 rows a page.
    public var page: Int

    /// A list.
    public init(scope: Scope, association: AssociationID? = nil, search: String = "", page: Int = 1) {
        self.scope = scope
        self.association = association
        self.search = search
        self.page = page
    }
}

/// One row of a list.
public struct TicketRow: Sendable, Hashable {
    /// The ticket.
    public var ticket: Ticket
    /// The name of its person, or the contact when there is no name.
    public var personName: String
    /// The first words of the last message.
    public var snippet: String
    /// Messages so far.
    public var messages: Int
    /// Whether the last word is the person's.
    public var isUnanswered: Bool

    /// A row.
    public init(ticket: Ticket, personName: String, snippet: String, messages: Int, isUnanswered: Bool) {
        self.ticket = ticket
        self.personName = personName
        self.snippet = snippet
        self.messages = messages
        self.isUnanswered = isUnanswered
    }
}

/// A page of a list.
public struct TicketListPage: Sendable, Hashable {
    /// At most 50 rows.
    public var rows: [TicketRow]
    /// Whether another page follows.
    public var hasMore: Bool

    /// A page.
    public init(rows: [TicketRow], hasMore: Bool) {
        self.rows = rows
        self.hasMore = hasMore
    }
}

/// The figures beside the menu; each is counted up to a thousand in one association.
public struct DeskCounts: Sendable, Hashable, Codable {
    /// Tickets that owe an answer and are the viewer's.
    public var mine = 0
    /// Of these, past their due time.
    public var overdue = 0
    /// Tickets nobody has.
    public var triage = 0
    /// Emergencies and safeguarding tickets that nobody answered.
    public var urgent = 0
    /// Deliveries set aside.
    public var setAside = 0
    /// Outgoing texts that need a person.
    public var undelivered = 0

    /// All zero.
    public init() {}
}

/// A ticket as its page shows it.
public struct TicketPage: Sendable {
    /// The ticket.
    public var ticket: Ticket
    /// Its person's name, when known.
    public var personName: String?
    /// All ways to reach the person, and whether each works.
    public var contacts: [KnownContact]
    /// The conversation, oldest first: messages in and out, and notes.
    public var messages: [TicketMessage]
    /// What happened, oldest first.
    public var events: [TicketEvent]
    /// Why it was read so.
    public var reading: ReadText?
    /// The same person's other tickets that the viewer may see.
    public var others: [Ticket]
    /// References of tickets mentioned by this one without proof.
    public var mentions: [ReferenceNumber]

    /// A page.
    public init(
        ticket: Ticket, personName: String?, contacts: [KnownContact], messages: [TicketMessage], events: [TicketEvent],
        reading: ReadText?, others: [Ticket], mentions: [ReferenceNumber]
    ) {
        self.ticket = ticket
        self.personName = personName
        self.contacts = contacts
        self.messages = messages
        self.events = events
        self.reading = reading
        self.others = others
        self.mentions = mentions
    }
}

/// A contact and whether it works.
public struct KnownContact: Sendable, Hashable {
    /// The contact.
    public var contact: Contact
    /// Why it is not used any more (a hard bounce …); nil while it works.
    public var trouble: String?

    /// A contact that works, or its trouble.
    public init(contact: Contact, trouble: String?) {
        self.contact = contact
        self.trouble = trouble
    }
}

/// One entry of the conversation.
public struct TicketMessage: Sendable, Hashable {
    /// Which way it went.
    public enum Direction: String, Sendable, Hashable, Codable { case incoming = "in", outgoing = "out", note }
    /// The number of the row.
    public var id: Identifier
    /// Which way it went.
    public var direction: Direction
    /// The wire.
    public var medium: Medium
    /// Whether no person wrote it.
    public var isAutomatic: Bool
    /// Who wrote it: the sender's name or contact, an officer's name, or the purpose of an automatic text.
    public var author: String
    /// When.
    public var at: Date
    /// The subject.
    public var subject: String
    /// The new words.
    public var text: String
    /// The quotation and signature that were folded away.
    public var foldedText: String
    /// Whether an HTML form can be shown.
    public var hasHTML: Bool
    /// Its attachments.
    public var attachments: [AttachmentNote]
    /// What was not sure in the reading.
    public var warnings: [String]
    /// The receipt number, for incoming ones.
    public var receipt: ReferenceNumber?
    /// Where an outgoing text stands.
    public var delivery: DeliveryState?
    /// The far side's word about it.
    public var deliveryNote: String?
    /// The outbox row, for outgoing ones.
    public var outgoing: Identifier?
    /// The number in the letter register, for letters.
    public var letterNumber: String?

    /// An entry; the rest is set after.
    public init(
        id: Identifier, direction: Direction, medium: Medium, isAutomatic: Bool, author: String, at: Date,
        subject: String, text: String
    ) {
        self.id = id
        self.direction = direction
        self.medium = medium
        self.isAutomatic = isAutomatic
        self.author = author
        self.at = at
        self.subject = subject
        self.text = text
        foldedText = ""
        hasHTML = false
        attachments = []
        warnings = []
    }
}

/// One line of a ticket's history.
public struct TicketEvent: Sendable, Hashable {
    /// What happened.
    public var kind: EventKind
    /// When.
    public var at: Date
    /// Who did it: a name, or `hub`.
    public var actor: String
    /// Facts of the event (`from`, `to`, `reason` …).
    public var facts: [String: String]

    /// A line.
    public init(kind: EventKind, at: Date, actor: String, facts: [String: String]) {
        self.kind = kind
        self.at = at
        self.actor = actor
        self.facts = facts
    }
}
