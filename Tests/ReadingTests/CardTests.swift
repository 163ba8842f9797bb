import Foundation
import Testing

@testable import Reading

@Suite("Scenario cards")
struct CardTests {
    private static let file = """
        # saa-001 | complaint | also=inquiry, junk | field=transport | urgency=high | staff=yes | a driver left them
        najdi/sms: السواق خلانا\\nوراح
        english/email: The driver: he left us.

        # danger-001 | other | also=- | field=jamoum/health | urgency=emergency | staff=no | a child
        arabizi/whatsapp: el walad ta3ban
        """

    @Test("A card gives its labels to every message written from it")
    func reads() throws {
        let texts = LabelledTexts(cards: Data(Self.file.utf8))
        #expect(texts.problems.isEmpty)
        #expect(texts.lines.map(\.card) == ["saa-001", "saa-001", "danger-001"])
        let first = try #require(texts.lines.first)
        #expect(first.text == "السواق خلانا\nوراح")
        #expect((first.kind, first.field, first.urgency) == ("complaint", "saa/transport", "high"))
        #expect(first.also == ["inquiry", "junk"])
        #expect(first.staff == true)
        #expect(texts.lines.map(\.lang) == ["ar", "en", "ar-Latn"])
        #expect(texts.lines[1].text == "The driver: he left us.")
        #expect(texts.lines[2].field == "jamoum/health")
        #expect(texts.lines[2].also == [])
    }

    @Test("A mistake is named with its file and line, and the rest is read")
    func mistakes() {
        let lines = [
            "msa/sms: before any card", "# a-1 | question | also=- | field=x | urgency=low | staff=no | who",
            "# a-2 | inquiry | also=nothing | field=x | urgency=low | staff=no | who", "# a-3 | inquiry",
            "# a-4 | inquiry | also=- | field=x | urgency=soon | staff=no | who",
            "# a-5 | inquiry | also=- | field=x | urgency=low | staff=perhaps | who",
            "# a-6 | inquiry | also=- | field=x | urgency=low | staff=no | who", "klingon/sms: text", "no colon here",
            "msa/sms:", "msa/sms: نص", "# a-6 | inquiry | also=- | field=x | urgency=low | staff=no | again",
        ]
        let texts = LabelledTexts(cards: Data(lines.joined(separator: "\n").utf8), file: "a.txt")
        #expect(texts.lines.count == 1)
        #expect(texts.problems.map(\.line) == [1, 2, 3, 4, 5, 6, 8, 9, 10, 12])
        #expect(texts.problems.first?.description == "a.txt:1: a message without a card before it")
    }

    @Test("Messages of one card fall into one part, whatever their words")
    func groups() {
        let one = LabelledText(text: "متى", kind: "inquiry", card: "saa-001")
        let other = LabelledText(text: "when?", kind: "inquiry", card: "saa-001")
        #expect(one.group == other.group)
        let bare = LabelledText(text: "متى؟", kind: "inquiry")
        #expect(bare.group == LabelledText(text: "متي !", kind: "thanks").group)
        #expect(bare.group != one.group)
    }

    @Test("A narrower kind that one side lacks counts as its broader one")
    func folds() {
        let fold = KindFold(
            known: ["inquiry", "other", "complaint", "appeal"], truths: ["inquiry", "junk", "complaint"])
        #expect(fold.truth("junk") == "other")
        #expect(fold.answer("appeal") == "complaint")
        #expect(fold.answer("inquiry") == "inquiry")
        #expect(fold.unknown.isEmpty)
        #expect(fold.folded == ["appeal > complaint", "junk > other"])
    }
}
