/// The words of rich text: also of HTML that Outlook wraps in it, where the wrapping repeats what the tags say.
struct RTFText {
    /// The text with `\n` line ends.
    private(set) var text = ""

    private var bytes: [UInt8] = []
    private var position = 0
    private var pending: [UInt8] = []
    private var charset = "windows-1252"
    private var groups: [Group] = []
    private var group = Group()

    private struct Group {
        var isHidden = false
        var isWrapping = false
        /// Characters that stand in for a Unicode letter for programs that know none.
        var standIns = 1
    }

    /// Groups within groups; deeper ones are read as if they were at this depth.
    static let maxDepth = 500

    /// Reads rich text.
    init(_ rtf: [UInt8]) {
        bytes = rtf
        var skip = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "{"): if groups.count < Self.maxDepth { groups.append(group) }
            case UInt8(ascii: "}"): group = groups.popLast() ?? Group()
            case UInt8(ascii: "\\"): takeControl(&skip)
            case 0x0A, 0x0D: continue
            default:
                if skip > 0 { skip -= 1 } else { put(byte) }
            }
        }
        flush()
        bytes = []
    }

    private mutating func put(_ byte: UInt8) {
        if !group.isHidden, !group.isWrapping { pending.append(byte) }
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        text += TextDecoding.decode(pending, label: charset, hint: nil).text
        pending = []
    }

    private mutating func takeControl(_ skip: inout Int) {
        guard position < bytes.count else { return }
        let first = bytes[position]
        guard (0x61...0x7A).contains(first | 0x20) else {
            position += 1
            takeSymbol(first, &skip)
            return
        }
        let start = position
        while position < bytes.count, (0x61...0x7A).contains(bytes[position] | 0x20), position - start < 32 {
            position += 1
        }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        let number = takeNumber()
        if position < bytes.count, bytes[position] == 0x20 { position += 1 }
        takeWord(word, number, &skip)
    }

    private mutating func takeNumber() -> Int? {
        let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
        let digits = bytes[(position + (isNegative ? 1 : 0))...].prefix(9).prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty else { return nil }
        position = digits.endIndex
        let number = digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        return isNegative ? -number : number
    }

    private mutating func takeSymbol(_ symbol: UInt8, _ skip: inout Int) {
        switch symbol {
        case UInt8(ascii: "'"):
            let digits = String(decoding: bytes[position...].prefix(2), as: UTF8.self)
            position = min(bytes.count, position + 2)
            guard let byte = UInt8(digits, radix: 16) else { return }
            if skip > 0 { skip -= 1 } else { put(byte) }
        case UInt8(ascii: "*"): group.isHidden = true
        case UInt8(ascii: "~"): put(0x20)
        case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): put(symbol)
        default: break
        }
    }

    private mutating func takeWord(_ word: String, _ number: Int?, _ skip: inout Int) {
        switch word {
        case "par", "line", "row", "sect", "page": put(0x0A)
        case "tab", "cell": put(0x09)
        case "u": takeLetter(number, &skip)
        case "uc": group.standIns = min(max(number ?? 1, 0), 8)
        case "ansicpg":
            flush()
            charset = TNEF.label(number ?? 0) ?? charset
        case "htmlrtf": group.isWrapping = number != 0
        case "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer": group.isHidden = true
        case "endash", "emdash": put(UInt8(ascii: "-"))
        case "bullet": put(UInt8(ascii: "*"))
        case "lquote", "rquote": put(UInt8(ascii: "'"))
        case "ldblquote", "rdblquote": put(UInt8(ascii: "\""))
        default: break
        }
    }

    private mutating func takeLetter(_ number: Int?, _ skip: inout Int) {
        skip = group.standIns
        guard let number, !group.isHidden, !group.isWrapping else { return }
        flush()
        let unit = UInt16(truncatingIfNeeded: number)
        text.unicodeScalars.append(Unicode.Scalar(unit) ?? "\u{FFFD}")
    }
}
