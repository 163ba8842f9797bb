import Testing

@testable import Markup

@Suite("Text can stand in HTML without becoming HTML")
struct EscapeTests {
    static let marks: [Unicode.Scalar] = [
        "\u{301}", "\u{338}", "\u{64B}", "\u{651}", "\u{200D}", "\u{FE0F}", "\u{20E3}",
    ]

    @Test("A mark after a quote or a bracket hides nothing", arguments: marks)
    func combined(mark: Unicode.Scalar) {
        for (raw, escaped) in [("<", "&lt;"), (">", "&gt;"), ("&", "&amp;"), ("\"", "&quot;"), ("'", "&#39;")] {
            let text = Markup.escape("a" + raw + String(mark) + "b")
            #expect(text.unicodeScalars.elementsEqual(("a" + escaped + String(mark) + "b").unicodeScalars))
        }
    }

    @Test("Other text stays as it is")
    func plain() {
        #expect(Markup.escape("مرحبا\r\n — 100%") == "مرحبا\r\n — 100%")
        #expect(Markup.escape("") == "")
    }
}
