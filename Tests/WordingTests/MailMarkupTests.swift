import Casework
import Mustache
import Testing
import Wording

@Suite("Text as HTML")
struct MailMarkupTests {
    @Test("A mail's HTML runs in the direction of its language, paragraph by paragraph")
    func directions() {
        let arabic = Wording.html(fromText: "مرحباً\nبكم\n\n\nوداعاً", language: .arabic)
        #expect(arabic.contains("<html lang=\"ar\" dir=\"rtl\">") && arabic.contains("<body dir=\"rtl\""))
        #expect(arabic.contains("<p dir=\"rtl\" style=\"margin:0 0 1em\">مرحباً<br>\nبكم</p>"))
        #expect(arabic.contains(">وداعاً</p>"))
        #expect(
            Wording.html(fromText: "a\r\n\r\nb", language: .english).contains(
                "dir=\"ltr\" style=\"margin:0 0 1em\">b</p>"))
    }

    @Test(
        "Links can be clicked and end where the sentence goes on",
        arguments: [
            ("see https://a.example/t/1.", "href=\"https://a.example/t/1\">https://a.example/t/1</a>."),
            ("(http://a.example/x?a=1&b=2)", "href=\"http://a.example/x?a=1&amp;b=2\">"),
            ("عبر https://a.example/t/1، وشكراً", "href=\"https://a.example/t/1\">https://a.example/t/1</a>، وشكراً"),
        ])
    func links(text: String, expected: String) {
        #expect(Wording.html(fromText: text, language: .arabic).contains(expected))
    }

    @Test(
        "Nothing in a text becomes markup",
        arguments: [
            "<script>alert(1)</script>", "https://a.example/\"><script>", "\"\u{301}onclick='x'", "javascript:alert(1)",
            "https://\"onmouseover=x", "<\u{64B}b>",
        ])
    func escaping(text: String) {
        let html = Wording.html(fromText: text, language: .english)
        #expect(!html.contains("<script") && !html.contains("href=\"javascript"))
        let paragraph = html.utf8.split(separator: UInt8(ascii: "\n")).filter { $0.starts(with: "<p ".utf8) }.joined()
        let inner = Array(paragraph).dropFirst("<p dir=\"ltr\" style=\"margin:0 0 1em\">".utf8.count)
        let withoutLink = String(decoding: inner, as: UTF8.self).replacing(
            /<a dir="ltr" href="[^"<>]*">|<\/a>|<\/p>/, with: "")
        #expect(!withoutLink.utf8.contains(UInt8(ascii: "<")) && !withoutLink.utf8.contains(UInt8(ascii: "\"")))
    }

    @Test("A reference is kept from turning round, short numbers and words with digits are left alone")
    func numbers() {
        #expect(Wording.html(fromText: "رقم 26004173.", language: .arabic).contains("<bdi>26004173</bdi>."))
        #expect(!Wording.html(fromText: "في 2026 أو a26004173", language: .arabic).contains("<bdi>"))
    }

    @Test(
        "Every dangerous byte of a value is escaped on pages, whatever mark follows it",
        arguments: [
            ("<b>", "&lt;b&gt;"), ("a&b", "a&amp;b"), ("\"\u{301}", "&quot;\u{301}"), ("'\u{64B}", "&#39;\u{64B}"),
            ("سلام", "سلام"), ("", ""),
        ])
    func safe(value: String, expected: String) throws {
        Wording.registerContentTypes()
        let template = try MustacheTemplate(string: "{{% CONTENT_TYPE:SAFE}}{{#on}}{{value}}{{/on}}")
        let rendered = template.render(["on": true, "value": value] as [String: any Sendable])
        #expect(Array(rendered.utf8) == Array(expected.utf8))
    }
}
