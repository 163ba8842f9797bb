/// Writes a tree as text that people read: one line for each block, `- ` before list entries, `> ` before quotes, a
/// rule before an original that is not marked line by line, `-- ` before a signature.
struct PlainTextWriter: TreeVisitor {

    private var lines = LineWriter()
    private var lists: [Int?] = []
    private var links: [(address: String?, start: Int)] = []
    private var preformatted = 0
    private var quotes = QuoteDepth()

    mutating func enter(_ element: Element) {
        switch element.name {
        case "br": lines.addBreak()
        case "hr": rule()
        case "img": image(element)
        case "a": links.append((element.attributes["href"].flatMap(LinkPolicy.link), lines.mark()))
        case "ul", "ol":
            lines.wantBreaks(lists.isEmpty ? 2 : 1)
            lists.append(element.name == "ol" ? Int(element.attributes["start"] ?? "") ?? 1 : nil)
        case "li": item()
        case "pre":
            lines.wantBreaks(2)
            preformatted += 1
        default: lines.wantBreaks(Self.breaks[element.name] ?? 0)
        }
        guard element.name != "br" else { return }
        if let mark = quotes.enter(element) { add(mark) }
        lines.quoteDepth = quotes.depth
    }

    /// A line that a mail program's plain text would have.
    private mutating func add(_ mark: String) {
        lines.wantBreaks(1)
        lines.add(mark)
        lines.wantBreaks(1)
    }

    mutating func leave(_ element: Element) {
        switch element.name {
        case "br", "hr", "img": break
        case "a": link()
        case "ul", "ol":
            _ = lists.popLast()
            lines.wantBreaks(lists.isEmpty ? 2 : 1)
        case "td", "th": lines.endCell()
        case "pre":
            preformatted -= 1
            lines.wantBreaks(2)
        default: lines.wantBreaks(Self.breaks[element.name] ?? 0)
        }
        guard element.name != "br" else { return }
        quotes.leave()
        lines.quoteDepth = quotes.depth
    }

    mutating func text(_ text: String) {
        if quotes.depth > 0 {
            quotes.see(text)
            lines.quoteDepth = quotes.depth
        }
        if preformatted > 0 { lines.addPreformatted(text) } else { lines.add(text) }
    }

    /// The text without blank edges.
    mutating func finish() -> String { lines.finish() }

    private mutating func rule() {
        lines.wantBreaks(1)
        lines.add("---")
        lines.wantBreaks(1)
    }

    /// The words of a picture; not those of one that hangs on the mail as a file, nor a file's name, which say nothing.
    private mutating func image(_ element: Element) {
        guard let words = element.attributes["alt"], words.utf8.contains(where: { $0 > 0x20 }) else { return }
        guard LinkPolicy.contentID(element.attributes["src"] ?? "") == nil, !Self.isFileName(words) else { return }
        lines.add("[" + words + "]")
    }

    private static func isFileName(_ words: String) -> Bool {
        let ending = words.lowercased().utf8.suffix(5)
        return !words.utf8.contains(0x20)
            && [".png", ".jpg", ".gif", ".jpeg", ".bmp"].contains {
                ending.suffix($0.utf8.count).elementsEqual($0.utf8)
            }
    }

    private mutating func item() {
        lines.wantBreaks(1)
        guard let last = lists.indices.last, let number = lists[last] else {
            lines.beginItem("- ", level: lists.count)
            return
        }
        lines.beginItem("\(number). ", level: lists.count)
        lists[last] = number < 100_000 ? number + 1 : number
    }

    /// Adds the address after the words of a link that do not say it themselves.
    private mutating func link() {
        guard let link = links.popLast(), let address = link.address else { return }
        guard lines.hasWords(since: link.start) else { return }
        let shown = Self.shown(address)
        // Words much longer than the address cannot be the address: they are not looked at, which bounds the time.
        let words = lines.text(since: link.start, within: shown.utf8.count + 16)
        guard Self.bare(words) != Self.bare(shown) else { return }
        lines.add(" (" + shown + ")")
    }

    private static func shown(_ address: String) -> String {
        for scheme in ["mailto:", "tel:"] where address.lowercased().hasPrefix(scheme) {
            return String(address.dropFirst(scheme.count).prefix { $0 != "?" })
        }
        return address
    }

    private static func bare(_ address: String) -> String {
        var text = address.lowercased()
        for scheme in ["https://", "http://", "mailto:", "tel:", "www."] where text.hasPrefix(scheme) {
            text = String(text.dropFirst(scheme.count))
        }
        return String(text.filter { $0 != " " && $0 != "/" })
    }

    private static let breaks: [String: Int] = [
        "p": 2, "blockquote": 2, "h1": 2, "h2": 2, "h3": 2, "h4": 2, "h5": 2, "h6": 2, "div": 1, "center": 1,
        "address": 1, "tr": 1,
        "table": 1, "caption": 1, "dl": 2, "dt": 1, "dd": 1, "article": 1, "section": 1, "header": 1, "footer": 1,
        "main": 1, "nav": 1, "aside": 1, "figure": 1, "figcaption": 1,
    ]
}
