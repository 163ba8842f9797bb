import Casework
import Flows
import Foundation
import Reading
import Storage
import Synchronization
import Testing

@Suite("The console's door to learning")
struct LearningDeskTests {
    private static let admin = Viewer(user: 1, name: "هدى", isAdministrator: true, positions: [:])
    private static let officer = Viewer(
        user: 2, name: "سعود", isAdministrator: false, positions: [Bench.saa: ["reception-officer"]])

    @Test(
        "errors are counted by month and kind from what was read first to what officers say last; sealed ones are not")
    func counts() async throws {
        let place = try await Place()
        let first = try await place.bench.text("متى الموعد", from: "+966501234501")
        try await place.bench.text("كم السعر", from: "+966501234502")
        let hidden = try await place.bench.text("أين المقر", from: "+966501234503")
        let read = try #require(try await place.bench.ticket(first)?.kind)
        try await correct(first, to: .thanks, place)
        try await correct(first, to: .donation, place)
        try await correct(hidden, to: .donation, place)
        try await place.seal(hidden)
        let page = try await place.desk.learning(for: Self.admin)
        #expect(page.kinds.reduce(0) { $0 + $1.count } == 2)
        #expect(page.kinds.filter { $0.said != $0.truth }.map(\.said) == [read])
        #expect(page.kinds.filter { $0.said != $0.truth }.map(\.truth) == [.donation])
        #expect(page.kinds.allSatisfy { $0.month == CalendarDay(year: 2026, month: 2, day: 1) })
        #expect(page.officers == [OfficerCount(name: "هدى", count: 2)])
        #expect(try await place.desk.learning(for: Self.officer) == LearningPage())
    }

    @Test("a roll-back is one step, leaves a trace, cannot happen twice by one page, and the night does not undo it")
    func rollBack() async throws {
        let place = try await Place()
        let better = try Training.train(lines: Place.lines + Place.lines)
        #expect(try place.shelf.add(better, trial: nil, at: place.bench.clock.now) == 1)
        #expect(try await place.desk.promote(1, for: Self.admin))
        #expect(try await place.desk.learning(for: Self.admin).previous == 0)
        #expect(try await !place.desk.rollBack(from: 1, for: Self.officer))
        #expect(try await place.desk.rollBack(from: 1, for: Self.admin))
        #expect(try await !place.desk.rollBack(from: 1, for: Self.admin))
        let page = try await place.desk.learning(for: Self.admin)
        #expect(page.models.map(\.isCurrent) == [false, true] && page.models.map(\.wasUsed) == [false, true])
        #expect(page.isHeld)
        let facts = try await place.facts(of: "model_changed")
        #expect(facts.map { $0["why"] } == ["chosen", "rolled-back"])
        #expect(facts.last?["from"] == "1" && facts.last?["to"] == "0")
        #expect(try await place.desk.promote(1, for: Self.admin))
        #expect(try await !place.desk.learning(for: Self.admin).isHeld)
        #expect(try await !place.desk.promote(9, for: Self.admin))
    }

    @Test("a trial runs in the background, one at a time, and says who would have got what and where promises move")
    func trial() async throws {
        let place = try await Place()
        for number in 0..<4 {
            try await place.bench.text(Place.lines[number * 3].text, from: "+96650123450\(number)")
        }
        let hidden = try await place.bench.text("كيف أسجل", from: "+966501234509")
        try await place.seal(hidden)
        let other = try Training.train(
            lines: Place.lines.map { line in
                LabelledText(text: line.text, kind: line.kind == "inquiry" ? "donation" : "complaint")
            })
        #expect(try place.shelf.add(other, trial: nil, at: place.bench.clock.now) == 1)
        let since = CalendarDay(of: place.bench.clock.now, in: WorkingCalendar.riyadh)
        func ask(_ model: Int?, _ settings: String?) async throws -> BacktestStart {
            try await place.desk.startBacktest(
                BacktestQuestion(since: since, model: model, settings: settings), for: Self.admin)
        }
        #expect(try await ask(7, nil) == .unknown)
        #expect(try await ask(nil, "../associations") == .unknown)
        #expect(try await ask(1, nil) == .asked)
        #expect(try await ask(nil, nil) == .busy)
        let before = try await place.bench.ledgerFaults()
        #expect(try await place.watch.runAsked())
        #expect(try await !place.watch.runAsked())
        let run = try #require(try await place.desk.backtest(for: Self.admin).run)
        #expect(run.state == .finished && run.messages == 4 && run.changed >= 1 && run.unread == 0)
        #expect(run.steps.contains { $0.part == .kind && $0.from == "inquiry" && $0.to == "donation" })
        #expect(run.rows.count == run.changed && !run.rows.contains { $0.reference == hidden })
        #expect(try await place.facts(of: "back_tested").count == 1)
        #expect(try await place.bench.ledgerFaults() == before)

        #expect(try await ask(nil, "slower") == .asked)
        #expect(try await place.watch.runAsked())
        let slower = try #require(try await place.desk.backtest(for: Self.admin).run)
        #expect(slower.later == 4 && slower.promiseHours > 0 && slower.steps.isEmpty)
        #expect(try await ask(nil, "broken") == .asked)
        #expect(try await place.watch.runAsked())
        let broken = try #require(try await place.desk.backtest(for: Self.admin).run)
        #expect(broken.state == .unusable && broken.problem == "line 3 is wrong")
    }

