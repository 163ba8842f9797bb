import Testing

@testable import Typesetting

@Suite("Lines of a letter")
struct LineTests {
    @Test("vowel signs take no room, so a vowelled text breaks where the plain one does")
    func harakat() {
        let plain = "كتب المدير الخطاب إلى لجنة البحث الاجتماعي في الجمعية"
        let vowelled = "كَتَبَ الْمُدِيرُ الْخِطَابَ إِلَى لَجْنَةِ الْبَحْثِ الِاجْتِمَاعِيِّ فِي الْجَمْعِيَّةِ"
        #expect(DisplayWidth.of(vowelled) == DisplayWidth.of(plain))
        for columns in 8...40 {
            let lines = LineBreaking.pieces(of: plain, columns: columns)
            let others = LineBreaking.pieces(of: vowelled, columns: columns)
            #expect(lines.map { DisplayWidth.of($0.text) } == others.map { DisplayWidth.of($0.text) })
        }
    }

    @Test(
        "a word wider than the line is broken between letters, and can be put together again",
        arguments: [
            "https://example.org/" + String(repeating: "a", count: 200), String(repeating: "بُ", count: 90),
            "字字字字字字字字字字字字",
        ])
    func longWord(word: String) {
        let pieces = LineBreaking.pieces(of: "قبل " + word + " بعد", columns: 20)
        #expect(pieces.allSatisfy { DisplayWidth.of($0.text) <= 20 })
        let whole = pieces.map { ($0.joint == .afterSpace ? " " : "") + $0.text }.joined()
        #expect(whole == "قبل " + word + " بعد")
        #expect(pieces.contains { $0.joint == .insideWord })
        #expect(pieces.allSatisfy { $0.text.unicodeScalars.first?.properties.generalCategory != .nonspacingMark })
    }

    @Test("an empty paragraph is one empty line, and spaces never begin or end a line")
    func spaces() {
        #expect(LineBreaking.pieces(of: "", columns: 10) == [.init(text: "", joint: .begins)])
        #expect(
            LineBreaking.pieces(of: "  ab   cd  ", columns: 3) == [
                .init(text: "ab", joint: .begins), .init(text: "cd", joint: .afterSpace),
            ])
    }

    @Test(
        "text from outside cannot turn pages, hide controls or turn the direction round",
        arguments: [
            ("a\u{0C}b", "a b"), ("a\tb", "a b"), ("a\r\nb", "a b"), ("a\u{0}b\u{1B}c", "abc"),
            ("\u{202E}abc\u{202C}", "abc"), ("\u{FEFF}abc", "abc"), ("  a   b ", "a b"),
            ("رقم \u{2068}26004173\u{2069}", "رقم \u{2068}26004173\u{2069}"), ("كتابةً", "كتابةً"),
        ])
    func cleaning(raw: String, expected: String) {
        #expect(LetterCleaning.line(raw) == expected)
    }

    @Test("paragraphs are parted by empty lines, whatever the line ends are")
    func paragraphs() {
        let expected = [["a", "b"], ["c"]]
        for end in ["\n", "\r\n", "\r", "\u{2028}"] {
            #expect(
                LetterCleaning.paragraphs(of: ["", "a", "b ", " ", "", "c", ""].joined(separator: end)) == expected)
        }
        #expect(LetterCleaning.paragraphs(of: "").isEmpty)
    }

    @Test(
        "a telephone number stays whole and keeps its plus in front",
        arguments: [
            ("على الرقم +966 50 123 4567 أو", "على الرقم \u{200E}+966\u{A0}50\u{A0}123\u{A0}4567 أو"),
            ("هاتف: 017 725 0000", "هاتف: \u{200E}017\u{A0}725\u{A0}0000"),
            ("اتصل 050 123 4567، شكرا", "اتصل \u{200E}050\u{A0}123\u{A0}4567، شكرا"),
            ("+966501234567", "\u{200E}+966501234567"), ("0501234567", "0501234567"),
            ("0501234567 0551234567", "0501234567 0551234567"),
            ("050 123 4567 055 123 4567", "\u{200E}050\u{A0}123\u{A0}4567 \u{200E}055\u{A0}123\u{A0}4567"),
            ("920 000 000 ثم 12", "\u{200E}920\u{A0}000\u{A0}000 ثم 12"), ("في 2026 و 1447", "في 2026 و 1447"),
            ("26004173", "26004173"), ("عدد 3 من 5", "عدد 3 من 5"), ("+", "+"),
        ])
    func telephone(raw: String, expected: String) {
        #expect(LetterCleaning.line(raw) == expected)
    }

    @Test("a line that opens with the other language is told its direction")
    func direction() {
        var letter = SampleLetters.arabic
        letter.body = "info@albirr.example هو بريدنا"
        let arabic = LetterPaginator.pages(of: letter).text
        #expect(arabic.contains("\n\u{200F}info@albirr.example"))
        letter.language = .english
        letter.body = "نورة is the name"
        let english = LetterPaginator.pages(of: letter).text
        #expect(english.contains("\n\u{200E}نورة is the name"))
        #expect(TextDirection.first(of: "١٢٣ ...") == nil)
    }
}
