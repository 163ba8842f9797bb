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
                + "<bdi data-target=\"\"> (x.example)</bdi>"
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

    @Test(
        "S9: a link says where it leads, unless its words say the same; letters that only look alike show as xn--",
        arguments: [
            ("<a href=\"https://evil.example/x\">https://bank.example</a>", "evil.example"),
            ("<a href=\"https://bank.example@evil.example/\">bank.example</a>", "evil.example"),
            ("<a href=\"https://bank.example.evil.example/\">bank.example</a>", "bank.example.evil.example"),
            ("<a href=\"https://аpple.com/\">apple.com</a>", "xn--pple-43d.com"),
            ("<a href=\"https://مثال.example/\">مثال</a>", "xn--mgbh0fb.example"),
            ("<a href=\"https://evil.example\"><img src=cid:a></a>", "evil.example"),
            ("<a href=\"mailto:a@evil.example\">a@bank.example</a>", "a@evil.example"),
            ("<a href=\"https://www.bank.example/pay?x\">bank.example/pay</a>", nil),
            ("<a href=\"https://bank.example\">http://www.bank.example/</a>", nil),
            ("<a href=\"mailto:a@b.example\">a@b.example</a>", nil),
            ("<a href=\"tel:+966500000000\">+966500000000</a>", nil),
        ] as [(String, String?)])
    func targets(html: String, shown: String?) {
        let safe = Markup.sanitized(html)
        #expect(Inspection.of(safe).violations.isEmpty)
        if let shown {
            #expect(safe.hasSuffix("</a><bdi data-target=\"\"> (\(shown))</bdi>"), "\(safe)")
        } else {
            #expect(safe.hasSuffix("</a>"), "\(safe)")
        }
    }

    @Test("S1: three hundred shapes more, each tag with each handler and each disguise of an address")
    func combinations() {
        #expect(Payloads.combined.count > 300)
        for html in Payloads.combined {
            let safe = Markup.sanitized("<p>before</p>" + html + "<p>after</p>")
            let found = Inspection.of(safe)
            #expect(found.violations.isEmpty, "\(html) became \(safe)")
        }
    }

    @Test("S5: nothing is fetched before the officer asks", arguments: Payloads.remote)
    func remote(_ html: String) {
        let safe = Markup.sanitized(html)
        let loads = Inspection.of(safe).elements.contains { element in
            ["img", "video", "audio", "source", "link", "iframe", "object", "embed", "input"].contains(element.name)
                || ["src", "srcset", "background", "poster", "style", "data"].contains { element.attributes[$0] != nil }
        }
        #expect(!loads, "\(safe)")
    }

    @Test("S7: nothing leaves its box: no style, class, id, position or layer", arguments: Payloads.boxes)
    func boxes(_ html: String) {
        let safe = Markup.sanitized(html)
        for element in Inspection.of(safe).elements {
            for name in ["style", "class", "id", "name", "slot", "popover", "hidden"] {
                #expect(element.attributes[name] == nil, "\(safe)")
            }
        }
    }

    @Test("S8: marks that turn letters around do not reach the officer's page")
    func direction() {
        let safe = Markup.sanitized(
            "<p title=\"\u{202E}\">a\u{202E}gnp.exe\u{202D} <a href=\"https://x.example/\u{202E}\">\u{202E}x</a>")
        #expect(!safe.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x202D })
        #expect(Markup.sanitized("<p>&#x202E;x&#8237;</p>") == "<p>x</p>")
    }
}
