import Testing

@testable import Reading

@Suite("Finding weights")
struct SolverTests {
    /// Forty rows of one telling feature for each of three labels and one that all share.
    private static let rows = SparseRows(
        (0..<40).map { [($0 % 3, Float(1)), (3, Float(0.5))].map { (column: $0.0, value: $0.1) } }, width: 4)

    private func weights() -> [Lanes] {
        let targets = (0..<40).map { row in
            (0..<3).reduce(into: Lanes(repeating: 0)) { $0[$1] = row % 3 == $1 ? 1 : -1 }
        }
        return OneVersusRest(
            rows: Self.rows, chosen: Array(0..<40), targets: targets,
            costs: (yes: Lanes(repeating: 1), no: Lanes(repeating: 1))
        ).weights()
    }

    @Test("Labels that can be told apart are, in their own lane")
    func separates() {
        let weights = weights()
        for row in 0..<40 {
            let score = OneVersusRest.score(Self.rows, row, weights)
            #expect((0..<3).allSatisfy { (score[$0] > 0) == (row % 3 == $0) })
            #expect(score[3] == 0)
        }
    }

    @Test("The same rows give the same weights, to the last bit")
    func repeatable() {
        #expect(weights() == weights())
    }

    @Test("A label is learnt only from the examples of the associations that have it")
    func scopes() {
        let question = Question(
            choice: "field", ["food", "waqf", "food", nil], scopes: ["khairat", "jamoum", "jamoum", "saa"])
        #expect(question.labels == ["food", "waqf"])
        #expect(question.target(example: 0, label: 1) == 0)
        #expect(question.target(example: 2, label: 1) == -1)
        #expect(question.target(example: 3, label: 0) == 0)
        #expect(question.allowed(example: 0) == [0])
    }

    @Test("Kinds that nobody looked for are not taken as absent")
    func unknownFlags() {
        let question = Question(
            flags: "kinds", [.init(labels: ["a", "b"]), .init(labels: ["a"], isWhole: false), nil])
        #expect(question.target(example: 0, label: 1) == 1)
        #expect(question.target(example: 1, label: 1) == 0)
        #expect(question.target(example: 2, label: 0) == 0)
    }

    @Test("Features that do not fit are left out, the rarest first")
    func room() {
        let texts = ["ماء ماء", "ماء نار", "نار ماء هواء"].map { Features(PreparedText($0)) }
        let all = Vocabulary(texts, room: 10_000).hashes.count
        let few = Vocabulary(texts, room: all / 2).hashes.count
        #expect(few > 0)
        #expect(few <= all / 2)
    }

    @Test("Confidences keep their word on the scores they were made from")
    func calibrated() {
        let answers = (0..<400).map { (number: Int) -> (score: Float, holds: Bool) in
            let (step, round) = (number % 20, number / 20 % 20)
            return (score: Float(step) / 10 - 1, holds: step > round)
        }
        let curve = Calibration.curve(answers)
        let claimed = answers.map { Calibration.probability($0.score, slope: curve.slope, offset: curve.offset) }
        let held = Double(answers.count(where: { $0.holds })) / 400
        let mean = claimed.reduce(0) { $0 + Double($1) } / 400
        #expect(abs(mean - held) < 0.02)
        #expect(curve.slope > 0)
    }

    @Test("The cut-off lets no more false alarms through than allowed")
    func cutOff() {
        let answers = (0..<100).map { (number: Int) -> (confidence: Double, holds: Bool) in
            (confidence: Double(number) / 100, holds: number % 2 == 0)
        }
        let cut = Calibration.cutOff(answers, falseAlarms: 0.1)
        #expect(answers.count { !$0.holds && $0.confidence > cut } <= 5)
    }
}
