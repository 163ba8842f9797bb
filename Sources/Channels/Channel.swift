public import Casework
public import Foundation

/// One configured way in or out. An adapter speaks one wire protocol and nothing else: it never sees the store, a ticket
/// or a page.
///
/// The route: `run` (or `webhook`) hands envelopes to Intake and answers its far side only after Intake returned; later
/// the worker asks `read` what the bytes say; the dispatcher asks `deliver` to send.
public protocol Channel: Sendable {
    /// The instance's name, from its settings file.
    var id: ChannelID { get }
    /// The wire.
    var medium: Medium { get }
    /// The associations it serves; empty means all.
    var associations: [AssociationID] { get }

    /// Whether the far side takes a repeated text for the same one (Message-ID, idempotency key), so that a send whose
    /// outcome is unknown may be tried again (promise P6).
    var recognisesRepeats: Bool { get }
    /// Whether reading one delivery takes seconds (scans), so that it must not hold up the others.
    var isSlowToRead: Bool { get }

    /// Listens (LMTP, IMAP, a folder) until cancelled; a channel that only answers webhooks returns at once.
    func run(_ doors: ChannelDoors) async throws

    /// Reads the kept bytes of one delivery: pure, never fails; what cannot be read is said in `warnings`.
    func read(_ delivery: KeptDelivery) async -> IncomingMessage

    /// The decoded bytes and the note of one attachment of a kept delivery; nil when there is none at that index.
    func attachment(_ index: Int, of delivery: KeptDelivery) async -> (AttachmentNote, Data)?

    /// The HTML form of a kept delivery, not yet made safe; nil when it has none.
    func html(of delivery: KeptDelivery) async -> String?

    /// Sends one text and says what became of it; never throws, never retries by itself.
    func deliver(_ text: OutgoingText, _ tools: DeliveryTools) async -> DeliveryOutcome

    /// Answers an HTTP call to `/hooks/{channel}/…`; nil when the channel has no such call.
    func webhook(_ request: WebhookRequest, _ doors: ChannelDoors) async -> WebhookReply?

    /// Where it stands, for the console's channel page.
    func state() async -> ChannelState

    /// What its sources count, where they can count, for the console's ledger.
    func sources(_ doors: ChannelDoors) async throws -> [SourceCount]
}

extension Channel {
    /// Only texts to telephones and chats arrive twice when sent twice.
    public var recognisesRepeats: Bool { medium != .sms && medium != .chat }
    /// Quick.
    public var isSlowToRead: Bool { false }
    /// Nothing to listen to.
    public func run(_ doors: ChannelDoors) async throws {}
    /// No HTML form.
    public func html(of delivery: KeptDelivery) async -> String? { nil }
    /// No attachments.
    public func attachment(_ index: Int, of delivery: KeptDelivery) async -> (AttachmentNote, Data)? { nil }
    /// No webhooks.
    public func webhook(_ request: WebhookRequest, _ doors: ChannelDoors) async -> WebhookReply? { nil }
    /// Nothing that counts.
    public func sources(_ doors: ChannelDoors) async throws -> [SourceCount] { [] }
    /// Ready, nothing to say.
    public func state() async -> ChannelState { ChannelState(isReady: true, note: nil) }
}

/// What a channel may ask of the hub.
public struct ChannelDoors: Sendable {
    /// Keeps an envelope; returns when it is durable.
    public var intake: any Acceptance
    /// The clock.
    public var now: @Sendable () -> Date
    /// Hands over a provider's report about an earlier text.
    public var report: @Sendable (ChannelID, DeliveryReport) async throws -> Void
    /// A channel's own durable bookmarks (IMAP watermark): read.
    public var bookmark: @Sendable (ChannelID, String) async throws -> String?
    /// A channel's own durable bookmarks: write.
    public var setBookmark: @Sendable (ChannelID, String, String) async throws -> Void
    /// A channel's own durable bookmarks whose names begin with a word.
    public var bookmarks: @Sendable (ChannelID, String) async throws -> [String: String]
    /// Forgets bookmarks of a channel.
    public var forget: @Sendable (ChannelID, [String]) async throws -> Void
    /// Runs a body, by its name, while no other process on the store does; until the task is cancelled.
    public var alone: @Sendable (String, @escaping @Sendable () async -> Void) async -> Void
    /// The associations' profiles in force.
    public let profiles: [AssociationID: AssociationProfile]
    /// The association of each mail domain, lower case.
    let owners: [String: AssociationID]

