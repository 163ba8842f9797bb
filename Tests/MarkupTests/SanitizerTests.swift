import Testing

@testable import Markup

@Suite("A hostile mail shown to an officer runs nothing, fetches nothing and covers nothing")
struct SanitizerTests {
    @Test("Only allowed tags and attributes remain", arguments: Payloads.all)
    func payload(_ html: String) {
        for options in [SanitizerOptions(), SanitizerOptions(allowRemoteImages: true, inlineImages: ["a": "/files/1"])]
        {
            let safe = Markup.sanitized("<p>before</p>" + html + "<p>after</p>", options: options)
            let found = Inspection.of(safe)
            #expect(found.violations.isEmpty, "\(found.violations) in \(safe)")
            #expect(Inspection.of(Markup.sanitized(safe, options: options)).violations.isEmpty)
            #expect(found.words.contains("before"))
            if !options.allowRemoteImages { #expect(!found.elements.contains { $0.name == "img" }) }
        }
    }

    @Test("Damaged payloads are as harmless")
    func damaged() {
        var state: UInt64 = 3
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let scraps = Payloads.all.map { Array($0.utf8) }
        for _ in 0..<3_000 {
            var bytes: [UInt8] = []
            for _ in 0..<3 {
                let scrap = scraps[next(scraps.count)]
                bytes += scrap.prefix(next(scrap.count + 1))
                bytes += scraps[next(scraps.count)].suffix(next(12))
            }
            let html = String(decoding: bytes, as: UTF8.self)
            let safe = Markup.sanitized(html)
            #expect(Inspection.of(safe).violations.isEmpty, "\(html) became \(safe)")
        }
    }

    @Test("Links keep their address and get no power over our page")
    func links() {
        #expect(
            Markup.sanitized("<a href=\"https://x.example/?a=1&amp;b=2\" onclick=x id=y>z</a>")
                == "<a href=\"https://x.example/?a=1&amp;b=2\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">z</a>"
        )
        #expect(Markup.sanitized("<a href=\"/logout\">z</a>") == "z")
        #expect(Markup.sanitized("<a href=\"//evil.example\">z</a>") == "z")
    }

    @Test("Pictures from outside wait for the officer; pictures of the mail are shown; counting dots vanish")
    func images() {
        let remote = "<img src=\"https://x.example/a.png\" alt=\"logo\" width=100>"
        #expect(Markup.sanitized(remote) == "<span data-blocked=\"image\">[logo]</span>")
        #expect(
            Markup.sanitized(remote, options: SanitizerOptions(allowRemoteImages: true))
                == "<img src=\"https://x.example/a.png\" alt=\"logo\" loading=\"lazy\" referrerpolicy=\"no-referrer\" width=\"100\">"
        )
        let inline = SanitizerOptions(inlineImages: ["a@b": "/files/1"])
        #expect(Markup.sanitized("<img src=\"cid:a%40b\">", options: inline).contains("src=\"/files/1\""))
        #expect(Markup.sanitized("<img src=\"https://x.example/t.gif\" width=1 height=1>") == "")
    }

    @Test("Direction, structure and words stay")
    func kept() {
        let html =
            "<div dir=\"rtl\"><p><b>أ</b> <i>ب</i></p><table><tbody><tr><td colspan=\"2\">ج</td></tr></tbody></table></div>"
        #expect(Markup.sanitized(html) == html)
        #expect(Markup.sanitized("<body dir=rtl>أ") == "<div dir=\"rtl\">أ</div>")
    }
}