    @Test("a trial reads what lies in the bucket; what the bucket does not give stops no other and is counted")
    func bucket() async throws {
        let objects = Objects()
        let place = try await Place(objects: objects)
        let long = String(repeating: "متى الموعد ", count: 12_000)
        try await place.bench.text(long, from: "+966501234501")
        try await place.bench.text("كم السعر", from: "+966501234502")
        #expect(objects.count == 1)
        let side = BacktestSide(model: try Training.train(lines: Place.lines), profiles: place.bench.hub.profiles)
        func replay(_ objects: Objects?) async throws -> BacktestReport {
            try await BacktestFlow(
                database: place.bench.hub.database, objects: objects, channels: [place.bench.sms], before: side,
                after: side
            ).run(since: .distantPast) { _ in }
        }
        let all = try await replay(objects)
        #expect(all.messages == 2 && all.unread == 0)
        let some = try await replay(nil)
        #expect(some.messages == 1 && some.unread == 1)
    }

    private func correct(_ reference: ReferenceNumber, to kind: MessageKind, _ place: Place) async throws {
        let action = TicketAction(
            association: Bench.saa, reference: reference, step: .classify(kind: kind, field: nil, urgency: nil))
        #expect(try await HubDesk(hub: place.bench.hub).perform(action, for: Self.admin) == .done)
    }
}

/// A bench with a shelf of models and two candidates for its settings.
private final class Place {
    static let lines = [
        ("inquiry", ["متى الموعد", "كم السعر", "أين المقر", "كيف أسجل", "هل يوجد دوام", "وين فرعكم"]),
        ("complaint", ["أشتكي منكم", "شكوى على موظف", "تأخير وإهمال", "سوء معاملة", "لم يرد أحد", "أسلوب وقح"]),
    ].flatMap { kind, texts in texts.map { LabelledText(text: $0, kind: kind) } }

    let bench: Bench
    let shelf: ModelShelf
    let desk: HubLearning
    let watch: BacktestWatch
    private let folder: URL

    init(objects: (any ObjectStore)? = nil) async throws {
        bench = try await Bench(objects: objects)
        folder = FileManager.default.temporaryDirectory.appending(path: "wasl-learning-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        shelf = ModelShelf(model: folder.appending(path: "model"))
        try Training.train(lines: Self.lines).write(to: shelf.model)
        let profiles = bench.hub.profiles
        let candidates = CandidateSettings(names: { ["broken", "slower"] }) { name in
            if name == "broken" { throw Problem() }
            return profiles.map { profile in
                var slower = profile
                slower.promises.firstAnswer = .workingDays(30)
                slower.promises.firstAnswerByKind = [:]
                return slower
            }
        }
        desk = HubLearning(hub: bench.hub, shelf: shelf, candidates: candidates)
        watch = BacktestWatch(hub: bench.hub, shelf: shelf, candidates: candidates)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    struct Problem: Error, CustomStringConvertible { let description = "line 3 is wrong" }

    func seal(_ reference: ReferenceNumber) async throws {
        guard var ticket = try await bench.ticket(reference) else { throw StoreError.engine("no ticket") }
        ticket.isSealed = true
        let sealed = ticket
        try await bench.hub.database.write { sql in try sql.update(sealed) }
    }

    /// The facts of the events of a kind, in order.
    func facts(of kind: String) async throws -> [[String: String]] {
        try await bench.hub.database.read { sql in
            try sql.query("SELECT facts FROM events WHERE kind = $1 ORDER BY at, number", [.text(kind)])
                .map { try StoredJSON.facts(try $0.text(0)) }
        }
    }
}

/// A bucket in memory.
private final class Objects: ObjectStore {
    private let kept = Mutex<[String: Data]>([:])
    var count: Int { kept.withLock { $0.count } }
    func put(_ data: Data, key: String, sha256: String) async throws { kept.withLock { $0[key] = data } }
    func get(_ key: String) async throws -> Data? { kept.withLock { $0[key] } }
}
