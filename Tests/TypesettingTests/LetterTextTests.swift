import Foundation
import Testing

@testable import Typesetting

@Suite("The text of a letter")
struct LetterTextTests {
    @Test(
        "a letter's text is, byte for byte, the one that was looked at and approved",
        arguments: [
            ("letter-ar", SampleLetters.arabic), ("letter-en", SampleLetters.english),
            ("letter-long-ar", SampleLetters.long(4)),
        ])
    func golden(name: String, letter: Letter) throws {
        let text = LetterPaginator.pages(of: letter).text
        let expected = try Golden.data("\(name).txt", orRecord: Data(text.utf8))
        #expect(Data(text.utf8) == expected)
        #expect(LetterPaginator.pages(of: letter).text == text)
    }

    @Test(
        "every page has its full number of lines, no line is too wide, and each page says which it is",
        arguments: LetterLanguage.allCases, [1, 3, 8])
    func measures(language: LetterLanguage, times: Int) {
        for (columns, lines) in [(76, 46), (60, 40), (100, 66)] {
            let letter = SampleLetters.long(times, language: language)
            let text = LetterPaginator.pages(of: letter, columns: columns, lines: lines)
            #expect(text.pages.allSatisfy { $0.count == lines })
            #expect(text.pages.joined().allSatisfy { DisplayWidth.of(text.plain($0)) <= columns })
            for (index, page) in text.pages.enumerated() {
                #expect(page.last?.opposite == language.pageOf(index + 1, text.pages.count))
            }
            let pages = text.text.unicodeScalars.split(separator: "\u{0C}")
            #expect(pages.count == text.pages.count)
            #expect(pages.allSatisfy { $0.filter { $0 == "\n" }.count == lines })
        }
    }

    @Test("nobody signs an otherwise empty page, however long the letter is", arguments: LetterLanguage.allCases)
    func signatureKeepsCompany(language: LetterLanguage) {
        var letter = SampleLetters.arabic
        letter.language = language
        for count in 1...40 {
            letter.body = Array(repeating: "سطر قصير من الخطاب.", count: count).joined(separator: "\n\n")
            let pages = LetterPaginator.pages(of: letter).pages
            let last = pages.last ?? []
            #expect(last.contains { $0.role == .body })
            #expect(last.contains { $0.role == .closing })
            #expect(last.filter { $0.role == .signature }.count == 3)
            #expect(pages.dropLast().joined().allSatisfy { $0.role != .closing && $0.role != .signature })
        }
    }

    @Test("a page break leaves no single line of a paragraph alone")
    func noOrphans() {
        var letter = SampleLetters.english
        for words in stride(from: 200, through: 900, by: 37) {
            letter.body = Array(repeating: "beneficiary", count: words).joined(separator: " ")
            for page in LetterPaginator.pages(of: letter).pages {
                #expect(page.filter { $0.role == .body }.count != 1)
            }
        }
    }

    @Test("every word of the body stands in the letter, in its order", arguments: [1, 2, 5, 9])
    func nothingIsLost(times: Int) {
        for language in LetterLanguage.allCases {
            let letter = SampleLetters.long(times, language: language)
            let lines = LetterPaginator.pages(of: letter).pages.joined().filter { $0.role == .body }
            let words = lines.flatMap { $0.text.split(separator: " ") }
            let expected = LetterCleaning.paragraphs(of: letter.body).joined().flatMap { $0.split(separator: " ") }
            #expect(words == expected)
        }
    }

    @Test("the first page carries number, dates and attachments; the others the number")
    func fields() throws {
        let text = LetterPaginator.pages(of: SampleLetters.long(4))
        let first = try #require(text.pages.first)
        #expect(
            first.filter { $0.role == .field }.map(\.text) == [
                "الرقم: ١٢٥/١٤٤٧/م", "التاريخ: ٢٥ شعبان ١٤٤٧هـ", "الموافق: ١٣ فبراير ٢٠٢٦م", "المرفقات: مرفق واحد",
            ])
        #expect(text.pages.count > 1)
        for page in text.pages.dropFirst() {
            #expect(page.first?.opposite == "الرقم: ١٢٥/١٤٤٧/م")
            #expect(page.allSatisfy { $0.role != .field && $0.role != .basmala })
        }
    }

    @Test("what is not known yet is left to be filled in by hand")
    func blanks() {
        var letter = SampleLetters.arabic
        letter.number = nil
        letter.dateHijri = ""
        letter.dateGregorian = ""
        letter.attachments = " "
        letter.signerName = nil
        let lines = LetterPaginator.pages(of: letter).pages.joined().map(\.text)
        #expect(lines.contains("الرقم: \(LetterLabels.blank)"))
        #expect(lines.contains("التاريخ: \(LetterLabels.blank)"))
        #expect(!lines.contains { $0.hasPrefix("الموافق") })
        #expect(lines.contains("المرفقات: بدون"))
        #expect(lines.contains("الاسم: \(LetterLabels.blank)"))
    }

    @Test("an English letter has English labels, the Gregorian day first and no Arabic opening line")
    func english() {
        let lines = Array(LetterPaginator.pages(of: SampleLetters.english).pages.joined())
        #expect(
            lines.filter { $0.role == .field }.map(\.text) == [
                "No.: 125/1447/M", "Date: 13 February 2026", "Corresponding to: 25 Sha'ban 1447 AH", "Attachments: One",
            ])
        #expect(lines.allSatisfy { $0.role != .basmala })
        #expect(lines.first?.text == "Al-Birr Charity of the Valley")
        #expect(lines.first?.opposite == "جمعية البر الخيرية بالوادي")
    }

    @Test("an empty letter is still one page with a place to sign")
    func emptyLetter() {
        let letter = Letter(
            head: Letterhead(nameArabic: "", nameEnglish: ""), language: .arabic, number: nil, dateHijri: "",
            dateGregorian: "", attachments: "", addressee: "", honorific: "", salutation: "", subject: "", body: "",
            closing: "", signerTitle: "")
        let pages = LetterPaginator.pages(of: letter).pages
        #expect(pages.count == 1)
        #expect(pages.joined().contains { $0.role == .signature })
    }

    @Test("texts of monstrous length end in pages and not in a crash")
    func monstrous() {
        var letter = SampleLetters.arabic
        letter.closing = String(repeating: "خاتمة طويلة ", count: 2_000)
        letter.subject = String(repeating: "م", count: 9_000)
        letter.addressee = String(repeating: "سعادة ", count: 900)
        letter.head.nameEnglish = String(repeating: "Charity ", count: 200)
        letter.head.footerLines = Array(repeating: "سطر", count: 80)
        letter.signerTitle = String(repeating: "مدير ", count: 900)
        let text = LetterPaginator.pages(of: letter, columns: -5, lines: 0)
        #expect(text.pages.count > 10)
        #expect(text.pages.joined().allSatisfy { DisplayWidth.of(text.plain($0)) <= LetterPaginator.fewestColumns })
    }
}
