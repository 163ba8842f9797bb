public import Foundation

/// What a channel reads from the raw bytes of one delivery, before anything is decided.
public struct IncomingMessage: Sendable, Codable, Hashable {
    /// The wire it came by.
    public var medium: Medium
    /// Who speaks.
    public var sender: Contact
    /// Other ways by which the same sender can be reached (Reply-To, the telephone of a form).
    public var otherContacts: [Contact] = []
    /// Addresses it was sent to, as written.
    public var recipients: [String] = []
    /// The subject; empty when there is none.
    public var subject = ""
    /// The whole text, readable, without control characters.
    public var text = ""
    /// The words of the HTML form, where its structure shows a quotation that `text` does not mark; nil otherwise.
    public var markedText: String?
    /// What the person newly wrote, without quotations and signature.
    public var replyText = ""
    /// The quotation that was cut off, empty when none.
    public var quotedText = ""
    /// The signature that was cut off, empty when none.
    public var signature = ""
    /// Whether there is an HTML form of the text.
    public var hasHTML = false
    /// When the sender says it was written.
    public var writtenAt: Date?
    /// RFC 5322 identification, without angle brackets.
    public var messageID: String?
    /// Message-IDs it answers, without angle brackets.
    public var inReplyTo: [String] = []
    /// Message-IDs of its conversation, without angle brackets.
    public var references: [String] = []
    /// What hangs on it; contents stay in the raw bytes and are taken by `index`.
    public var attachments: [AttachmentNote] = []
    /// Set when a machine wrote it.
    public var automatic: AutomaticMark?
    /// What the sender chose in a form or menu, where the channel has one.
    public var declared = DeclaredFacts()
    /// Sentences for the officer about what could not be read for sure.
    public var warnings: [String] = []

    /// Where an answer goes on the same wire: a letter is answered by a letter, whatever else its writer gave.
    public var answerContact: Contact {
        medium == .letter ? Contact(kind: .postal, value: sender.value, name: sender.name) : sender
    }

    /// A message of a medium from a sender; the rest is filled by the channel.
    public init(medium: Medium, sender: Contact) {
        self.medium = medium
        self.sender = sender
    }
}

/// A way to reach somebody: the normalised address or number, and the name beside it.
public struct Contact: Sendable, Codable, Hashable {
    /// The kinds of identity a person can have.
    public enum Kind: String, Sendable, Codable, CaseIterable, Hashable {
        case email
        case phone
        case postal
        case chat
        case anonymous
    }
    /// What sort of identity.
    public var kind: Kind
    /// Normalised: lower-case address, E.164 number; empty for somebody unknown.
    public var value: String
    /// The name given beside it.
    public var name: String?

    /// A contact of that kind.
    public init(kind: Kind, value: String, name: String? = nil) {
        self.kind = kind
        self.value = value
        self.name = name
    }

    /// Somebody who gave no way to be reached.
    public static let anonymous = Contact(kind: .anonymous, value: "")
}

/// One attachment as it is listed; its bytes are read from the raw delivery by `index`.
public struct AttachmentNote: Sendable, Codable, Hashable {
    /// Position in the delivery, from 0.
    public var index: Int
    /// The file name given, without path; nil when none.
    public var name: String?
    /// The declared media type, lower case.
    public var type: String
    /// Size in bytes once decoded.
    public var bytes: Int
    /// SHA-256 of the decoded bytes, lower-case hexadecimal.
    public var sha256: String
    /// RFC 2392 Content-ID, without angle brackets.
    public var contentID: String?
    /// `attachment` or `inline` as declared.
    public var disposition: String?

    /// A note with all it says.
    public init(
        index: Int, name: String?, type: String, bytes: Int, sha256: String, contentID: String? = nil,
        disposition: String? = nil
    ) {
        self.index = index
        self.name = name
        self.type = type
        self.bytes = bytes
        self.sha256 = sha256
        self.contentID = contentID
        self.disposition = disposition
    }
}

/// Why a message is taken for a machine's (promise P7): it never triggers an automatic text.
public struct AutomaticMark: Sendable, Codable, Hashable {
    /// What sort of machine.
    public enum Kind: String, Sendable, Codable, CaseIterable, Hashable {
        case autoReply = "auto-reply"
        case bounce
        case list
        case own
        case receipt
        /// A gateway's call that is no message its settings know.
        case unread = "unread-call"
    }
    /// The sort.
    public var kind: Kind
    /// The header or address that says so.
    public var reason: String
    /// Addresses that could not be reached, for a bounce.
    public var failed: [FailedRecipient]
    /// Message-ID of the mail that bounced, without angle brackets.
    public var about: String?

    /// A mark of that kind.
    public init(kind: Kind, reason: String, failed: [FailedRecipient] = [], about: String? = nil) {
        self.kind = kind
        self.reason = reason
        self.failed = failed
        self.about = about
    }
}

/// What the sender chose, rather than wrote.
public struct DeclaredFacts: Sendable, Codable, Hashable {
    /// The kind of form filled in.
    public var kind: MessageKind?
    /// The field of work chosen.
    public var field: String?
    /// The language of the page.
    public var language: Language?
    /// «هل أنت أو غيرك في خطر الآن؟» was ticked.
    public var inDanger = false
    /// «نفضل ألا تتصلوا» was ticked: no automatic text may reveal the message.
    public var keepSilent = false
    /// The reference of an earlier ticket that the sender named.
    public var reference: ReferenceNumber?

    /// Nothing declared.
    public init() {}
}
