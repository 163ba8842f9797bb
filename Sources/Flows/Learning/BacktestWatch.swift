public import Casework
import Foundation
import Logging
import Reading
import Storage

/// Settings that lie ready to be tried and are not in force.
public struct CandidateSettings: Sendable {
    /// Their names, sorted.
    let names: @Sendable () -> [String]
    /// The associations of one; throws a sentence for whoever keeps the settings.
    let profiles: @Sendable (String) throws -> [AssociationProfile]

    /// Candidates by name.
    public init(
        names: @escaping @Sendable () -> [String], profiles: @escaping @Sendable (String) throws -> [AssociationProfile]
    ) {
        self.names = names
        self.profiles = profiles
    }
}

/// Runs the trials that the console asks for: one at a time over all processes, behind everything else, and at most so many
/// messages and so long. A trial that was under way when its process ended is not begun again.
public struct BacktestWatch: Sendable {
    /// Messages replayed at most.
    static let messageLimit = 50_000
    /// How long a trial may take, in seconds.
    static let patience: TimeInterval = 900
    /// How many messages that change are kept for the page.
    static let rowLimit = 200
    /// How long a trial waits, at each step, for messages that are to be read, in seconds.
    static let courtesy = 30

    let hub: Hub
    let shelf: ModelShelf
    let candidates: CandidateSettings

    /// A watch for trials on a hub's messages.
    public init(hub: Hub, shelf: ModelShelf, candidates: CandidateSettings) {
        self.hub = hub
        self.shelf = shelf
        self.candidates = candidates
    }

    /// Looks for what is asked until the task is cancelled.
    public func run() async {
        await Election(hub: hub, name: "backtest").run { lead in
            do { try await closeInterrupted() } catch { report(error) }
            while !Task.isCancelled, lead.isHeld {
                do { try await runAsked() } catch { report(error) }
                try? await Task.sleep(for: .seconds(2))
            }
        }
    }

    private func report(_ error: any Error) {
        hub.logger.error("a back-test is held up", metadata: ["why": "\(type(of: error))"])
    }

    /// A trial that another process, or an earlier life of this one, left behind.
    private func closeInterrupted() async throws {
        try await hub.database.write { sql in
            guard var run = try sql.lastBacktest(), run.state == .running else { return }
            run.state = .interrupted
            try sql.keep(run)
        }
    }

    /// Runs the trial that waits, if any; returns whether there was one.
    @discardableResult
    @concurrent
    public func runAsked() async throws -> Bool {
        let now = hub.now()
        let asked = try await hub.database.write { sql -> BacktestRun? in
            guard var run = try sql.lastBacktest(), run.state == .waiting else { return nil }
            (run.state, run.seenAt) = (.running, now)
            try sql.keep(run)
            return run
        }
        guard let asked else { return false }
        do {
            try await keep(try await replay(asked))
        } catch is CancellationError {
            try await close(asked, as: .interrupted)
        } catch {
            var run = asked
            run.problem = "\(error)"
            try await close(run, as: .unusable)
        }
        return true
    }

    private func close(_ run: BacktestRun, as state: BacktestRun.State) async throws {
        var run = run
        run.state = state
        try await keep(run)
    }

    private func replay(_ asked: BacktestRun) async throws -> BacktestRun {
        let present = BacktestSide(reader: hub.reader, profiles: hub.profiles)
        let changed = BacktestSide(
            reader: try asked.question.model.map { TextReader(model: try shelf.model($0)) } ?? hub.reader,
            profiles: try asked.question.settings.map(candidates.profiles) ?? hub.profiles)
        let test = BacktestFlow(
            database: hub.database, objects: hub.objects, channels: Array(hub.channels.values), before: present,
            after: changed)
        let zone = hub.profiles.first?.calendar.timeZone ?? WorkingCalendar.riyadh
        let end = ContinuousClock.now + .seconds(Self.patience)
        var (notes, isCut) = (BacktestNotes(), false)
        let report = try await test.run(since: asked.question.since.start(in: zone), includingSealed: false) { report in
            try Task.checkCancellation()
            try await keep(notes.written(into: asked, report, at: hub.now()))
            isCut = report.messages >= Self.messageLimit || ContinuousClock.now >= end
            if !isCut { try await giveWay() }
            return !isCut
        } onChange: {
            notes.add($0)
        }
        var run = notes.written(into: asked, report, at: hub.now())
        run.state = isCut ? .cut : .finished
        return run
    }

    /// Messages that wait to be read come first.
    private func giveWay() async throws {
        let leaseClock = hub.leaseClock
        for _ in 0..<Self.courtesy {
            let isBusy = try await hub.database.read { sql in
                let now = try leaseClock(sql)
                return try sql.next(.read).map { $0.due <= now } ?? false
            }
            if !isBusy { return }
            try await Task.sleep(for: .seconds(1))
        }
    }

    private func keep(_ run: BacktestRun) async throws {
        try await hub.database.write { sql in try sql.keep(run) }
        if let first = hub.profiles.first?.id { hub.news.announce((first, DeskChange(reference: nil))) }
    }
}

/// Adds up the changes of a trial for its page.
private struct BacktestNotes {
    private var counts: [BacktestRun.Step: Int] = [:]
    private var rows: [BacktestRun.Row] = []

    mutating func add(_ change: BacktestChange) {
        guard let association = AssociationID(rawValue: change.association),
            let reference = ReferenceNumber(change.receipt)
        else { return }
        let parts: [(BacktestRun.Part, BacktestChange.Step?)] = [
            (.officer, change.officer), (.kind, change.kind), (.field, change.field), (.urgency, change.urgency),
            (.sealed, change.sealed),
        ]
        let steps = parts.compactMap { part, step in
            step.map { BacktestRun.Step(part: part, association: association, from: $0.from, to: $0.to) }
        }
        for step in steps { counts[step, default: 0] += 1 }
        guard rows.count < BacktestWatch.rowLimit else { return }
        rows.append(
            BacktestRun.Row(
                association: association, reference: reference, steps: steps, promiseHours: change.promiseHours))
    }

    func written(into asked: BacktestRun, _ report: BacktestReport, at moment: Date) -> BacktestRun {
        var run = asked
        (run.state, run.seenAt) = (.running, moment)
        (run.messages, run.changed, run.unread) = (report.messages, report.changed, report.unread)
        (run.sooner, run.later, run.promiseHours) = (report.sooner, report.later, report.promiseHours)
        run.steps = counts.map { step, count in
            var step = step
            step.count = count
            return step
        }.sorted { ($0.part.rawValue, $1.count, $0.from, $0.to) < ($1.part.rawValue, $0.count, $1.from, $1.to) }
        run.rows = rows
        return run
    }
}
