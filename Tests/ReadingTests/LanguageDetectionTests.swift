import Casework
import Testing

@testable import Reading

@Suite("The language of a message")
struct LanguageDetectionTests {
    @Test(
        "The way of writing and the language to answer in",
        arguments: [
            ("أحتاج سلة غذائية", WrittenLanguage.arabic), ("I need a wheelchair for my mother please", .english),
            ("abgha a3raf mata el maw3ed", .arabizi), ("shukran jazakom allah khair", .arabizi),
            ("salam, my order has not arrived yet, when will it come?", .english),
            ("مجھے وہیل چیئر چاہیے براہ کرم مدد کریں", .urdu),
            ("nous avons besoin d'un fauteuil roulant pour ma mère", .otherLatin), ("Мне нужна помощь", .other),
            ("12345 👍", .none), ("ابغى موعد في MRI center", .arabic), ("covid19 test at 24h clinic room a4", .english),
        ])
    func detects(_ text: String, _ expected: WrittenLanguage) {
        #expect(LanguageDetection.detect(text).written == expected)
    }

    @Test("Arabic in Latin letters is read as Arabic")
    func transliterates() {
        let text = PreparedText("shokran, abgha a3raf mata tenzel el kafala")
        let words = (0..<text.words.count).map(text.words.word)
        #expect(text.language.answer.label == .arabic)
        #expect(Set(words).isSuperset(of: ["شكرا", "ابغي", "اعرف", "متي"]))
        #expect(text.written.word(1) == "abgha")
    }
}
