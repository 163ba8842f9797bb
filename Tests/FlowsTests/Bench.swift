import Casework
import Channels
import Flows
import Foundation
import Logging
import Peers
import Reading
import Sealing
import Settings
import Storage
import StoragePostgres
import StorageSQLite
import Synchronization
import Wording

/// A hub in this process: real store, real profiles and templates, a clock that the test moves and channels that do as
/// they are told.
final class Bench: Sendable {
    static let saa = AssociationID(rawValue: "saa") ?? { preconditionFailure("a shipped association") }()

    let hub: Hub
    let sms = ObedientChannel(id: "sms", medium: .sms)
    let mail = ObedientChannel(id: "email", medium: .email)
    let clock = Clock()
    private let folder: URL

    /// A bench whose channels send `concurrent` texts at once; with `realMail` mail and letters are read from real bytes by
    /// the shipped channels.
    init(realMail: Bool = false, concurrent: Int = 2, objects: (any ObjectStore)? = nil) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "wasl-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let (configuration, _) = Configuration.load(folder: root) { _ in "a secret of this test only" }
        Wording.registerContentTypes()
        let limits = SendingLimits(perSecond: nil, concurrent: concurrent)
        let clock = clock
        var channels: [any Channel] = [sms, mail]
        if realMail {
            let environment = ChannelEnvironment(
                data: folder, outbox: folder.appending(path: "outbox"), executable: folder, httpBase: "")
            channels = [sms]
            for settings in configuration.channels where ["email", "letters"].contains(settings.adapter) {
                channels.append(try AllChannels.channel(settings, environment))
            }
        }
        hub = Hub(
            database: try await Self.database(in: folder),
            profiles: configuration.associations, channels: channels,
            pace: [sms.id: limits, mail.id: limits],
            adapters: [:], wording: try Wording(folder: root.appending(path: "templates")),
            reader: TextReader(model: try Training.train(lines: Self.lessons)),
            tokens: ReplyTokens(key: Data(repeating: 7, count: 32)), baseURL: "http://hub.example", node: 1,
            now: { clock.now }, objects: objects, logger: Logger(label: "test"))
    }

    deinit {
        let (database, folder) = (hub.database, folder)
        Task {
            try? await database.close()
            try? FileManager.default.removeItem(at: folder)
        }
    }

    private static func database(in folder: URL) async throws -> any Database {
        guard let url = try TestEngine.current.freshAddress() else {
            return try await SQLiteDatabase(at: folder.appending(path: "store.db"))
        }
        return try await PostgresDatabase(url: url)
    }

    private static let lessons = [
        ("inquiry", ["متى الموعد", "كم السعر", "أين المقر", "كيف أسجل", "هل يوجد دوام"]),
        ("complaint", ["أشتكي منكم", "شكوى على موظف", "تأخير وإهمال", "سوء معاملة", "لم يرد أحد"]),
    ].flatMap { kind, texts in texts.map { LabelledText(text: $0, kind: kind) } }

    /// Takes a text from a telephone and reads it.
    @discardableResult
    func text(_ words: String, from number: String = "+966501234567", id: String = UUID().uuidString) async throws
        -> ReferenceNumber
    {
        let receipt = try await Intake(hub: hub).accept(
            Envelope(
                association: Self.saa, channel: sms.id, repeatKey: .source(id: id, fingerprint: words),
                receivedAt: clock.now, sender: number, content: .bytes(Data(words.utf8))))
        try await read()
        return receipt.number
    }

    /// Takes a mail and reads it.
    @discardableResult
    func mail(_ raw: String, from sender: String, to recipients: [String]) async throws -> ReferenceNumber {
        let number = try await keep(raw, from: sender, to: recipients)
        try await read()
        return number
    }

    /// Takes a mail without reading it.
    func keep(_ raw: String, from sender: String, to recipients: [String]) async throws -> ReferenceNumber {
        try await Intake(hub: hub).accept(
            Envelope(
                association: Self.saa, channel: mail.id, receivedAt: clock.now, sender: sender,
                recipients: recipients, content: .bytes(Data(raw.utf8)))
        ).number
    }

    func read() async throws {
        for worker in InboundFlow.workers(of: hub) { while try await worker.readAll() > 0 {} }
    }

    func send() async throws {
        for sender in OutboundFlow.senders(of: hub) { while try await sender.sendBatch() > 0 {} }
    }

    func ticket(_ reference: ReferenceNumber) async throws -> Ticket? {
        try await hub.database.read { sql in try sql.ticket(reference, of: Self.saa) }
    }

    /// Queues a mail about a ticket of its own, and returns that ticket's number.
    @discardableResult
    func queueMail(to address: String, purpose: OutgoingText.Purpose = .acknowledgement) async throws -> Identifier {
        let reference = try await text(
            "متى الموعد \(address)", from: "+9665\(UInt32.random(in: 10_000_000...99_999_999))")
        guard var ticket = try await ticket(reference) else { throw StoreError.engine("no ticket") }
        ticket.stage = .answered
        let (answered, now, channel) = (ticket, clock.now, mail.id)
        try await hub.database.write { sql in
            try sql.update(answered)
            // The text's own acknowledgement is not what is looked at.
            for row in try sql.outgoing(of: Self.saa, after: 0, limit: 500) where row.text.ticket == answered.id {
                try sql.cancel(.send, row.text.id, of: Self.saa)
                try sql.run("DELETE FROM outbox WHERE id = $1", [.int(row.text.id)])
            }
            let mail = OutgoingText(
                association: Self.saa, id: answered.id + 1, ticket: answered.id, reference: reference, purpose: purpose,
                channel: channel, medium: .email, recipient: Contact(kind: .email, value: address), language: .arabic,
                subject: "s", text: "t", details: OutgoingText.Details(), createdAt: now)
            try sql.queue(mail, cause: "reply-\(answered.id)", at: now)
        }
        return ticket.id
    }

    /// An empty store in a folder.
    static func scratch(_ folder: URL) async throws -> any Database {
        try await SQLiteDatabase(at: folder.appending(path: "scratch.db"))
    }

    func outgoing() async throws -> [OutgoingRow] {
        try await hub.database.read { sql in try sql.outgoing(of: Self.saa, after: 0, limit: 100) }
    }

    func ledgerFaults() async throws -> [String] {
        try await hub.database.read { sql in try sql.ledger() }.faults
    }
}

