public import Foundation

/// A text on its way out: one row of the outbox, complete, so that sending it again gives the same bytes.
public struct OutgoingText: Sendable, Codable, Hashable {
    /// The association that speaks.
    public var association: AssociationID
    /// The number of the row.
    public var id: Identifier
    /// The ticket it belongs to.
    public var ticket: Identifier
    /// That ticket's reference.
    public var reference: ReferenceNumber
    /// Why it is sent.
    public var purpose: Purpose
    /// The channel instance that sends it.
    public var channel: ChannelID
    /// The wire.
    public var medium: Medium
    /// Whom it is for.
    public var recipient: Contact
    /// The language it is written in.
    public var language: Language
    /// The subject; empty where the medium has none.
    public var subject: String
    /// The words.
    public var text: String
    /// Mail threading, attachments and letter fields.
    public var details: Details
    /// When it was written.
    public var createdAt: Date

    /// Why a text is sent; automatic ones obey promise P7.
    public enum Purpose: String, Sendable, Codable, CaseIterable, Hashable {
        case acknowledgement
        case reply
        case notice
        case reminder

        /// Whether no person pressed "send".
        public var isAutomatic: Bool { self != .reply }
    }

    /// What only some media need.
    public struct Details: Sendable, Codable, Hashable {
        /// RFC 5322 identification of our mail, without angle brackets.
        public var messageID: String?
        /// The Message-ID it answers, without angle brackets.
        public var inReplyTo: String?
        /// The conversation's Message-IDs, oldest first, without angle brackets.
        public var references: [String] = []
        /// The signed address to which answers should go.
        public var replyTo: String?
        /// Files to send along, kept in the store by their SHA-256.
        public var attachments: [AttachmentNote] = []
        /// The outgoing number of a letter, from the register.
        public var letterNumber: String?
        /// The address at which a reader of a letter can verify it.
        public var verification: String?
        /// The officer position that signs.
        public var signedBy: String?

        /// No details.
        public init() {}
    }

    /// A text with all it needs to leave.
    public init(
        association: AssociationID, id: Identifier, ticket: Identifier, reference: ReferenceNumber, purpose: Purpose,
        channel: ChannelID, medium: Medium, recipient: Contact, language: Language, subject: String, text: String,
        details: Details, createdAt: Date
    ) {
        self.association = association
        self.id = id
        self.ticket = ticket
        self.reference = reference
        self.purpose = purpose
        self.channel = channel
        self.medium = medium
        self.recipient = recipient
        self.language = language
        self.subject = subject
        self.text = text
        self.details = details
        self.createdAt = createdAt
    }
}
