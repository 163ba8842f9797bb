@testable import Markup

/// What Gumbo finds in HTML when nobody prepares it: an independent look at the sanitiser's output.
struct Inspection: TreeVisitor {
    private(set) var violations: [String] = []
    private(set) var elements: [Element] = []
    private(set) var words = ""

    static func of(_ html: String) -> Inspection {
        var inspection = Inspection()
        HTMLTree.walk(Array(html.utf8), visitor: &inspection)
        return inspection
    }

    mutating func enter(_ element: Element) {
        elements.append(element)
        if !Self.tags.contains(element.name) { violations.append("tag \(element.name)") }
        for (name, value) in element.attributes {
            if !Self.attributes.contains(name) { violations.append("attribute \(name)") }
            let isAddress = name == "href" || name == "src"
            if isAddress, !Self.schemes.contains(where: value.hasPrefix) { violations.append("address \(value)") }
        }
    }

    mutating func leave(_: Element) {}

    mutating func text(_ text: String) { words += text }

    private static let schemes = ["http://", "https://", "mailto:", "tel:", "/files/"]
    private static let tags: Set<String> = [
        "p", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "i", "em", "u", "s", "del", "ins", "sub",
        "sup", "small", "mark", "code", "kbd", "samp", "q", "cite", "abbr", "blockquote", "pre", "ul", "ol", "li", "dl",
        "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "address", "bdi", "bdo", "a", "br",
        "hr", "img",
    ]
    private static let attributes: Set<String> = [
        "href", "target", "rel", "src", "alt", "loading", "referrerpolicy", "dir", "lang", "align", "colspan",
        "rowspan", "width", "height", "start", "data-blocked", "data-target",
    ]
}