/// A clock that stands still until it is moved. Tuesday 2026-02-10, 10:00 in Riyadh: the associations are open.
final class Clock: Sendable {
    private let moment = Mutex(Date(timeIntervalSince1970: 1_770_706_800))
    var now: Date { moment.withLock { $0 } }
    func move(_ seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}

/// A channel whose far side answers as the test says.
final class ObedientChannel: Channel {
    let id: ChannelID
    let medium: Medium
    let associations: [AssociationID] = []
    private struct State {
        var answers: [DeliveryOutcome] = []
        var sent: [OutgoingText] = []
        var rule: @Sendable (OutgoingText) -> DeliveryOutcome? = { _ in nil }
        var pause: (@Sendable () async -> Void)?
    }
    private let state = Mutex(State())

    init(id: String, medium: Medium) {
        self.id = ChannelID(rawValue: id)
        self.medium = medium
    }

    /// What was handed to it, in order.
    var sent: [OutgoingText] { state.withLock { $0.sent } }

    /// What it answers next; afterwards it takes everything.
    func answer(_ outcomes: DeliveryOutcome...) { answer(outcomes) }
    func answer(_ outcomes: [DeliveryOutcome]) { state.withLock { $0.answers = outcomes } }

    /// Whom it does not take, and how it says so; nil for those whom it takes.
    func refuse(_ rule: @escaping @Sendable (OutgoingText) -> DeliveryOutcome?) { state.withLock { $0.rule = rule } }

    /// What happens while the next text is under way.
    func pause(_ happening: @escaping @Sendable () async -> Void) { state.withLock { $0.pause = happening } }

    func read(_ delivery: KeptDelivery) async -> IncomingMessage {
        let kind: Contact.Kind = medium == .sms ? .phone : .email
        var message = IncomingMessage(medium: medium, sender: Contact(kind: kind, value: delivery.sender ?? ""))
        message.text = String(decoding: delivery.raw, as: UTF8.self)
        message.replyText = message.text
        return message
    }

    func deliver(_ text: OutgoingText, _ tools: DeliveryTools) async -> DeliveryOutcome {
        let pause = state.withLock { state in
            defer { state.pause = nil }
            return state.pause
        }
        await pause?()
        return state.withLock { state in
            state.sent.append(text)
            if let refusal = state.rule(text) { return refusal }
            return state.answers.isEmpty
                ? .sent(providerID: "p\(state.sent.count)", note: nil) : state.answers.removeFirst()
        }
    }
}
