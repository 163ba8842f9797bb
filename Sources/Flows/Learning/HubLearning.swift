public import Casework
import Foundation
import Reading
import Storage

/// The console's door to the reader's learning.
public struct HubLearning: LearningDesk {
    /// How many months the page shows, this one included.
    static let months = 6

    let hub: Hub
    let shelf: ModelShelf
    let candidates: CandidateSettings

    /// The learning of a hub whose models are on `shelf`.
    public init(hub: Hub, shelf: ModelShelf, candidates: CandidateSettings) {
        self.hub = hub
        self.shelf = shelf
        self.candidates = candidates
    }

    /// How well messages are read, and which models there are.
    public func learning(for viewer: Viewer) async throws -> LearningPage {
        guard viewer.isAdministrator else { return LearningPage() }
        let (now, profiles) = (hub.now(), hub.profiles)
        let tally = try await hub.database.read { sql in
            var tally = ReadingTally()
            for profile in profiles {
                let offset = profile.calendar.timeZone.secondsFromGMT(for: now)
                let since = Self.firstMonth(before: now, in: profile.calendar.timeZone)
                    .start(in: profile.calendar.timeZone)
                let kinds = try sql.kindsByDay(of: profile.id, since: since, offset: offset)
                for (day, kind, count) in kinds { tally.add(kind, day: day, count: count) }
                for ticket in try sql.correctedTickets(of: profile.id, since: since, offset: offset) {
                    tally.add(ticket, of: profile.id)
                }
            }
            return tally
        }
        var page = tally.page
        try await addModels(to: &page)
        return page
    }

    /// The first day of the first month shown.
    private static func firstMonth(before now: Date, in zone: TimeZone) -> CalendarDay {
        let today = CalendarDay(of: now, in: zone)
        let months = today.year * 12 + today.month - months
        return CalendarDay(year: months / 12, month: months % 12 + 1, day: 1) ?? today
    }

    @concurrent
    private func addModels(to page: inout LearningPage) async throws {
        let used = Set(try shelf.history())
        page.models = try shelf.versions().reversed().map { ModelRow($0, wasUsed: used.contains($0.number)) }
        page.previous = try shelf.previous()
        page.isHeld = shelf.isHeld
    }

    /// Goes back to the model in use before; a second press, or one on an old page, does nothing.
    @concurrent
    public func rollBack(from current: Int, for viewer: Viewer) async throws -> Bool {
        guard viewer.isAdministrator, try shelf.history().last == current, let previous = try shelf.previous() else {
            return false
        }
        try await hub.note(model: previous, after: current, because: "rolled-back", by: viewer.name)
        try shelf.rollback()
        hub.read(with: try shelf.model(previous))
        return true
    }

    /// Takes a model into use.
    @concurrent
    public func promote(_ number: Int, for viewer: Viewer) async throws -> Bool {
        guard viewer.isAdministrator, try shelf.versions().contains(where: { $0.number == number }) else {
            return false
        }
        let current = try shelf.history().last
        if current == number { return true }
        try await hub.note(model: number, after: current, because: "chosen", by: viewer.name)
        try shelf.promote(number)
        hub.read(with: try shelf.model(number))
        return true
    }

    /// What can be tried, and the last trial.
    @concurrent
    public func backtest(for viewer: Viewer) async throws -> BacktestPage {
        guard viewer.isAdministrator else { return BacktestPage(models: [], settings: [], run: nil) }
        let run = try await hub.database.read { try $0.lastBacktest() }
        return BacktestPage(
            models: try shelf.versions().map(\.number).reversed(), settings: candidates.names(), run: run)
    }

    /// Asks for a trial; `BacktestWatch` runs it.
    @concurrent
    public func startBacktest(_ question: BacktestQuestion, for viewer: Viewer) async throws -> BacktestStart {
        guard viewer.isAdministrator, try isKnown(question) else { return .unknown }
        let (now, first) = (hub.now(), hub.profiles.first?.id)
        return try await hub.database.write { sql in
            if try sql.lastBacktest()?.isOpen == true { return .busy }
            try sql.keep(BacktestRun(question, by: viewer.name, at: now))
            if let first {
                try EventTrail(sql, first).append(
                    .backTested, at: now, actor: viewer.name,
                    facts: [
                        "since": "\(question.since)", "model": question.model.map(String.init) ?? "",
                        "settings": question.settings ?? "",
                    ])
            }
            return .asked
        }
    }

    private func isKnown(_ question: BacktestQuestion) throws -> Bool {
        if let model = question.model, try !shelf.versions().contains(where: { $0.number == model }) { return false }
        return question.settings.map(candidates.names().contains) ?? true
    }
}

extension ModelRow {
    fileprivate init(_ version: ModelVersion, wasUsed: Bool) {
        self.init(
            number: version.number, madeAt: version.madeAt, trainedOn: version.trainedOn,
            trial: version.trial.map(Trial.init), isCurrent: version.isCurrent, wasUsed: wasUsed)
    }
}

extension ModelRow.Trial {
    fileprivate init(_ trial: LearningTrial) {
        self.init(
            learnt: trial.learnt, heldOut: trial.heldOut, rightBefore: trial.rightBefore, rightAfter: trial.rightAfter,
            kinds: trial.classes.map {
                ModelRow.KindScore(kind: $0.label, examples: $0.examples, before: $0.before, after: $0.after)
            },
            officers: OfficerCount.list(trial.officers), refusal: ModelRefusal(trial))
    }
}

extension ModelRefusal {
    fileprivate init?(_ trial: LearningTrial) {
        if trial.isNoWorse { return nil }
        if trial.heldOut < LearningTrial.fewest {
            self = .tooFew(atLeast: LearningTrial.fewest)
        } else if !trial.worse.isEmpty {
            self = .worse(trial.worse)
        } else {
            self = .fewerRight
        }
    }
}
