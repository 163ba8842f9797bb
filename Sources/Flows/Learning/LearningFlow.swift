import Casework
public import Foundation
import Logging
public import Reading
public import Storage

/// How the reader learns from officers, every night and by one process only:
///
/// 1. the corrections are read with the words they are about; what was erased is learnt from no more
/// 2. one ticket in five is held out; of the others near-duplicates count once, and no officer more than a quarter
/// 3. a model is trained from the seed and the lessons, and put on the shelf with its measures
/// 4. it is taken into use only when no kind is read worse on the held-out corrections, and nobody rolled one back
public struct LearningFlow: Sendable {
    /// The hour of the night, by the clock of the first association.
    static let hour = 2
    /// Corrections looked at, the newest.
    static let limit = 20_000

    let hub: Hub
    let shelf: ModelShelf
    let seed: @Sendable () throws -> [LabelledText]

    /// A flow that trains from `seed` and keeps its models on `shelf`.
    public init(hub: Hub, shelf: ModelShelf, seed: @escaping @Sendable () throws -> [LabelledText]) {
        self.hub = hub
        self.shelf = shelf
        self.seed = seed
    }

    /// Learns each night until the task is cancelled.
    public func run() async {
        await Election(hub: hub, name: "learning").run { lead in
            var lastNight: CalendarDay?
            while !Task.isCancelled, lead.isHeld {
                let zone = hub.profiles.first?.calendar.timeZone ?? WorkingCalendar.riyadh
                let today = CalendarDay(of: hub.now(), in: zone)
                let sinceMidnight = hub.now().timeIntervalSince(today.start(in: zone))
                if Int(sinceMidnight / 3_600) == Self.hour, lastNight != today {
                    lastNight = today
                    do { _ = try await learn() } catch {
                        hub.logger.error("nothing was learnt", metadata: ["why": "\(error)"])
                    }
                }
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }

    /// Learns once; nil when there is nothing to learn from. The new version is in use when its trial says so.
    @concurrent
    public func learn() async throws -> LearningTrial? {
        let corrections = try await hub.database.read { try $0.correctedTexts(limit: Self.limit) }
        let lessons = CorrectionChoice.lessons(corrections.filter { !$0.isHeldOut })
        guard !lessons.isEmpty else { return nil }
        let heldOut = CorrectionChoice.lessons(corrections.filter(\.isHeldOut))
        let old = try Model(contentsOf: shelf.model)
        let new = try Training.train(lines: seed() + lessons.map(\.example))
        let trial = LearningTrial(old: old, new: new, lessons: lessons, heldOut: heldOut)
        let number = try shelf.add(new, trial: trial, at: hub.now())
        let isTaken = trial.isNoWorse && !shelf.isHeld
        if isTaken {
            let before = try shelf.history().last
            try shelf.promote(number, byPerson: false)
            hub.read(with: new)
            try await hub.note(model: number, after: before, because: "learnt", by: "hub")
        }
        hub.logger.notice(
            "a model was learnt",
            metadata: [
                "number": "\(number)", "inUse": "\(isTaken)", "learnt": "\(trial.learnt)",
                "heldOut": "\(trial.heldOut)",
            ])
        return trial
    }
}

extension Hub {
    /// Writes into the audit trail that another model is in use.
    func note(model number: Int, after before: Int?, because reason: String, by actor: String) async throws {
        guard let first = profiles.first?.id else { return }
        let now = now()
        try await database.write { sql in
            try EventTrail(sql, first).append(
                .modelChanged, at: now, actor: actor,
                facts: ["from": before.map(String.init) ?? "", "to": "\(number)", "why": reason])
        }
    }
}

/// Takes a model into use that another process, or a person, promoted.
public struct ModelWatch: Sendable {
    let hub: Hub
    let model: URL

    /// A watch of a model file.
    public init(hub: Hub, model: URL) {
        self.hub = hub
        self.model = model
    }

    /// Looks twice a minute until the task is cancelled.
    public func run() async {
        var known = changedAt
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(30))
            guard let now = changedAt, now != known else { continue }
            known = now
            do { hub.read(with: try Model(contentsOf: model)) } catch {
                hub.logger.error("the new model cannot be used", metadata: ["why": "\(error)"])
            }
        }
    }

    private var changedAt: Date? {
        (try? FileManager.default.attributesOfItem(atPath: model.path))?[.modificationDate] as? Date
    }
}

extension SQLConnection {
    /// The newest corrections as examples, newest first.
    public func correctedTexts(limit: Int) throws -> [CorrectedText] {
        try corrections(limit: limit).map { correction, words in
            CorrectedText(
                example: LabelledText(
                    text: words, kind: correction.to.kind.rawValue,
                    field: correction.to.field.map { "\(correction.association)/\($0)" },
                    urgency: correction.to.urgency.rawValue),
                officer: correction.officer, ticket: correction.ticket, at: correction.at)
        }
    }
}
