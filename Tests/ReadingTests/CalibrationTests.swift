import Testing

@testable import Reading

@Suite("Chances that keep their word")
struct CalibrationTests {
    @Test("The first chance becomes how often such answers were right, and all still sum to one")
    func corrected() {
        let answers = (0..<400).map { (confidence: 0.9, isRight: $0 % 5 < 3) } + (0..<400).map { _ in (0.99, true) }
        guard let curve = Calibration.firstCurve(answers) else {
            Issue.record("eight hundred answers are enough")
            return
        }
        let chances = Calibration.corrected([0.06, 0.9, 0.04], curve: curve)
        #expect(abs(chances[1] - 0.6) < 0.02)
        #expect(abs(chances.reduce(0, +) - 1) < 1e-9)
        #expect(chances[0] > chances[2])
    }

    @Test("Correcting never changes which label is first")
    func order() {
        let chances = Calibration.corrected([0.35, 0.4, 0.25], curve: [1, -5])
        #expect(chances.indices.max { chances[$0] < chances[$1] } == 1)
    }

    @Test("Of few answers no curve is drawn")
    func few() {
        #expect(Calibration.firstCurve([(confidence: 0.9, isRight: true)]) == nil)
    }

    @Test("The higher of the levels that mean danger counts towards danger")
    func danger() {
        let columns = [
            ("urgency", "emergency"), ("urgency", "high"), ("urgency", "safeguarding"), ("danger", "danger"),
        ]
        var scores: [Float] = [-1, 5, 0.5, 0.25]
        DangerColumns(columns.map { (question: $0.0, label: $0.1) })?.raise(&scores)
        #expect(scores == [-1, 5, 0.5, 0.75])
        #expect(DangerColumns([(question: "danger", label: "danger")]) == nil)
    }

    @Test("A keyword decides for a field the model never saw, and helps one that it did")
    func fields() {
        func weight(_ chance: Double?, hits: Int) -> Double {
            FieldEvidence(id: "a/b", hits: (0..<hits).map { $0..<$0 + 1 }, chance: chance).weight
        }
        #expect(weight(nil, hits: 1) > weight(0.05, hits: 0))
        #expect(weight(0.3, hits: 1) > weight(0.5, hits: 0))
        #expect(weight(0.1, hits: 1) < weight(0.5, hits: 0))
    }
}
