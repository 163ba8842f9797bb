public import Casework
public import Channels
public import Foundation
public import Reading
public import Storage

/// How messages would be decided on: a model and the associations' profiles.
public struct BacktestSide: Sendable {
    let reader: TextReader
    let profiles: [AssociationID: AssociationProfile]

    /// A model with the profiles that go with it.
    public init(model: Model, profiles: [AssociationProfile]) {
        self.init(reader: TextReader(model: model), profiles: profiles)
    }

    /// A reader with the profiles that go with it.
    init(reader: TextReader, profiles: [AssociationProfile]) {
        self.reader = reader
        self.profiles = Dictionary(profiles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

/// Replays kept messages that opened tickets through a changed model or profile, beside what is in force. Nothing is written.
///
/// Both sides decide on the same message at the moment of its receipt, as the first of its sender and with nobody busy, so
/// that what differs comes from the change alone.
public struct BacktestFlow: Sendable {
    private static let pageSize = 100

    let database: any Database
    let contents: ContentDoor
    let channels: [ChannelID: any Channel]
    let before: BacktestSide
    let after: BacktestSide

    /// A comparison of two sides on a store's messages, read again by their channels; `objects` is where large ones lie.
    public init(
        database: any Database, objects: (any ObjectStore)? = nil, channels: [any Channel], before: BacktestSide,
        after: BacktestSide
    ) {
        self.database = database
        contents = ContentDoor(objects: objects)
        self.channels = Dictionary(channels.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.before = before
        self.after = after
    }

    /// Replays what was received from a moment on, oldest first; each change is told as it is found. `goesOn` is asked
    /// after each hundred messages; when it says no, the report is of what was replayed by then.
    public func run(
        since: Date, includingSealed: Bool = true, goesOn: (BacktestReport) async throws -> Bool = { _ in true },
        onChange: (BacktestChange) throws -> Void
    ) async throws -> BacktestReport {
        var report = BacktestReport()
        for association in before.profiles.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            var last: Identifier = 0
            while true {
                let start = last
                let page = try await database.read { sql in
                    try sql.openingDeliveries(
                        of: association, since: since, after: start, includingSealed: includingSealed,
                        limit: Self.pageSize)
                }
                guard let end = page.last else { break }
                for row in page {
                    guard let raw = await bytes(of: row) else {
                        report.unread += 1
                        continue
                    }
                    guard let change = await replay(row, raw) else { continue }
                    report.add(change)
                    if !change.isNothing { try onChange(change) }
                }
                guard try await goesOn(report) else { return report }
                last = end.id
            }
        }
        return report
    }

    /// The bytes of a delivery, from the store or the bucket; nil when they cannot be had, which stops no other.
    private func bytes(of row: DeliveryRow) async -> Data? {
        guard let kept = try? await database.read({ try $0.content(row.content, of: row.association) }) else {
            return nil
        }
        return try? await contents.bytes(kept, row.content, of: row.association)
    }

    private func replay(_ row: DeliveryRow, _ raw: Data) async -> BacktestChange? {
        guard let channel = channels[row.channel] else { return nil }
        var message = await channel.read(KeptDelivery(row, raw: raw))
        if message.medium == .email { message = message.cleaned() }
        if message.replyText.isEmpty { message.replyText = message.text }
        if row.attributes["as-ticket"] == "1" { message.automatic = nil }
        guard let old = ticket(message, row, before), let new = ticket(message, row, after) else { return nil }
        return BacktestChange(row, old, new)
    }

    private func ticket(_ message: IncomingMessage, _ row: DeliveryRow, _ side: BacktestSide) -> NewTicket? {
        guard let profile = side.profiles[row.association] else { return nil }
        let read = message.read(by: side.reader, lexicon: profile.lexicon)
        let decision = InboundDecision.make(
            message, read: read, facts: InboundFacts(now: row.receivedAt), profile: profile)
        guard case .opens(let ticket) = decision.place else { return nil }
        return ticket
    }
}

/// What would be otherwise for one message; a part is nil where nothing changes.
public struct BacktestChange: Sendable, Encodable, Hashable {
    /// From what to what.
    public struct Step: Sendable, Encodable, Hashable {
        /// As it is in force; empty for none.
        public var from: String
        /// As it would be; empty for none.
        public var to: String

        init?(_ from: String?, _ to: String?) {
            if from == to { return nil }
            self.from = from ?? ""
            self.to = to ?? ""
        }
    }

    /// The association.
    public var association: String
    /// The receipt of the message.
    public var receipt: String
    /// Who would get it.
    public var officer: Step?
    /// What would be asked for.
    public var kind: Step?
    /// The field of work.
    public var field: Step?
    /// How soon somebody would have to look.
    public var urgency: Step?
    /// Whether it would be sealed.
    public var sealed: Step?
    /// By how many hours the promised time would move; negative is sooner.
    public var promiseHours: Double?

    init(_ row: DeliveryRow, _ old: NewTicket, _ new: NewTicket) {
        association = row.association.rawValue
        receipt = row.receipt.description
        officer = Step(old.officer, new.officer)
        kind = Step(old.kind.rawValue, new.kind.rawValue)
        field = Step(old.field, new.field)
        urgency = Step(old.urgency.rawValue, new.urgency.rawValue)
        sealed = Step(old.isSealed ? "sealed" : "open", new.isSealed ? "sealed" : "open")
        let shift = new.dueAt.timeIntervalSince(old.dueAt)
        promiseHours = abs(shift) < 60 ? nil : (shift / 36).rounded() / 100
    }

    /// Whether all stays as it is.
    public var isNothing: Bool {
        officer == nil && kind == nil && field == nil && urgency == nil && sealed == nil && promiseHours == nil
    }
}

/// What would be otherwise over all messages; counts only.
public struct BacktestReport: Sendable, Encodable, Hashable {
    /// Messages replayed.
    public var messages = 0
    /// Messages whose bytes could not be had: the bucket does not answer, or no longer holds them.
    public var unread = 0
    /// Of those replayed, those for which anything changes.
    public var changed = 0
    /// «association: from → to» and how often, for officers.
    public var officers: [String: Int] = [:]
    /// The same for kinds.
    public var kinds: [String: Int] = [:]
    /// The same for fields of work.
    public var fields: [String: Int] = [:]
    /// The same for urgency.
    public var urgencies: [String: Int] = [:]
    /// The same for sealing.
    public var sealed: [String: Int] = [:]
    /// Promises that would be sooner, and later.
    public var sooner = 0, later = 0
    /// The sum of all moves of promised times, in hours.
    public var promiseHours = 0.0

    mutating func add(_ change: BacktestChange) {
        messages += 1
        if change.isNothing { return }
        changed += 1
        func count(_ step: BacktestChange.Step?, _ counts: inout [String: Int]) {
            guard let step else { return }
            let (from, to) = (step.from.isEmpty ? "-" : step.from, step.to.isEmpty ? "-" : step.to)
            counts["\(change.association): \(from) → \(to)", default: 0] += 1
        }
        count(change.officer, &officers)
        count(change.kind, &kinds)
        count(change.field, &fields)
        count(change.urgency, &urgencies)
        count(change.sealed, &sealed)
        guard let hours = change.promiseHours else { return }
        if hours < 0 { sooner += 1 } else { later += 1 }
        promiseHours += hours
    }
}