    /// Doors with all they open.
    public init(
        intake: any Acceptance, now: @escaping @Sendable () -> Date,
        report: @escaping @Sendable (ChannelID, DeliveryReport) async throws -> Void,
        bookmark: @escaping @Sendable (ChannelID, String) async throws -> String?,
        setBookmark: @escaping @Sendable (ChannelID, String, String) async throws -> Void,
        bookmarks: @escaping @Sendable (ChannelID, String) async throws -> [String: String] = { _, _ in [:] },
        forget: @escaping @Sendable (ChannelID, [String]) async throws -> Void = { _, _ in },
        alone: @escaping @Sendable (String, @escaping @Sendable () async -> Void) async -> Void = { await $1() },
        profiles: [AssociationID: AssociationProfile]
    ) {
        self.intake = intake
        self.now = now
        self.report = report
        self.bookmark = bookmark
        self.setBookmark = setBookmark
        self.bookmarks = bookmarks
        self.forget = forget
        self.alone = alone
        self.profiles = profiles
        let domains = profiles.values.map { ($0.domain.lowercased(), $0.id) }
        owners = Dictionary(domains) { first, second in min(first, second) }
    }
}

/// What a channel needs to send one text besides the text.
public struct DeliveryTools: Sendable {
    /// The profile of the association that speaks.
    public var profile: AssociationProfile
    /// The bytes of an attachment, by its SHA-256 in lower-case hexadecimal.
    public var content: @Sendable (String) async throws -> Data

    /// Tools for one text.
    public init(profile: AssociationProfile, content: @escaping @Sendable (String) async throws -> Data) {
        self.profile = profile
        self.content = content
    }
}

/// A delivery as Intake kept it.
public struct KeptDelivery: Sendable {
    /// The association it is for.
    public var association: AssociationID
    /// The channel that took it.
    public var channel: ChannelID
    /// When it was taken.
    public var receivedAt: Date
    /// The sender the wire declared.
    public var sender: String?
    /// The recipients the wire declared.
    public var recipients: [String]
    /// Facts of the wire.
    public var attributes: [String: String]
    /// The raw bytes (memory-mapped when large).
    public var raw: Data

    /// A kept delivery.
    public init(
        association: AssociationID, channel: ChannelID, receivedAt: Date, sender: String?, recipients: [String],
        attributes: [String: String], raw: Data
    ) {
        self.association = association
        self.channel = channel
        self.receivedAt = receivedAt
        self.sender = sender
        self.recipients = recipients
        self.attributes = attributes
        self.raw = raw
    }
}

/// An HTTP call from a provider.
public struct WebhookRequest: Sendable {
    /// `GET`, `POST` …
    public var method: String
    /// The whole URL as the provider called it, for signatures that cover it.
    public var url: String
    /// The path below `/hooks/{channel}/`, split at slashes.
    public var path: [String]
    /// The query, undecoded.
    public var query: String
    /// Header fields, names in lower case.
    public var headers: [String: String]
    /// The body as it came.
    public var body: Data
    /// The caller's address.
    public var remote: String

    /// A call with all it holds.
    public init(
        method: String, url: String, path: [String], query: String, headers: [String: String], body: Data,
        remote: String
    ) {
        self.method = method
        self.url = url
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.remote = remote
    }
}

/// The answer to a provider.
public struct WebhookReply: Sendable, Hashable {
    /// HTTP status.
    public var status: Int
    /// Media type of the body.
    public var type: String
    /// The body.
    public var body: String
    /// Fields to answer with besides the type, names in lower case.
    public var headers: [String: String]

    /// An answer; plain text by default.
    public init(
        status: Int, body: String = "", type: String = "text/plain; charset=utf-8", headers: [String: String] = [:]
    ) {
        self.headers = headers
        self.status = status
        self.type = type
        self.body = body
    }
}

/// Where a channel stands.
public struct ChannelState: Sendable, Hashable {
    /// Whether it can take and send.
    public var isReady: Bool
    /// A sentence for the operator, without personal data or secrets.
    public var note: String?

    /// A state.
    public init(isReady: Bool, note: String?) {
        self.isReady = isReady
        self.note = note
    }
}
