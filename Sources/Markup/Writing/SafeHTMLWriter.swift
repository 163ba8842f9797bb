/// Rebuilds HTML from a tree with nothing in it but what the lists here allow.
struct SafeHTMLWriter: TreeVisitor {
    /// Tags within tags that are written; deeper ones are left out while their text stays.
    static let maxDepth = 200

    private let options: SanitizerOptions
    private var output: [UInt8] = []
    /// The end tag of each entered element; nil where nothing was written.
    private var open: [String?] = []
    private var depth = 0
    /// The link that is open: where its words begin, and the server it leads to.
    private var link: (start: Int, target: String)?

    init(options: SanitizerOptions) { self.options = options }

    mutating func enter(_ element: Element) {
        var end: String?
        switch element.name {
        case "br", "hr": write(element.name, attributes(element))
        case "img": writeImage(element)
        case "a": end = writeLink(element)
        default:
            if depth < Self.maxDepth, let tag = Self.tags[element.name] {
                write(tag, attributes(element))
                end = tag
            }
        }
        if end != nil { depth += 1 }
        open.append(end)
    }

    mutating func leave(_: Element) {
        guard let last = open.popLast(), let tag = last else { return }
        depth -= 1
        let ended = tag == "a" ? link : nil
        let isSaid = ended.map { Self.say(output[$0.start...].prefix(Self.longestWords), $0.target) } ?? true
        output += "</\(tag)>".utf8
        if let ended, !isSaid { writeTarget(ended.target) }
        if tag == "a" { link = nil }
    }

    /// Says behind a link where it leads.
    private mutating func writeTarget(_ target: String) {
        let shown = String(decoding: target.utf8.prefix(Self.longestTarget), as: UTF8.self)
        write("bdi", [("data-target", "")])
        Markup.escape(" (" + Self.visible(shown) + ")", into: &output)
        output += "</bdi>".utf8
    }

    /// Bytes of a link's words that are looked at, and of its target that are shown.
    private static let longestWords = 2_000
    private static let longestTarget = 200

    /// Whether the words of a link are its address: its server and perhaps a path, nothing else.
    private static func say(_ words: ArraySlice<UInt8>, _ target: String) -> Bool {
        var shown = bare(String(decoding: words, as: UTF8.self).lowercased().utf8.filter { $0 > 0x20 }[...])
        let wanted = bare(Array(target.lowercased().utf8)[...])
        guard shown.starts(with: wanted) else { return false }
        shown = shown.dropFirst(wanted.count)
        return shown.first.map { "/?#:".utf8.contains($0) } ?? true
    }

    /// An address without what people leave out when they write it.
    private static func bare(_ address: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var address = address
        for prefix in ["https://", "http://", "mailto:", "tel:", "www."] where address.starts(with: prefix.utf8) {
            address = address.dropFirst(prefix.utf8.count)
        }
        return address
    }

    mutating func text(_ text: String) { Markup.escape(Self.visible(text), into: &output) }

    /// The rebuilt HTML.
    func finish() -> String { String(decoding: output, as: UTF8.self) }

    private mutating func write(_ tag: String, _ attributes: [(name: String, value: String)]) {
        output += "<\(tag)".utf8
        for attribute in attributes {
            output += " \(attribute.name)=\"".utf8
            Markup.escape(Self.visible(attribute.value), into: &output)
            output.append(UInt8(ascii: "\""))
        }
        output.append(UInt8(ascii: ">"))
    }

    private mutating func writeLink(_ element: Element) -> String? {
        guard depth < Self.maxDepth, link == nil else { return nil }
        guard let address = element.attributes["href"].flatMap(LinkPolicy.link) else { return nil }
        let fixed = [("href", address), ("target", "_blank"), ("rel", "noopener noreferrer nofollow")]
        write("a", fixed + attributes(element))
        link = (output.count, LinkPolicy.target(address))
        return "a"
    }

    private mutating func writeImage(_ element: Element) {
        let source = element.attributes["src"] ?? ""
        let words = element.attributes["alt"] ?? ""
        let own = LinkPolicy.contentID(source).flatMap { options.inlineImages[$0] }.flatMap(LinkPolicy.ownImage)
        let remote = options.allowRemoteImages ? LinkPolicy.remoteImage(source) : nil
        guard let address = own ?? remote else {
            writePlaceholder(words, isTiny: Self.isTiny(element))
            return
        }
        let fixed = [("src", address), ("alt", words), ("loading", "lazy"), ("referrerpolicy", "no-referrer")]
        write("img", fixed + attributes(element))
    }

    /// A picture that is not fetched leaves its words; the dots that only count readers leave nothing.
    private mutating func writePlaceholder(_ words: String, isTiny: Bool) {
        guard !isTiny else { return }
        write("span", [("data-blocked", "image")])
        Markup.escape("[" + (words.isEmpty ? "🖼" : Self.visible(words)) + "]", into: &output)
        output += "</span>".utf8
    }

    private static func isTiny(_ element: Element) -> Bool {
        ["width", "height"].contains { name in
            element.attributes[name].flatMap { Int($0) }.map { $0 <= 3 } ?? false
        }
    }

    private func attributes(_ element: Element) -> [(name: String, value: String)] {
        let isCell = element.name == "td" || element.name == "th"
        return ["dir", "lang", "align", "colspan", "rowspan", "width", "height", "start"].compactMap { name in
            guard let value = element.attributes[name] else { return nil }
            let lower = value.lowercased()
            let isSafe =
                switch name {
                case "dir": ["rtl", "ltr", "auto"].contains(lower)
                case "align": ["left", "right", "center", "justify"].contains(lower) && element.name != "img"
                case "lang": Self.isLanguage(lower)
                case "colspan", "rowspan": isCell && Self.isNumber(value, in: 1...100)
                case "start": element.name == "ol" && Self.isNumber(value, in: 0...100_000)
                default: element.name == "img" && Self.isNumber(value, in: 1...2_000)
                }
            return isSafe ? (name, lower) : nil
        }
    }

    private static func isNumber(_ value: String, in range: ClosedRange<Int>) -> Bool {
        value.utf8.count <= 6 && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
            && Int(value).map(range.contains) ?? false
    }

    private static func isLanguage(_ value: String) -> Bool {
        (2...20).contains(value.utf8.count)
            && value.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    /// Without control characters, and without the marks that turn the order of all following text around.
    private static func visible(_ text: String) -> String {
        let isClean = text.unicodeScalars.allSatisfy { !isHarmful($0) }
        guard !isClean else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { !isHarmful($0) }))
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x202D, 0x202E, 0xFDD0...0xFDEF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    /// What is written for each element; others leave only their text.
    private static let tags: [String: String] = {
        var names: [String: String] = [
            "strike": "s", "tt": "code", "center": "div", "article": "div", "section": "div", "header": "div",
            "footer": "div", "main": "div", "nav": "div", "aside": "div", "figure": "div", "figcaption": "div",
        ]
        let same = [
            "p", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "i", "em", "u", "s", "del", "ins",
            "sub", "sup", "small", "mark", "code", "kbd", "samp", "q", "cite", "abbr", "blockquote", "pre", "ul", "ol",
            "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "address", "bdi",
            "bdo",
        ]
        for name in same { names[name] = name }
        return names
    }()
}
