import Casework
import Flows
import Foundation
import Reading
import Storage
import Testing

@Suite("Learning from officers")
struct LearningTests {
    private static let officer = Viewer(user: 1, name: "هدى", isAdministrator: true, positions: [:])

    private func correct(_ reference: ReferenceNumber, to kind: MessageKind, _ bench: Bench) async throws
        -> ActionResult
    {
        try await HubDesk(hub: bench.hub).perform(
            TicketAction(
                association: Bench.saa, reference: reference, step: .classify(kind: kind, field: nil, urgency: nil)),
            for: Self.officer)
    }

    @Test("a correction is kept with the words it is about, and goes with them when they are erased")
    func kept() async throws {
        let bench = try await Bench()
        let reference = try await bench.text("كم السعر لو سمحتوا")
        let ticket = try #require(try await bench.ticket(reference))
        let other: MessageKind = ticket.kind == .donation ? .thanks : .donation
        #expect(try await correct(reference, to: other, bench) == .done)
        #expect(try await correct(reference, to: other, bench) == .done)
        let texts = try await bench.hub.database.read { try $0.correctedTexts(limit: 10) }
        #expect(texts.map(\.example.kind) == [other.rawValue])
        #expect(texts.first?.example.text.contains("كم السعر") == true)
        #expect(texts.first?.officer == "هدى")
        try await bench.hub.database.write { sql in
            _ = try sql.run("UPDATE messages SET text = '', subject = '' WHERE ticket = $1", [.int(ticket.id)])
        }
        #expect(try await bench.hub.database.read { try $0.correctedTexts(limit: 10) }.isEmpty)
    }

    @Test("near-duplicates are one lesson, the last word on a ticket counts, and nobody gives more than a quarter")
    func chosen() {
        let start = Date(timeIntervalSince1970: 1_770_706_800)
        func corrected(_ text: String, _ kind: String, _ officer: String, _ ticket: Int64, _ at: Double)
            -> CorrectedText
        {
            CorrectedText(
                example: LabelledText(text: text, kind: kind), officer: officer, ticket: ticket,
                at: start.addingTimeInterval(at))
        }
        let same = (0..<40).map {
            corrected("أريد التبرع بملابس للأسر المحتاجة عندكم اليوم \($0)", "donation", "a", $0, 0)
        }
        #expect(CorrectionChoice.lessons(same).count == 1)
        let twice = [corrected("كم السعر", "inquiry", "a", 1, 0), corrected("كم السعر", "donation", "b", 1, 5)]
        #expect(CorrectionChoice.lessons(twice).map(\.example.kind) == ["donation"])
        func word(_ number: Int64) -> String {
            String(String.UnicodeScalarView("\(number)".utf8.compactMap { Unicode.Scalar(UInt32($0) + 0x31) }))
        }
        let many = (0..<100).map { corrected("x\(word($0)) y\(word($0 * 7))", "inquiry", $0 < 90 ? "a" : "b", $0, 0) }
        let counts = Dictionary(grouping: CorrectionChoice.lessons(many), by: \.officer).mapValues(\.count)
        #expect(counts == ["a": 25, "b": 10])
    }

    @Test("a model that reads one kind worse is kept on the shelf and not taken into use")
    func worse() throws {
        let good = try Training.train(lines: Self.lines)
        let bad = try Training.train(
            lines: Self.lines.map { line in
                LabelledText(text: line.text, kind: line.kind == "inquiry" ? "complaint" : "inquiry")
            })
        let heldOut = Self.lines.enumerated().map { number, line in
            CorrectedText(example: line, officer: "a", ticket: Int64(number), at: .distantPast)
        }
        #expect(!LearningTrial(old: good, new: bad, lessons: [], heldOut: heldOut).isNoWorse)
        #expect(LearningTrial(old: bad, new: good, lessons: [], heldOut: heldOut).isNoWorse)
        #expect(!LearningTrial(old: bad, new: good, lessons: [], heldOut: []).isNoWorse)
    }

    @Test("versions are numbered, taken into use, and rolled back")
    func shelf() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "wasl-shelf-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let shelf = ModelShelf(model: folder.appending(path: "model"))
        let (first, second) = (
            try Training.train(lines: Self.lines), try Training.train(lines: Self.lines + Self.lines)
        )
        try first.write(to: shelf.model)
        #expect(try shelf.add(second, trial: nil, at: .distantPast) == 1)
        #expect(try shelf.versions().map(\.isCurrent) == [true, false])
        #expect(throws: ModelShelfError.nothingBefore) { try shelf.rollback() }
        try shelf.promote(1)
        #expect(try Data(contentsOf: shelf.model) == second.encoded())
        #expect(throws: ModelShelfError.unknown(7)) { try shelf.promote(7) }
        #expect(try shelf.rollback() == 0)
        #expect(try Data(contentsOf: shelf.model) == first.encoded())
    }

    @Test("a night's learning makes a version, and without enough to measure it is not taken into use")
    func night() async throws {
        let bench = try await Bench()
        let folder = FileManager.default.temporaryDirectory.appending(path: "wasl-night-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let shelf = ModelShelf(model: folder.appending(path: "model"))
        try Training.train(lines: Self.lines).write(to: shelf.model)
        let flow = LearningFlow(hub: bench.hub, shelf: shelf, seed: { Self.lines })
        #expect(try await flow.learn() == nil)
        for (number, words) in ["ودي أتبرع بأثاث", "نتبرع بملابس الشتاء", "أكفل يتيم شهري", "زكاة المال وين"]
            .enumerated()
        {
            let reference = try await bench.text(words, from: "+96650123450\(number)")
            _ = try await correct(reference, to: .donation, bench)
        }
        let trial = try #require(try await flow.learn())
        #expect(trial.learnt + trial.heldOut == 4)
        #expect(try shelf.versions().map(\.isCurrent) == [true, false])
    }

    @Test("a back-test of the same model and profiles changes nothing, and a changed model is told; nothing is written")
    func backtest() async throws {
        let bench = try await Bench()
        let since = bench.clock.now
        for number in 0..<4 {
            try await bench.text(Self.lines[number * 2].text, from: "+96650123450\(number)")
        }
        let model = try Training.train(lines: Self.lines)
        let other = try Training.train(
            lines: Self.lines.map { line in
                LabelledText(text: line.text, kind: line.kind == "inquiry" ? "donation" : "complaint")
            })
        func replay(_ after: Model) async throws -> BacktestReport {
            let side = BacktestSide(model: model, profiles: bench.hub.profiles)
            return try await BacktestFlow(
                database: bench.hub.database, channels: [bench.sms], before: side,
                after: BacktestSide(model: after, profiles: bench.hub.profiles)
            ).run(since: since) { _ in }
        }
        let before = try await bench.ledgerFaults()
        let same = try await replay(model)
        #expect(same.messages == 4 && same.changed == 0)
        #expect(try await replay(other).kinds.values.reduce(0, +) >= 1)
        #expect(try await bench.ledgerFaults() == before)
    }

    private static let lines = [
        ("inquiry", ["متى الموعد", "كم السعر", "أين المقر", "كيف أسجل", "هل يوجد دوام", "وين فرعكم"]),
        ("complaint", ["أشتكي منكم", "شكوى على موظف", "تأخير وإهمال", "سوء معاملة", "لم يرد أحد", "أسلوب وقح"]),
    ].flatMap { kind, texts in texts.map { LabelledText(text: $0, kind: kind) } }
}
