/// Cuts HTML into tags and text as browsers do (WHATWG HTML section 13.2.5), in one pass, and loses no text: what is
/// never closed is text.
struct TagScanner {
    /// A start tag with the attributes that are read, each once.
    struct Tag {
        var name: String
        var attributes: [(name: String, value: [UInt8])] = []
    }

    /// A piece of the input.
    enum Token {
        case text(ArraySlice<UInt8>)
        case start(Tag)
        case end(String)
    }

    /// The longest attribute value that is kept, in bytes.
    static let maxValue = 8_192

    private let bytes: [UInt8]
    private var position = 0
    /// Ends that were looked for and do not come any more: looking again would cost time with the square of the size.
    private var absent: Set<String> = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next piece; nil at the end.
    mutating func next() -> Token? {
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<"), !absent.contains(">") else { return text() }
            let following = byte(at: position + 1)
            if Self.isLetter(following) {
                if let token = startTag() { return token }
            } else if following == UInt8(ascii: "/"), Self.isLetter(byte(at: position + 2)) {
                return endTag()
            } else if [UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "/")].contains(following) {
                skipComment()
            } else {
                return text()
            }
        }
        return nil
    }

    /// Everything up to the next `<`, at least one byte.
    private mutating func text() -> Token {
        let start = position
        let rest = bytes[(start + 1)...]
        position = absent.contains(">") ? bytes.count : rest.firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        return .text(bytes[start..<position])
    }

    private mutating func endTag() -> Token {
        let start = position
        position += 2
        let name = tagName()
        guard skipAttributes(into: nil) != nil else { return unclosed(start) }
        return .end(name)
    }

    /// A start tag; nil when it goes together with its content.
    private mutating func startTag() -> Token? {
        let start = position
        position += 1
        let name = tagName()
        guard let tag = skipAttributes(into: Tag(name: name)) else { return unclosed(start) }
        guard KnownTags.unread.contains(name), skipContent(of: name) else { return .start(tag) }
        return nil
    }

    private mutating func unclosed(_ start: Int) -> Token {
        absent.insert(">")
        position = start
        return text()
    }

    private mutating func tagName() -> String {
        let start = position
        while position < bytes.count, !Self.endsName(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<min(position, start + 30)], as: UTF8.self).lowercased()
    }

    /// Reads to the end of the tag; nil when it has none.
    private mutating func skipAttributes(into tag: Tag?) -> Tag? {
        var tag = tag ?? Tag(name: "")
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: ">"):
                position += 1
                return tag
            case UInt8(ascii: "/"), 0x09, 0x0A, 0x0C, 0x0D, 0x20: position += 1
            default:
                guard let attribute = attribute() else { return nil }
                let isNew = !tag.attributes.contains { $0.name == attribute.name }
                if isNew, KnownTags.attributes.contains(attribute.name), attribute.value.count <= Self.maxValue {
                    tag.attributes.append((attribute.name, Array(attribute.value)))
                }
            }
        }
        return nil
    }

    private mutating func attribute() -> (name: String, value: ArraySlice<UInt8>)? {
        let start = position
        position += 1
        while position < bytes.count, !Self.endsName(bytes[position]), bytes[position] != UInt8(ascii: "=") {
            position += 1
        }
        let name = String(decoding: bytes[start..<min(position, start + 30)], as: UTF8.self).lowercased()
        skipSpace()
        guard byte(at: position) == UInt8(ascii: "=") else { return (name, []) }
        position += 1
        skipSpace()
        let quote = byte(at: position)
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return (name, unquoted()) }
        guard let end = bytes[(position + 1)...].firstIndex(of: quote) else { return nil }
        let value = bytes[(position + 1)..<end]
        position = end + 1
        return (name, value)
    }

    private mutating func unquoted() -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.count, !Self.isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">") {
            position += 1
        }
        return bytes[start..<position]
    }

    /// Skips to after the end tag of that name; false when there is none.
    private mutating func skipContent(of name: String) -> Bool {
        guard !absent.contains(name) else { return false }
        var search = position
        while let open = bytes[search...].firstIndex(of: UInt8(ascii: "<")) {
            search = open + 1
            guard byte(at: search) == UInt8(ascii: "/") else { continue }
            let end = search + 1 + name.utf8.count
            guard end < bytes.count, Self.endsName(bytes[end]) else { continue }
            guard String(decoding: bytes[(search + 1)..<end], as: UTF8.self).lowercased() == name else { continue }
            position = end
            return skipAttributes(into: nil) != nil
        }
        absent.insert(name)
        return false
    }

    /// Skips `<!-- … -->`, `<!…>`, `<?…>` and `</…>`; only the mark when it is never closed.
    private mutating func skipComment() {
        let isComment = bytes[position...].starts(with: "<!--".utf8)
        let ending = isComment ? "-->" : ">"
        if isComment, byte(at: position + 4) == UInt8(ascii: ">") {
            position += 5
        } else if !absent.contains(ending), let end = end(of: ending, from: position + (isComment ? 2 : 1)) {
            position = end
        } else {
            absent.insert(ending)
            position += isComment ? 4 : 1
        }
    }

    private func end(of ending: String, from start: Int) -> Int? {
        let wanted = Array(ending.utf8)
        var search = min(start, bytes.count)
        while let close = bytes[search...].firstIndex(of: UInt8(ascii: ">")) {
            search = close + 1
            let first = search - wanted.count
            if first >= start, bytes[first..<search].elementsEqual(wanted) { return search }
            let isLoose =
                wanted.count > 1 && first - 1 >= start && bytes[(first - 1)..<search].elementsEqual("--!>".utf8)
            if isLoose { return search }
        }
        return nil
    }

    private mutating func skipSpace() {
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    }

    private func byte(at index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }
}
