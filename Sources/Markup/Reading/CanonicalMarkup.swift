/// Foreign HTML rewritten so that a tree builder has nothing left to be tricked or exhausted with: known tags with
/// known attributes, everything else as text; comments, scripts and styles are gone.
///
/// Formatting tags are written as ordinary inline tags with their name in an attribute: HTML's rule that open
/// formatting is repeated in each following block makes trees grow with the square of the input.
struct CanonicalMarkup {
    /// The tags that are kept; later ones are left out while their text stays.
    static let maxTags = 20_000
    /// The attribute that carries the tag's own name.
    static let nameAttribute = "data-t"

    private var scanner: TagScanner
    private var output: [UInt8] = []
    private var tags = 0
    private var isInLink = false

    /// The canonical bytes of a foreign text; no longer than a small multiple of it.
    static func of(_ html: String) -> [UInt8] {
        var canonical = CanonicalMarkup(scanner: TagScanner(Array(html.utf8)))
        canonical.rewrite()
        return canonical.output
    }

    private init(scanner: TagScanner) { self.scanner = scanner }

    private mutating func rewrite() {
        while let token = scanner.next() {
            switch token {
            case .text(let bytes): writeText(bytes)
            case .start(let tag): writeStart(tag)
            case .end(let name): writeEnd(name)
            }
        }
    }

    /// Text keeps its character references; a `<` in it is no tag and is escaped.
    private mutating func writeText(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "<"): output += "&lt;".utf8
            case 0x09, 0x0A: output.append(byte)
            case 0x0C, 0x0D: output.append(0x0A)
            case 0..<0x20, 0x7F: continue
            default: output.append(byte)
            }
        }
    }

    private mutating func writeStart(_ tag: TagScanner.Tag) {
        guard let written = KnownTags.written[tag.name] else {
            writeOuter(tag)
            return
        }
        guard tags < Self.maxTags else {
            output.append(0x20)
            return
        }
        tags += 1
        if tag.name == "a" {
            if isInLink { writeEnd(tag.name) }
            isInLink = true
        }
        output.append(UInt8(ascii: "<"))
        output += written.utf8
        if written != tag.name { writeAttribute(Self.nameAttribute, Array(tag.name.utf8)) }
        for attribute in tag.attributes { writeAttribute(attribute.name, attribute.value) }
        output.append(UInt8(ascii: ">"))
    }

    /// The direction of a whole document is kept on a division around its content.
    private mutating func writeOuter(_ tag: TagScanner.Tag) {
        guard tag.name == "html" || tag.name == "body", tags < Self.maxTags else { return }
        guard let direction = tag.attributes.first(where: { $0.name == "dir" }) else { return }
        tags += 1
        output += "<div".utf8
        writeAttribute("dir", direction.value)
        output.append(UInt8(ascii: ">"))
    }

    private mutating func writeAttribute(_ name: String, _ value: [UInt8]) {
        output.append(0x20)
        output += name.utf8
        output += "=\"".utf8
        for byte in value where byte != 0 {
            if byte == UInt8(ascii: "\"") { output += "&quot;".utf8 } else { output.append(byte) }
        }
        output.append(UInt8(ascii: "\""))
    }

    private mutating func writeEnd(_ name: String) {
        guard let written = KnownTags.written[name], tags < Self.maxTags else { return }
        tags += 1
        if name == "a" { isInLink = false }
        output += "</".utf8
        output += written.utf8
        output.append(UInt8(ascii: ">"))
    }
}
