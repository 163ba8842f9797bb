import Testing

@testable import Scanning

@Suite("Lines of a PDF in the order in which they are read")
struct VisualLineTests {
    /// Letters ten points wide, as they stand from left to right; a space is a gap.
    private func line(_ seen: String) -> [PageLetter] {
        seen.unicodeScalars.enumerated().compactMap { index, scalar in
            guard scalar != " " else { return nil }
            let left = Double(index) * 10
            return PageLetter(scalar: scalar, left: left, right: left + 10, height: 30)
        }
    }

    @Test(
        "what is seen on the page is read in its own direction",
        arguments: [
            ("abc def", "abc def"), ("دمحم ةيعمج", "جمعية محمد"),
            ("966 +966 50 123 4567 مقرلا", "الرقم 966 +966 50 123 4567"),
            ("+966501234567 مقرلا", "الرقم +966501234567"),
            ("١٤٤٧ نابعش ٢٥", "٢٥ شعبان ١٤٤٧"), ("دحأ ٧", "٧ أحد"), ("م/١٢٥/١٤٤٧ :مقرلا", "الرقم: ١٢٥/١٤٤٧/م"),
            ("a@b.example ديربلا", "البريد a@b.example"), ("SA03 8000 :باسحلا", "الحساب: SA03 8000"),
            ("the name دمح نب is", "the name بن حمد is"), ("", ""), ("...", "..."),
        ])
    func order(seen: String, read: String) {
        let isArabic = seen.contains("ل")
        #expect(VisualLine.text(line(seen).reversed(), pageIsRightToLeft: isArabic) == read)
    }

    @Test("marks stay on their letter, and letters without a place are dropped")
    func marks() {
        var letters = line("دمحم")
        letters.insert(PageLetter(scalar: "\u{64F}", left: 0, right: 0, height: 30), at: 4)
        #expect(VisualLine.text(letters, pageIsRightToLeft: true) == "م\u{64F}حمد")
        letters.append(PageLetter(scalar: "ا", left: .nan, right: .infinity, height: 30))
        #expect(VisualLine.text(letters, pageIsRightToLeft: true) == "م\u{64F}حمد")
    }

    @Test("a number with an Arabic letter behind it is taken in the order that Poppler gives")
    func numberWithLetter() {
        let year = "٢٠٢٦م".unicodeScalars.enumerated().map { index, scalar in
            PageLetter(scalar: scalar, left: Double(index) * 10, right: Double(index) * 10 + 10, height: 30)
        }
        #expect(VisualLine.text(year, pageIsRightToLeft: true) == "٢٠٢٦م")
        let month = "رياربف".unicodeScalars.enumerated().map { index, scalar in
            PageLetter(scalar: scalar, left: Double(index) * 10 + 60, right: Double(index) * 10 + 70, height: 30)
        }
        #expect(VisualLine.text(month.reversed() + year, pageIsRightToLeft: true) == "فبراير ٢٠٢٦م")
    }

    @Test("a narrow gap is none, a wide one is a single space")
    func gaps() {
        func pair(_ gap: Double) -> String {
            let letters = [
                PageLetter(scalar: "a", left: 0, right: 5, height: 20),
                PageLetter(scalar: "b", left: 5 + gap, right: 10 + gap, height: 20),
            ]
            return VisualLine.text(letters, pageIsRightToLeft: false)
        }
        #expect(pair(-3) == "ab")
        #expect(pair(1.5) == "ab")
        #expect(pair(3) == "a b")
        #expect(pair(200) == "a b")
    }
}
