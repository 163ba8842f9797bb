import Testing

@testable import Markup

@Suite("An HTML mail is readable as text")
struct PlainTextTests {
    @Test(
        "Blocks, lists, links, tables and quotes keep their shape",
        arguments: [
            ("<p>a</p><p>b</p>", "a\n\nb"), ("a<br>b<br><br>c", "a\nb\n\nc"), ("<div>a</div><div>b</div>", "a\nb"),
            ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"), ("a  \n b&nbsp;c", "a b c"),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "- a\n- b\n  - c\n\nd"),
            ("<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b"),
            ("<a href='https://x.example/y'>here</a>.", "here (https://x.example/y)."),
            ("<a href='https://x.example/'>https://x.example</a>", "https://x.example"),
            ("<a href='mailto:a@b.example?subject=x'>a@b.example</a>", "a@b.example"),
            ("<a href='mailto:a@b.example?subject=x'>write</a>", "write (a@b.example)"),
            ("<a href='javascript:alert(1)'>x</a>", "x"),
            ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a | b\n1 | 2"),
            ("a<blockquote>b<blockquote>c</blockquote></blockquote>d", "a\n\n> b\n>\n> > c\n\nd"),
            ("<blockquote style='margin:0 0 0 40px;border:none;padding:0'>a</blockquote>", "a"),
            (
                "<div class=gmail_quote><div>On … wrote:</div><blockquote class=gmail_quote>a<br>b</blockquote></div>",
                "> On … wrote:\n>\n> a\n> b"
            ),
            (
                "<div class=gmail_quote><div class=gmail_attr>On … wrote:</div><blockquote class=gmail_quote>a</blockquote>"
                    + "<div>b</div><blockquote class=gmail_quote>c</blockquote></div>",
                "> On … wrote:\n>\n> a\n\nb\n\n> c"
            ),
            ("<div class=gmail_quote>---------- Forwarded message<br>a</div>", "---------- Forwarded message\na"),
            ("a<blockquote class=gmail_quote>b</blockquote>", "a\n\nb"),
            ("a<div id=x_divRplyFwdMsg>From: b</div>", "a\n________________________________\nFrom: b"),
            ("a<div class=\"m_-5gmail_signature\">b</div>", "a\n--\nb"),
            (
                "a<div class=moz-cite-prefix>On … wrote:</div><blockquote type=cite>b</blockquote>c",
                "a\n> On … wrote:\n>\n> b\n\nc"
            ),
            ("<pre>a\n  b</pre>", "a\n  b"), ("&lt;b&gt; &amp; &copy; &#1575;", "<b> & © ا"),
            ("<title>t</title><style>s</style><script>x</script>a<!-- c -->b", "ab"),
            ("<img alt='شعار' src=x><hr>x", "[شعار]\n---\nx"),
            ("a<img alt='logo' src='cid:1'><img alt='a1.png' src=x>b", "ab"), ("<b>a</b><i>b</i> c", "ab c"),
            ("a < b and c<d", "a < b and c<d"), ("a <3 b", "a <3 b"), ("<!-- open", "open"),
            ("<p title=\"open", "<p title=\"open"),
            ("<style>a{}", "a{}"), ("", ""), ("<o:p>x</o:p>", "x"),
        ])
    func shapes(html: String, expected: String) {
        #expect(Markup.plainText(fromHTML: html) == expected)
    }

    @Test("Hostile HTML of any size and depth is read", arguments: Hostile.documents)
    func hostile(_ document: Hostile.Document) {
        let text = Markup.plainText(fromHTML: document.html)
        let safe = Markup.sanitized(document.html)
        #expect(text.utf8.count <= document.html.utf8.count * 20 + 1_000)
        #expect(Inspection.of(safe).violations.isEmpty)
    }
}

/// HTML made to exhaust its reader.
enum Hostile {
    struct Document: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var html: String
    }

    static let documents: [Document] = [
        make("100,000 open divisions", "<div>", 100_000), make("open bold in paragraphs", "<p><b id=1><i>x", 30_000),
        make("open fonts, then paragraphs", "<font size=1>", 10_000, then: "<p>x", 10_000),
        make("open quotes", "<blockquote>", 20_000), make("open lists", "<ul><li>", 20_000),
        make("open tables", "<table><tr><td>", 20_000), make("text in tables", "<table><b>x<tr>y", 10_000),
        make("open links", "<a href=http://a.example><p>x", 10_000),
        make("links in links", "<a href=http://a.example>x", 20_000),
        make("links that stay open", "<a href=http://a.example><p></a>x", 6_000),
        make("open comments", "<!--", 100_000),
        make("open tags", "<a ", 200_000), make("open quotes in tags", "<a b=\"", 100_000),
        make("open scripts", "<script>", 100_000), make("attributes", "<p ", 1, then: "a=1 b=\"2\"", 100_000),
        make("same attribute", "<p ", 1, then: "class=a ", 100_000), make("end tags", "</p>", 100_000),
        make("ends after starts", "<div>", 15_000, then: "</span>", 100_000), make("brackets", "<", 300_000),
        make("references", "&", 300_000), make("numeric references", "&#x41;", 50_000),
        make("NUL", "\0<\0b\0>", 50_000),
    ]

    private static func make(
        _ name: String, _ piece: String, _ count: Int, then next: String = "", _ times: Int = 0
    ) -> Document {
        Document(
            testDescription: name,
            html: String(repeating: piece, count: count) + String(repeating: next, count: times))
    }
}
