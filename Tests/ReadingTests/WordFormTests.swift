import Testing

@testable import Reading

@Suite("Words of one meaning")
struct WordFormTests {
    @Test(
        "What is written onto a word is cut off",
        arguments: [
            ("والمساعدات", "مساعد"), ("بالجمعيه", "جمع"), ("كفالتهم", "كفالت"), ("donations", "donation"),
            ("waiting", "wait"), ("families", "famil"), ("من", "من"), ("123", "123"), ("👍", "👍"),
        ])
    func stems(_ word: String, _ stem: String) {
        let letters = word.unicodeScalars.map(\.value)
        let found = letters.withUnsafeBufferPointer { buffer in
            WordForms.stem(buffer, buffer.indices).compactMap { Unicode.Scalar(buffer[$0]) }
        }
        #expect(String(String.UnicodeScalarView(found)) == stem)
    }

    @Test(
        "Spoken words are read as their standard ones",
        arguments: [
            ("وش", "ايش"), ("ابغى", "أريد"), ("وين", "أين"), ("الحين", "دلوقتي"), ("فلوس", "نقود"), ("mom", "mother"),
        ])
    func meets(_ one: String, _ other: String) {
        #expect(stem(one) == stem(other))
        #expect(stem(one) != stem("شجرة"))
    }

    private func stem(_ word: String) -> UInt32 {
        let letters = NormalForm.scalars(of: word)
        return letters.withUnsafeBufferPointer {
            DialectWords.canonicalStem($0, $0.indices, stem: WordForms.stem($0, $0.indices))
        }
    }
}
