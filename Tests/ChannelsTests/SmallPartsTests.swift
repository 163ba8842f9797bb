import Casework
import Foundation
import Testing

@testable import Channels

@Suite("Templates, paths and charsets")
struct SmallPartsTests {
    @Test(
        "A template fills its places and keeps doubled braces",
        arguments: [("{a}-{b}", "1-2"), ("{{a}}", "{a}"), ("x", "x"), ("", ""), ("{a}{a}", "11"), ("{c}", "")])
    func templates(_ source: String, _ filled: String) throws {
        let template = try #require(PlaceholderText(source))
        #expect(template.filled { ["a": "1", "b": "2"][$0] } == filled)
    }

    @Test("A template with loose braces is refused", arguments: ["{", "}", "{a", "a}", "{}", "{A}", "{a b}", "{{a}"])
    func badTemplates(_ source: String) { #expect(PlaceholderText(source) == nil) }

    @Test("What is filled in is never read as a template again")
    func noSecondPass() throws {
        let template = try #require(PlaceholderText("{text}"))
        #expect(template.filled { ["text": "{secret}", "secret": "no"][$0] } == "{secret}")
    }

    @Test(
        "A path finds its value",
        arguments: [
            ("a", "1"), ("b.c", "x"), ("d[1]", "true"), ("d[0].e", "2.5"), ("d[9]", nil), ("z", nil), ("b", nil),
        ])
    func paths(_ path: String, _ word: String?) throws {
        let tree = try #require(JSONTree(reading: Data(#"{"a":1,"b":{"c":"x"},"d":[{"e":2.5},true],"z":null}"#.utf8)))
        #expect(tree[try #require(FieldPath(path))]?.word == word)
    }

    @Test("A path that is none is refused", arguments: ["", ".", "a.", "a[", "a[x]", "a[-1]", "[]x", "a.[]"])
    func badPaths(_ path: String) { #expect(FieldPath(path) == nil) }

    @Test("JSON nested without end is refused, not followed")
    func deepJSON() {
        #expect(JSONTree(reading: Data(String(repeating: "[", count: 100_000).utf8)) == nil)
        let closed = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(JSONTree(reading: Data(closed.utf8)) == nil)
        #expect(JSONTree(reading: Data(repeating: 0x31, count: JSONTree.longestAnswer + 1)) == nil)
    }

    @Test("Every charset gives back what it took", arguments: SMSCharset.allCases)
    func charsets(_ charset: SMSCharset) throws {
        let text = charset == .latin1 ? "Grüße £5" : "السلام عليكم ، abc گچپ"
        let bytes = try #require(charset.encode(text))
        #expect(charset.decode(bytes) == text)
        #expect(charset.decode([]) == "")
    }

    @Test("Windows-1256 has one byte for each of its 256 characters")
    func windows1256() {
        for byte in UInt8.min...UInt8.max {
            #expect(Windows1256.byte(for: Windows1256.scalar(for: byte)) == byte)
        }
    }

    @Test("Half a UTF-16 unit, a lone surrogate and odd digits are no text")
    func brokenUTF16() {
        #expect(SMSCharset.utf16.decode([6]) == nil)
        #expect(SMSCharset.utf16.decode([0xD8, 0]) == nil)
        #expect(SMSCharset.ucs2Hex.decode(Array("064".utf8)) == nil)
    }

    @Test(
        "A form's fields are decoded once, broken escapes stay as written",
        arguments: [
            ("a=1&b=2", "a", "1"), ("a=%2B+x", "a", "+ x"), ("a=%zz%4", "a", "%zz%4"), ("a", "a", ""), ("=x", "", "x"),
        ])
    func fields(_ form: String, _ name: String, _ value: String) {
        #expect(URLFields(reading: form.utf8).first(name).map { String(decoding: $0, as: UTF8.self) } == value)
    }

    @Test(
        "Retry-After in seconds and as a date",
        arguments: [
            ("120", 120.0), ("Fri, 13 Feb 2026 07:31:00 GMT", 60), ("Fri, 13 Feb 2026 07:29:00 GMT", nil), ("-1", nil),
            ("soon", nil), ("", nil),
        ])
    func retryAfter(_ value: String, _ seconds: Double?) {
        #expect(RetryAfter.seconds(value, now: Fixtures.now) == seconds)
    }

    @Test(
        "Every note has a sentence in both languages, and unknown words come back as they are",
        arguments: ChannelNote.allCases)
    func notes(_ note: ChannelNote) {
        for language in Language.allCases {
            let sentence = ChannelNote.sentence(for: note.stored("HTTP 503"), language)
            #expect(sentence.hasSuffix("(HTTP 503)"))
            #expect(!sentence.contains(note.rawValue))
            #expect(ChannelNote.sentence(for: note.stored(), language) == note.wording[language])
            #expect(ChannelNote.sentence(for: "other: thing", language) == "other: thing")
        }
    }

    @Test("Readable text has plain line ends and no control characters")
    func readable() {
        #expect(ReadableText.clean("\u{FEFF} a\r\nb\rc\u{0}\u{7}\td\u{2028}e\n ") == "a\nb\nc\td\ne")
        #expect(ReadableText.oneLine("a\r\nb") == "a b")
    }
}
