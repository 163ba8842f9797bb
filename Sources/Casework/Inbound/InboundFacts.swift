public import Foundation

/// All that is known before a message is decided on; loaded from the store, so that deciding itself is pure.
public struct InboundFacts: Sendable {
    /// The person behind the sender's contact, when known.
    public var person: KnownPerson?
    /// The ticket whose token (signed address, Message-ID of ours) the message carries.
    public var proven: Ticket?
    /// Tickets that hold a message this one answers, by the senders' own Message-IDs.
    public var related: [Ticket] = []
    /// Tickets whose number is written in the message.
    public var cited: [Ticket] = []
    /// Whether the very same mail, by Message-ID and words, came already through another mailbox.
    public var isTwin = false
    /// The known person's newest ticket on the same channel.
    public var latestOnChannel: Ticket?
    /// Automatic texts queued for the sender's contact in the last 24 hours.
    public var automaticTexts = 0
    /// Tickets that owe an answer, per officer position.
    public var loads: [String: Int] = [:]
    /// The moment of deciding.
    public var now: Date

    /// Nothing known yet.
    public init(now: Date) { self.now = now }
}

/// A person of whom the hub has heard before.
public struct KnownPerson: Sendable, Hashable {
    /// The number of the row.
    public var id: Identifier
    /// The name given first.
    public var name: String?
    /// The language spoken last.
    public var language: Language
    /// Why the contact is not to be written to; nil while it works.
    public var trouble: String?

    /// A known person.
    public init(id: Identifier, name: String?, language: Language, trouble: String?) {
        self.id = id
        self.name = name
        self.language = language
        self.trouble = trouble
    }
}
