public import Foundation

/// A delivery that did not become a ticket.
public struct SetAsideRow: Sendable, Hashable {
    /// The association.
    public var association: AssociationID
    /// The delivery.
    public var id: Identifier
    /// Its receipt.
    public var receipt: ReferenceNumber
    /// The channel.
    public var channel: ChannelID
    /// When it came.
    public var receivedAt: Date
    /// Why it was set aside.
    public var reason: String
    /// Size in bytes.
    public var size: Int
    /// Tries so far.
    public var attempts: Int

    /// A row.
    public init(
        association: AssociationID, id: Identifier, receipt: ReferenceNumber, channel: ChannelID, receivedAt: Date,
        reason: String, size: Int, attempts: Int
    ) {
        self.association = association
        self.id = id
        self.receipt = receipt
        self.channel = channel
        self.receivedAt = receivedAt
        self.reason = reason
        self.size = size
        self.attempts = attempts
    }
}

/// An outgoing text in a list.
public struct OutgoingRow: Sendable, Hashable {
    /// The text.
    public var text: OutgoingText
    /// Where it stands.
    public var state: DeliveryState
    /// Attempts so far.
    public var attempts: Int
    /// The far side's word.
    public var note: String?
    /// The provider's id.
    public var providerID: String?
    /// When it is tried next; nil when it is not.
    public var nextTry: Date?

    /// A row.
    public init(
        text: OutgoingText, state: DeliveryState, attempts: Int, note: String?, providerID: String?, nextTry: Date?
    ) {
        self.text = text
        self.state = state
        self.attempts = attempts
        self.note = note
        self.providerID = providerID
        self.nextTry = nextTry
    }
}

/// How a channel does.
public struct ChannelRow: Sendable, Hashable {
    /// The channel.
    public var channel: ChannelID
    /// Its wire.
    public var medium: Medium
    /// The adapter's name in the settings.
    public var adapter: String
    /// Whether it can take and send.
    public var isReady: Bool
    /// Whether sending is paused by a person.
    public var isPaused: Bool
    /// A sentence of the adapter.
    public var note: String?
    /// Deliveries taken in the last 24 hours.
    public var received: Int
    /// Texts sent in the last 24 hours.
    public var sent: Int
    /// Texts waiting.
    public var queued: Int
    /// Texts that need a person.
    public var failed: Int
    /// The last delivery taken.
    public var lastReceivedAt: Date?
    /// The last text sent.
    public var lastSentAt: Date?
    /// Destinations that are spared because they do not answer.
    public var circuits: [OpenCircuit] = []

    /// A row with its figures.
    public init(
        channel: ChannelID, medium: Medium, adapter: String, isReady: Bool, isPaused: Bool, note: String?,
        received: Int, sent: Int, queued: Int, failed: Int, lastReceivedAt: Date?, lastSentAt: Date?
    ) {
        self.channel = channel
        self.medium = medium
        self.adapter = adapter
        self.isReady = isReady
        self.isPaused = isPaused
        self.note = note
        self.received = received
        self.sent = sent
        self.queued = queued
        self.failed = failed
        self.lastReceivedAt = lastReceivedAt
        self.lastSentAt = lastSentAt
    }
}

/// What the public status page may show.
public struct PublicStatus: Sendable, Hashable {
    /// The ticket's reference.
    public var reference: ReferenceNumber
    /// Where it stands.
    public var stage: TicketStage
    /// When the first message arrived.
    public var openedAt: Date
    /// The last time anything happened.
    public var updatedAt: Date
    /// When an answer is promised.
    public var dueAt: Date?
    /// Answers that were left for reading here because the person gave no address.
    public var answers: [String]

    /// A status.
    public init(
        reference: ReferenceNumber, stage: TicketStage, openedAt: Date, updatedAt: Date, dueAt: Date?, answers: [String]
    ) {
        self.reference = reference
        self.stage = stage
        self.openedAt = openedAt
        self.updatedAt = updatedAt
        self.dueAt = dueAt
        self.answers = answers
    }
}

/// What somebody who holds a letter may learn from the code on it: that the association issued it, its number in the
/// register and its date, and nothing about the person.
public struct LetterProof: Sendable, Hashable {
    /// The number in the register of outgoing letters.
    public var letterNumber: String
    /// When it was written.
    public var writtenAt: Date

    /// What the register says.
    public init(letterNumber: String, writtenAt: Date) {
        self.letterNumber = letterNumber
        self.writtenAt = writtenAt
    }
}

/// Something changed; the page asks again for what it shows.
public struct DeskChange: Sendable, Hashable, Codable {
    /// The ticket's reference; nil for a change of lists only.
    public var reference: ReferenceNumber?

    /// A change of one ticket, or of the lists.
    public init(reference: ReferenceNumber?) { self.reference = reference }
}
