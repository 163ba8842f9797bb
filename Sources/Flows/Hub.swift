public import Casework
public import Channels
public import Foundation
public import Logging
public import Reading
public import Sealing
public import Storage
import Synchronization
public import Wording

/// Everything the flows share: the store, the associations, the channels, the wording, the reader, the clock.
public final class Hub: Sendable {
    /// The store.
    public let database: any Database
    /// The associations in force, in the order of their identifiers.
    public let profiles: [AssociationProfile]
    /// The channels switched on, by name.
    public let channels: [ChannelID: any Channel]
    /// How fast each channel may send.
    public let pace: [ChannelID: SendingLimits]
    /// The adapter of each channel, as its settings file calls it.
    public let adapters: [ChannelID: String]
    /// The message templates.
    public let wording: Wording
    /// The reader of texts; another model may take its place while the hub runs.
    public var reader: TextReader { currentReader.withLock { $0 } }
    private let currentReader: Mutex<TextReader>
    /// The tokens of reply addresses and Message-IDs.
    public let tokens: ReplyTokens
    /// Where people reach the public pages, without a slash at the end.
    public let baseURL: String
    /// The clock.
    public let now: @Sendable () -> Date
    /// The clock by which leases run: the store's own where many processes share it (claim D9).
    let leaseClock: @Sendable (any SQLConnection) throws -> Date
    /// Where large contents lie beside the store; nil for nowhere.
    let objects: (any ObjectStore)?
    /// Static words only; never personal data.
    public let logger: Logger
    /// How long work may take.
    let limits: WorkLimits
    /// Ends readings that take too long.
    let watch: ReadingWatch

    /// Rings when a delivery was accepted.
    public let arrived = Bell()
    /// Rings when a slow delivery was accepted.
    public let slowArrived = Bell()
    /// Rings, for each sending channel, when a text was queued.
    let queued: [ChannelID: Bell]
    /// News for open console pages.
    let news = Announcer<(association: AssociationID, change: DeskChange)>()

    /// This process's name on its leases.
    let holder: String
    /// Who has how much to do.
    let loads = LoadBook()
    let lexicons: [AssociationID: FieldLexicon]
    private let profilesByID: [AssociationID: AssociationProfile]
    private let identifiers: Mutex<IdentifierSequence>

    /// A hub of those parts; nothing runs yet. Leases run by `now` unless `leaseClock` says otherwise.
    public init(
        database: any Database, profiles: [AssociationProfile], channels: [any Channel],
        pace: [ChannelID: SendingLimits], adapters: [ChannelID: String], wording: Wording, reader: TextReader,
        tokens: ReplyTokens, baseURL: String,
        node: Int, now: @escaping @Sendable () -> Date,
        leaseClock: (@Sendable (any SQLConnection) throws -> Date)? = nil, objects: (any ObjectStore)? = nil,
        limits: WorkLimits = WorkLimits(),
        logger: Logger
    ) {
        self.database = database
        self.profiles = profiles.sorted { $0.id < $1.id }
        self.channels = Dictionary(channels.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.pace = pace
        self.adapters = adapters
        self.wording = wording
        currentReader = Mutex(reader)
        self.tokens = tokens
        self.baseURL = baseURL
        self.now = now
        self.leaseClock = leaseClock ?? { _ in now() }
        self.objects = objects
        self.logger = logger
        self.limits = limits
        watch = ReadingWatch(logger: logger)
        queued = Dictionary(channels.map { ($0.id, Bell()) }, uniquingKeysWith: { first, _ in first })
        profilesByID = Dictionary(profiles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        lexicons = profilesByID.mapValues(\.lexicon)
        let process = ProcessInfo.processInfo
        holder = "\(database.membership?.name ?? "")/\(process.hostName)-\(process.processIdentifier)"
        identifiers = Mutex(IdentifierSequence(node: node))
    }

    /// The profile of an association.
    public func profile(_ id: AssociationID) -> AssociationProfile? { profilesByID[id] }

    /// Reads from now on with another model.
    public func read(with model: Model) { currentReader.withLock { $0 = TextReader(model: model) } }

    /// A fresh row number.
    func identifier() -> Identifier { identifiers.withLock { $0.next(milliseconds: now().milliseconds) } }

    /// The channel by which a contact of an association is written to; `preferred` when it can.
    func channel(for contact: Contact, of association: AssociationID, preferred: ChannelID?) -> (any Channel)? {
        let media: [Medium] =
            switch contact.kind {
            case .email: [.email]
            case .phone: [.sms]
            case .postal: [.letter]
            case .chat: [.chat]
            case .anonymous: [.web]
            }
        let able = channels.values.filter { channel in
            media.contains(channel.medium) && pace[channel.id] != nil
                && (channel.associations.isEmpty || channel.associations.contains(association))
        }
        return able.first { $0.id == preferred } ?? able.min { $0.id.rawValue < $1.id.rawValue }
    }

    /// What channels may ask of the hub.
    public func doors() -> ChannelDoors {
        ChannelDoors(
            intake: Intake(hub: self), now: now,
            report: { channel, report in try await ReportFlow(hub: self).record(report, on: channel) },
            bookmark: { channel, name in try await self.database.read { try $0.bookmark(name, of: channel) } },
            setBookmark: { channel, name, value in
                try await self.database.write { try $0.setBookmark(name, of: channel, to: value) }
            },
            bookmarks: { channel, word in
                try await self.database.read { try $0.bookmarks(beginning: word, of: channel) }
            },
            forget: { channel, names in
                try await self.database.write { sql in
                    for name in names { try sql.removeBookmark(name, of: channel) }
                }
            },
            alone: { [self] name, body in
                await Election(hub: self, name: name).run { _ in await body() }
            },
            profiles: profilesByID)
    }

    /// Passes on what other processes on the store ring, until the store is closed.
    public func hear() async {
        for await ring in database.rings() {
            switch ring {
            case .work(.read):
                arrived.ring()
                slowArrived.ring()
            case .work(.send): for bell in queued.values { bell.ring() }
            case .work(.promise), .work(.index): break
            case .desk(let association): news.announce((association, DeskChange(reference: nil)))
            }
        }
    }
}

/// How fast a channel may send.
public struct SendingLimits: Sendable, Hashable {
    /// Texts a second at most; nil for no limit.
    public var perSecond: Double?
    /// Texts under way at once at most.
    public var concurrent: Int

    /// A pace.
    public init(perSecond: Double?, concurrent: Int) {
        self.perSecond = perSecond
        self.concurrent = max(1, concurrent)
    }
}
