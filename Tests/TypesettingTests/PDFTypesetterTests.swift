import Foundation
import Testing

@testable import Typesetting

@Suite("The letter as PDF")
struct PDFTypesetterTests {
    @Test("the same letter gives the same document", arguments: [SampleLetters.arabic, SampleLetters.english])
    func deterministic(letter: Letter) throws {
        let first = try PDFTypesetter.pdf(from: letter)
        #expect(first.starts(with: Data("%PDF-".utf8)))
        #expect(try PDFTypesetter.pdf(from: letter) == first)
    }

    @Test("there is one sheet for every page of the text", .enabled(if: Tool.exists("pdfinfo")), arguments: [1, 3, 9])
    func sheets(times: Int) throws {
        for language in LetterLanguage.allCases {
            let text = LetterPaginator.pages(of: SampleLetters.long(times, language: language))
            let info = try Tool.output("pdfinfo", on: PDFTypesetter.pdf(from: text), "-")
            let said = String(decoding: info, as: UTF8.self)
            #expect(said.contains(try Regex("Pages: +\(text.pages.count)\n")))
            #expect(said.contains("(A4)"))
        }
    }

    @Test(
        "the words of the letter can be copied out of the document", .enabled(if: Tool.exists("pdftotext")),
        arguments: [SampleLetters.arabic, SampleLetters.english])
    func readBack(letter: Letter) throws {
        let text = LetterPaginator.pages(of: letter)
        let output = try Tool.output("pdftotext", on: PDFTypesetter.pdf(from: text), "-", "-")
        let copied = CharacterErrors.letters(String(decoding: output, as: UTF8.self))
        var (errors, length) = (0, 0)
        for paragraph in PageParts(text.pages[0]).flow where !paragraph.text.isEmpty {
            let expected = CharacterErrors.letters(paragraph.text)
            errors += CharacterErrors.fewest(of: expected, within: copied)
            length += expected.count
        }
        #expect(length > 300)
        #expect(Double(errors) / Double(length) <= 0.08)
    }

    @Test(
        "the first sheet looks like the one that was approved", .enabled(if: Tool.exists("pdftoppm")),
        arguments: [("letter-ar", SampleLetters.arabic), ("letter-en", SampleLetters.english)])
    func picture(name: String, letter: Letter) throws {
        let pdf = try PDFTypesetter.pdf(from: letter)
        let picture = try Tool.output("pdftoppm", on: pdf, "-gray", "-r", "24", "-f", "1", "-l", "1", "-")
        let approved = try Golden.data("\(name).pgm", orRecord: picture)
        try #require(picture.count == approved.count)
        let differences = zip(picture, approved).map { abs(Int($0) - Int($1)) }
        #expect(Double(differences.reduce(0, +)) / Double(differences.count) < 1.5)
        // A blank sheet must not pass for a letter.
        #expect(picture.filter { $0 < 128 }.count > 300)
    }

    @Test("another font never stands in silently")
    func fontMissing() {
        #expect(throws: TypesettingError.fontMissing(family: "No Such Family")) {
            try PDFTypesetter.pdf(from: SampleLetters.arabic, fontFamily: "No Such Family")
        }
    }

    @Test("letters that no font has are reported and not printed as boxes")
    func glyphsMissing() {
        var letter = SampleLetters.arabic
        letter.body += " \u{10FFFD}\u{0378}"
        #expect {
            try PDFTypesetter.pdf(from: letter)
        } throws: { error in
            guard case TypesettingError.glyphsMissing(let count, "Amiri") = error else { return false }
            return count == 2
        }
    }

    @Test("a letter of more pages than the limit is refused")
    func tooLong() {
        #expect(throws: TypesettingError.tooManyPages(limit: PDFTypesetter.mostPages)) {
            try PDFTypesetter.pdf(from: SampleLetters.long(160))
        }
    }

    @Test(
        "a full page of wide or stacked letters still fits on its sheet",
        arguments: [
            String(repeating: "W", count: 3_000), String(repeating: "بسم\n", count: 120),
            String(repeating: "بُِّّ", count: 2_000), String(repeating: "ﷺ ", count: 400), "\u{64B}\u{64B}\u{64B}",
            "<b>&amp;</b> {{name}} \\u0000 %s", "file:///etc/passwd http://127.0.0.1/",
        ])
    func hostile(body: String) throws {
        var letter = SampleLetters.arabic
        letter.body = body
        #expect(try PDFTypesetter.pdf(from: letter).count > 1_000)
    }

    @Test("every error tells what to do and nothing of the letter")
    func errors() {
        let errors: [TypesettingError] = [
            .fontMissing(family: "Amiri"), .glyphsMissing(count: 2, family: "Amiri"), .tooManyPages(limit: 50),
            .pageTooFull(page: 2), .codeTooLong(bytes: 9_000), .drawing("out of memory"),
        ]
        #expect(errors.allSatisfy { $0.description.contains(":") || $0.description.contains("(") })
        #expect(Set(errors.map(\.description)).count == errors.count)
    }
}
