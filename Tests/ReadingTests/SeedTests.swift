import Casework
import Foundation
import Testing

@testable import Reading

@Suite("Reading with the seed examples", .serialized)
struct SeedTests {
    static let seed = Result { try LabelledTexts(contentsOf: SharedData.seed, knownKinds: kinds) }
    static let model = Result { try Training.train(lines: seed.get().lines) }
    private static let kinds = Set(MessageKind.allCases.map(\.rawValue))

    @Test("Every message of the corpus can be read and has known labels, and hardly any is written twice")
    func wellFormed() throws {
        let seed = try Self.seed.get()
        #expect(seed.problems.isEmpty)
        #expect(seed.lines.count >= 4_000)
        #expect(Set(seed.lines.map { NormalForm.text($0.text) }).count * 100 >= seed.lines.count * 99)
        #expect(
            seed.lines.allSatisfy { Urgency(rawValue: $0.urgency ?? "") != nil && $0.field?.contains("/") != false })
    }

    @Test("Half of the Arabic is Saudi and Gulf speech, and dangers are many")
    func speech() throws {
        let seed = try Self.seed.get()
        let arabic = seed.lines.filter { $0.card != nil && $0.lang == "ar" }
        let near = arabic.count { ["saudi", "hijazi", "najdi", "southern", "gulf"].contains($0.dialect) }
        #expect(near * 2 >= arabic.count)
        #expect(seed.lines.count { ["emergency", "safeguarding"].contains($0.urgency) } >= 600)
    }

    @Test("A clear message is read whole: kind, field, urgency, language and reasons")
    func reads() throws {
        let reader = TextReader(model: try Self.model.get())
        let fields = [
            FieldCues(id: "education", keywords: ["حقيبة", "جامعة"]),
            FieldCues(id: "housing", keywords: ["إيجار", "ترميم"]),
        ]
        let text = reader.read("نحتاج مساعدتكم في ايجارنا المتأخر، أنا أرملة وما عندي دخل", fields: fields)
        #expect(text.kind.label == .aidRequest)
        #expect(!text.kind.why.isEmpty)
        #expect(text.field?.label == "housing")
        #expect(text.field?.why == ["ايجارنا"])
        #expect(text.language.label == .arabic)
        #expect(text == reader.read("نحتاج مساعدتكم في ايجارنا المتأخر، أنا أرملة وما عندي دخل", fields: fields))
    }

    @Test(
        "A message that says too little or nothing is not sure",
        arguments: ["", "   ", "!!!", "؟", "zzxq", String(repeating: "ل", count: 30)])
    func unsure(_ text: String) throws {
        let read = TextReader(model: try Self.model.get()).read(text, fields: [])
        #expect(!read.isSure)
        #expect(read.field == nil)
    }

    @Test("Rules raise even when the model sees nothing, and the model never lowers them")
    func raises() throws {
        let reader = TextReader(model: try Self.model.get())
        #expect(reader.read("شكرا لكم، بس ابوي طايح وما يتنفس", fields: []).urgency.label == .emergency)
    }

    @Test("Measured on messages it has never seen", .enabled(if: SharedData.isPresent("text/domain_examples.jsonl")))
    func measured() throws {
        let associations = [
            "cancer": "al-eman", "hajj": "saa", "blood": "friends-of-blood-banks", "orphans": "jamoum",
            "food": "khairat",
        ]
        var lines = try LabelledTexts(contentsOf: SharedData.file("text/domain_examples.jsonl")).lines
        for index in lines.indices {
            guard let parts = lines[index].field?.split(separator: "/"), parts.count == 2 else { continue }
            lines[index].field = (associations[String(parts[0])] ?? String(parts[0])) + "/" + parts[1]
        }
        let report = Evaluation.run(model: try Self.model.get(), lines: lines)
        print(String(decoding: try report.json(), as: UTF8.self))
        #expect(report.macroF1 >= 0.82)
        #expect(report.sure.accuracy >= 0.88)
        let urgency = try #require(report.urgency)
        #expect(urgency.dangerLookedAtEarly >= 0.9)
        #expect(urgency.falseEarlyLooks <= 0.33)
    }
}
