/// Writes JSON text (RFC 8259) by hand, since each message writes half a dozen such columns and the general encoder takes
/// some twenty times as long. Fields are given in the order of their names, so that equal values are equal text.
struct JSONWriter {
    private var bytes: [UInt8] = []

    /// What was written.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// An object of fields, standing alone or in a list.
    mutating func object(_ fields: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "{"))
        fields(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    /// A list.
    mutating func list<Element>(_ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
        bytes.append(UInt8(ascii: "["))
        for element in elements { write(&self, element) }
        bytes.append(UInt8(ascii: "]"))
    }

    /// A string, standing alone or in a list.
    mutating func string(_ text: String) {
        separate()
        quote(text)
    }

    /// A field whose value is written next.
    mutating func name(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
    }

    /// A field of text, left out when there is none.
    mutating func field(_ name: String, _ value: String?) {
        guard let value else { return }
        self.name(name)
        quote(value)
    }

    /// A field of words.
    mutating func field(_ name: String, _ words: [String]) {
        self.name(name)
        list(words) { $0.string($1) }
    }

    /// A field of a number.
    mutating func field(_ name: String, _ value: Int) { literal(name, String(value)) }

    /// A field of a fraction; one that JSON cannot write becomes 0.
    mutating func field(_ name: String, _ value: Double) {
        let text = value.isFinite ? value.description : "0"
        literal(name, text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }

    /// A field of yes or no.
    mutating func field(_ name: String, _ value: Bool) { literal(name, value ? "true" : "false") }

    private mutating func literal(_ name: String, _ value: String) {
        self.name(name)
        bytes.append(contentsOf: value.utf8)
    }

    /// A comma where something stands before.
    private mutating func separate() {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"): break
        default: bytes.append(UInt8(ascii: ","))
        }
    }

    /// Quotation marks, backslashes and control characters are escaped; what lies between goes over in one piece.
    private mutating func quote(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { text in
            var plain = 0
            for position in text.indices where Self.isEscaped(text[position]) {
                bytes.append(contentsOf: text[plain..<position])
                escape(text[position])
                plain = position + 1
            }
            bytes.append(contentsOf: text[plain...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            let digits = String(byte, radix: 16)
            bytes.append(contentsOf: "u00\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8)
        }
    }
}
