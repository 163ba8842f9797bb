import Foundation
import Testing

@testable import Reading

@Suite("Training and model files")
struct TrainingTests {
    static let examples: [LabelledText] = (0..<12).flatMap { number in
        [
            LabelledText(text: "متى موعد الصرف رقم \(number)", kind: "when"),
            LabelledText(text: "شكرا لكم على السلة \(number)", kind: "praise"),
        ]
    }

    @Test("The same examples make the same model, and a file gives it back")
    func repeatable() throws {
        let first = try Training.train(lines: Self.examples)
        let second = try Training.train(lines: Self.examples)
        #expect(try first.encoded() == second.encoded())
        let read = try Model(encoded: first.encoded())
        #expect(read.guesses("kind", for: "متى الموعد") == first.guesses("kind", for: "متى الموعد"))
    }

    @Test("Labels of any set can be learnt")
    func anyLabels() throws {
        let model = try Training.train(lines: Self.examples)
        #expect(model.guesses("kind", for: "شكرا").first?.label == "praise")
        #expect(model.guesses("urgency", for: "شكرا").isEmpty)
    }

    @Test("Too few examples or one kind only are refused with a sentence")
    func refused() {
        #expect(throws: TrainingError.tooFewExamples) { try Training.train(lines: []) }
        let same = [LabelledText](repeating: LabelledText(text: "نعم", kind: "a"), count: 12)
        #expect(throws: TrainingError.oneKindOnly) { try Training.train(lines: same) }
    }

    @Test("A damaged, foreign or newer model file is refused")
    func damaged() throws {
        var data = try Training.train(lines: Self.examples).encoded()
        #expect(throws: ModelFileError.notAModel) { try Model(encoded: Data("hello".utf8)) }
        #expect(throws: ModelFileError.damaged) { try Model(encoded: data.dropLast()) }
        data[data.count - 3] ^= 1
        #expect(throws: ModelFileError.damaged) { try Model(encoded: data) }
        data[8] = 9
        #expect(throws: ModelFileError.otherVersion(9)) { try Model(encoded: data) }
    }

    @Test("A bad line is reported by its number and does not stop the others")
    func lines() {
        let text = """
            {"text":"a","kind":"inquiry"}
            not json

            {"text":"b","kind":"nonsense"}
            {"text":"c"}
            """
        let read = LabelledTexts(jsonLines: Data(text.utf8), knownKinds: ["inquiry"])
        #expect(read.lines.map(\.text) == ["a", "b"])
        #expect(read.problems.map(\.line) == [2, 4, 5])
    }
}
