import Foundation
import Testing

@testable import Scanning

@Suite("Letters that come as text files")
struct PlainTextTests {
    @Test("a text file is read in the encoding it was written in")
    func encodings() throws {
        let windows: [UInt8] = [0xC7, 0xE1, 0xD3, 0xE1, 0xC7, 0xE3, 0x20, 0xDA, 0xE1, 0xED, 0xDF, 0xE3]
        #expect(PlainText.decode(windows) == "السلام عليكم")
        #expect(PlainText.decode(Array("السلام عليكم".utf8)) == "السلام عليكم")
        let utf16 = try #require("السلام".data(using: .utf16))
        #expect(PlainText.decode(utf16) == "السلام")
        #expect(PlainText.decode([0xFE, 0xFF, 0x06, 0x27]) == "ا")
        #expect(PlainText.decode([0x80, 0x81, 0x8D, 0xFF, 0xA1, 0xBA, 0xBF]) == "€پچے،؛؟")
    }

    @Test(
        "bytes that are not text are not guessed at",
        arguments: [[0x00, 0x41], [0x41, 0x01], [0xFF, 0xFE, 0x41], [0x4D, 0x5A, 0x90, 0x00]])
    func notText(bytes: [UInt8]) {
        #expect(PlainText.decode(bytes) == nil || bytes.starts(with: [0xFF, 0xFE]))
        #expect(ScanType.sniffed(from: [0x00] + bytes) == nil)
    }

    @Test(
        "the text kept is plain letters without controls, marks or stray spaces",
        arguments: [
            ("ﺍﻟﺴﻼﻡ  ﻋﻠﻴﻜﻢ", "السلام عليكم"), ("a\r\n\r\n\r\n\r\nb", "a\n\nb"), (" a \t b ", "a b"),
            ("\u{202B}نص\u{202C}\u{200F}", "نص"), ("a\u{0}b", "ab"), ("\n\n", ""),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("٢٠٢٦", "٢٠٢٦"),
        ])
    func cleaning(raw: String, expected: String) {
        #expect(ScannedPage(raw: raw, confidence: 100, source: .plain).text == expected)
    }

    @Test("no page's text is longer than the limit, and it ends at a whole letter")
    func textLimit() {
        let page = ScannedPage(text: "سلام", confidence: 100, source: .plain)
        #expect(
            (0...9).map { page.limited(to: $0).text } == ["", "", "س", "س", "سل", "سل", "سلا", "سلا", "سلام", "سلام"])
    }

    @Test("a confidence outside 0…100 is brought inside")
    func confidence() {
        #expect(ScannedPage(raw: "a", confidence: -1, source: .ocr).confidence == 0)
        #expect(ScannedPage(raw: "a", confidence: 190, source: .ocr).confidence == 100)
    }

    @Test("a PDF's own text counts only when it is real text")
    func textLayer() {
        #expect(TextLayer.real("Scanned by device 7") == nil)
        #expect(TextLayer.real(String(repeating: "\u{E000}", count: 400)) == nil)
        #expect(TextLayer.real(String(repeating: "a\u{FFFD}", count: 400)) == nil)
        #expect(TextLayer.real("نفيدكم بوصول خطابكم وقيده لدينا بالرقم") != nil)
    }
}
