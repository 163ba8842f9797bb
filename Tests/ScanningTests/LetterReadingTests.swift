import Foundation
import Scanning
import Testing
import Typesetting

@Suite("Letters read from pictures and PDFs")
struct LetterReadingTests {
    private static let arabic = "نفيدكم بوصول خطابكم المشار إليه أعلاه وقيده لدينا، وسيتم الرد عليكم خلال أيام."
    private static let english = "Your letter has been registered and you will have an answer within five days."

    /// A letter with little else on it, because every line costs the reader time.
    private static func letter(_ language: LetterLanguage) -> Letter {
        Letter(
            head: Letterhead(nameArabic: "جمعية البر", nameEnglish: "Al-Birr Charity"), language: language, number: "١",
            dateHijri: "رجب", dateGregorian: "", attachments: "", addressee: "", honorific: "", salutation: "",
            subject: language == .arabic ? "استلام خطاب" : "Receipt",
            body: language == .arabic ? arabic : english, closing: "", signerTitle: "")
    }

    @Test(
        "a letter that was printed and scanned, photographed or faxed is read again",
        .enabled(if: Tool.exists("pdftoppm")),
        arguments: [
            (LetterLanguage.arabic, "png", 150, 150), (.english, "jpeg", 150, 150), (.arabic, "tiff", 204, 98),
        ])
    func printedAndScanned(language: LetterLanguage, format: String, across: Int, down: Int) throws {
        let samples = try Samples()
        let pdf = try samples.file("letter.pdf", PDFTypesetter.pdf(from: Self.letter(language)))
        let picture = pdf.deletingPathExtension()
        try Tool.run(
            "pdftoppm", "-rx", "\(across)", "-ry", "\(down)", "-gray", "-singlefile", "-\(format)", pdf.path,
            picture.path)
        let file = picture.appendingPathExtension(["jpeg": "jpg", "tiff": "tif"][format] ?? format)
        let text = try ScanReader.read(fileAt: file, languages: language == .arabic ? "ara" : "ara+eng")
        let page = try #require(text.pages.first)
        #expect(page.source == .ocr)
        #expect(page.confidence > 50)
        let expected = CharacterErrors.letters(language == .arabic ? Self.arabic : Self.english)
        let errors = CharacterErrors.fewest(of: expected, within: CharacterErrors.letters(page.text))
        #expect(Double(errors) / Double(expected.count) <= 0.12)
    }

    @Test("a letter that comes as PDF is read from its own text", arguments: LetterLanguage.allCases)
    func ownText(language: LetterLanguage) throws {
        let samples = try Samples()
        let pdf = try samples.file("letter.pdf", PDFTypesetter.pdf(from: Self.letter(language)))
        let text = try ScanReader.read(fileAt: pdf)
        #expect(text.pages.count == 1)
        #expect(text.pages.first?.source == .pdfText)
        #expect(text.confidence == 100)
        let expected = CharacterErrors.letters(language == .arabic ? Self.arabic : Self.english)
        let errors = CharacterErrors.fewest(of: expected, within: CharacterErrors.letters(text.text))
        #expect(Double(errors) / Double(expected.count) <= 0.08)
    }

    @Test("a letter's own text file comes back page for page")
    func textFile() throws {
        let samples = try Samples()
        var letter = Self.letter(.arabic)
        letter.body = Array(repeating: Self.arabic, count: 30).joined(separator: "\n\n")
        let pages = LetterPaginator.pages(of: letter)
        let text = try ScanReader.read(fileAt: samples.file("letter.txt", Data(pages.text.utf8)))
        #expect(text.pages.count == pages.pages.count)
        #expect(text.pages.allSatisfy { $0.source == .plain && $0.confidence == 100 })
    }

    @Test("a page can be looked at before it is opened")
    func preview() throws {
        let samples = try Samples()
        let pdf = try samples.file("letter.pdf", PDFTypesetter.pdf(from: Self.letter(.arabic)))
        let small = try #require(ScanReader.pagePNG(fileAt: pdf, page: 0, dpi: 40))
        let large = try #require(ScanReader.pagePNG(fileAt: pdf, page: 0, dpi: 120))
        #expect(small.count < large.count)
    }
}
