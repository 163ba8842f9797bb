/// A setting with places to fill in: `{name}` is a placeholder, `{{` and `}}` are the braces themselves.
struct PlaceholderText: Sendable, Hashable {
    private enum Piece: Sendable, Hashable {
        case literal(String)
        case placeholder(String)
    }

    private var pieces: [Piece]

    /// Reads a template; nil when a brace is left open or a name holds anything but lower-case letters, digits and `_`.
    init?(_ source: String) {
        var pieces: [Piece] = []
        var literal = String.UnicodeScalarView()
        var rest = source.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "{" || scalar == "}" else {
                literal.append(scalar)
                continue
            }
            if rest.first == scalar {
                rest.removeFirst()
                literal.append(scalar)
                continue
            }
            guard scalar == "{", let end = rest.firstIndex(of: "}") else { return nil }
            let name = rest[..<end]
            guard !name.isEmpty, name.allSatisfy(Self.isNamePart) else { return nil }
            if !literal.isEmpty { pieces.append(.literal(String(literal))) }
            literal = String.UnicodeScalarView()
            pieces.append(.placeholder(String(name)))
            rest = rest[rest.index(after: end)...]
        }
        if !literal.isEmpty { pieces.append(.literal(String(literal))) }
        self.pieces = pieces
    }

    /// A text without placeholders, whatever braces it holds.
    init(literally text: String) { pieces = [.literal(text)] }

    /// The template with words in front.
    func prefixed(_ words: String) -> PlaceholderText {
        var copy = self
        copy.pieces.insert(.literal(words), at: 0)
        return copy
    }

    /// The names it asks for, in order.
    var names: [String] {
        pieces.compactMap { piece in
            guard case .placeholder(let name) = piece else { return nil }
            return name
        }
    }

    /// The text with every placeholder replaced by `value(name)`; names without a value become nothing.
    func filled(_ value: (String) -> String?) -> String {
        pieces.map { piece in
            switch piece {
            case .literal(let text): text
            case .placeholder(let name): value(name) ?? ""
            }
        }.joined()
    }

    /// The bytes of the filled template: literals in UTF-8, placeholders as `value` gives them.
    func bytes(_ value: (String) -> [UInt8]?) -> [UInt8] {
        pieces.flatMap { piece in
            switch piece {
            case .literal(let text): Array(text.utf8)
            case .placeholder(let name): value(name) ?? []
            }
        }
    }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "0"..."9", "_": true
        default: false
        }
    }
}
