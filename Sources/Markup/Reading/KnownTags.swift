/// The tags and attributes of foreign HTML that mean something here.
enum KnownTags {
    /// For each known tag the tag that the tree builder gets to see.
    static let written: [String: String] = {
        var names: [String: String] = [
            "a": "label", "b": "dfn", "strong": "dfn", "i": "var", "em": "var", "u": "ins", "s": "del",
            "strike": "del", "code": "samp", "tt": "samp", "small": "abbr", "big": "span", "font": "span",
        ]
        for name in plain { names[name] = name }
        return names
    }()

    /// The attributes that are read.
    static let attributes: Set<String> = [
        "href", "src", "alt", "dir", "lang", "align", "width", "height", "colspan", "rowspan", "start", "class",
        "id", "style", "type",
    ]

    /// The tags whose content is no text to read: it goes with them.
    static let unread: Set<String> = [
        "script", "style", "title", "iframe", "noembed", "noframes", "xmp", "textarea", "svg", "math", "template",
    ]

    private static let plain = [
        "p", "div", "span", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "del", "ins", "sub", "sup", "mark", "kbd",
        "samp", "q", "cite", "abbr", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption",
        "thead", "tbody", "tfoot", "tr", "td", "th", "img", "center", "address", "article", "section", "header",
        "footer", "main", "nav", "aside", "figure", "figcaption", "bdi", "bdo",
    ]
}
