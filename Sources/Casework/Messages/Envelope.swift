public import Foundation

/// What arrived, before anything is understood: who brought it, when, and the bytes as they were.
public struct Envelope: Sendable {
    /// The association it is for.
    public var association: AssociationID
    /// The channel instance that took it.
    public var channel: ChannelID
    /// What makes a second copy of the same delivery recognisable.
    public var repeatKey: RepeatKey
    /// When the hub got it.
    public var receivedAt: Date
    /// The sender as the wire declares it (MAIL FROM, telephone number); nil when it says none.
    public var sender: String?
    /// The recipients as the wire declares them.
    public var recipients: [String]
    /// Facts of the wire that the bytes do not hold (content type, query, file name …); nothing secret.
    public var attributes: [String: String]
    /// The bytes.
    public var content: Content

    /// The bytes of a delivery: in memory when small, in a file when large.
    public enum Content: Sendable {
        case bytes(Data)
        /// A file that the channel keeps until Intake has returned, and its size in bytes.
        case file(URL, size: Int)
    }

    /// An envelope as the channel fills it.
    public init(
        association: AssociationID, channel: ChannelID, repeatKey: RepeatKey = .content, receivedAt: Date,
        sender: String? = nil, recipients: [String] = [], attributes: [String: String] = [:], content: Content
    ) {
        self.association = association
        self.channel = channel
        self.repeatKey = repeatKey
        self.receivedAt = receivedAt
        self.sender = sender
        self.recipients = recipients
        self.attributes = attributes
        self.content = content
    }
}

/// What two deliveries must share to be one and the same (promise P3): never a provider's id alone, since a different
/// message that reuses an id is not a repeat.
public enum RepeatKey: Sendable, Hashable {
    /// The same bytes for the same recipients.
    case content
    /// The same provider's id *and* the same fingerprint of what was said.
    case source(id: String, fingerprint: String)
}

/// Intake's word that a delivery is on disk.
public struct Receipt: Sendable, Hashable, Codable {
    /// The number to give to the sender.
    public var number: ReferenceNumber
    /// Whether this delivery was accepted before; then nothing was created.
    public var isRepeat: Bool

    /// A receipt of that number.
    public init(number: ReferenceNumber, isRepeat: Bool) {
        self.number = number
        self.isRepeat = isRepeat
    }
}

/// Where every channel hands in what arrived.
public protocol Acceptance: Sendable {
    /// Returns once the envelope is durable; throws `AcceptanceError` when it is not, and then the sender must be told so.
    func accept(_ envelope: Envelope) async throws(AcceptanceError) -> Receipt
}

/// Why a delivery could not be kept; the sender is asked to try again.
public enum AcceptanceError: Error, Sendable, Equatable {
    /// The store cannot take more (disk full, reserve reached).
    case storeFull
    /// The store did not answer; the sentence is for the log, without personal data.
    case storeUnavailable(String)
    /// Larger than the stated limit, in bytes.
    case tooLarge(limit: Int)
}
