/// Reads address fields (RFC 5322 section 3.4 with its obsolete forms, and what careless programs write); groups are
/// flattened, comments serve as names.
struct AddressList {
    /// The mailboxes in order.
    private(set) var mailboxes: [Mailbox] = []
    /// True when there were more than the limit.
    private(set) var isCut = false

    private let hint: Charset?
    private let limit: Int
    private var bytes: [UInt8] = []
    private var position = 0
    private var phrase: [UInt8] = []
    private var bare: [UInt8] = []
    private var comment: [UInt8] = []
    private var angle: [UInt8]?
    /// What is opened and never closed in this field is an ordinary letter; looking once bounds the time.
    private var hasOpenQuote = false
    private var hasOpenComment = false
    private var hasGroups = false

    init(hint: Charset?, limit: Int) {
        self.hint = hint
        self.limit = limit
    }

    /// Reads one raw field and adds what it names.
    mutating func read(_ raw: [UInt8]) {
        bytes = raw
        position = 0
        (hasOpenQuote, hasOpenComment) = (false, false)
        hasGroups = raw.contains(UInt8(ascii: ";"))
        while position < bytes.count { step() }
        finish()
    }

    private mutating func step() {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\"") where !hasOpenQuote: takeQuoted()
        case UInt8(ascii: "(") where !hasOpenComment: takeComment()
        case UInt8(ascii: "<"): takeAngle()
        case UInt8(ascii: ">"): position += 1
        case UInt8(ascii: ","), UInt8(ascii: ";"):
            finish()
            position += 1
        case UInt8(ascii: ":") where hasGroups && angle == nil && !bare.contains(UInt8(ascii: "@")):
            clear()
            position += 1
        case UInt8(ascii: "=") where EncodedWord.isMark(position, in: bytes):
            takeEncodedWord()
        case 0...0x20:
            if phrase.last != 0x20, !phrase.isEmpty { phrase.append(0x20) }
            position += 1
        default:
            phrase.append(byte)
            bare.append(byte)
            position += 1
        }
    }

    private mutating func clear() {
        phrase = []
        bare = []
        comment = []
    }

    /// An encoded word may hold commas and brackets that its sender should have encoded.
    private mutating func takeEncodedWord() {
        let word = EncodedWord.read(bytes, at: position)
        let end = word.map { $0.isClosed || $0.isPlausible ? $0.end : position + 1 } ?? position + 1
        phrase += bytes[position..<end]
        bare += bytes[position..<end]
        position = end
    }

    private mutating func takeQuoted() {
        var inside: [UInt8] = []
        var place = position + 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            if bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count { place += 1 }
            inside.append(bytes[place])
            place += 1
        }
        guard place < bytes.count else {
            hasOpenQuote = true
            position += 1
            return
        }
        phrase += inside
        bare += [UInt8(ascii: "\"")] + inside + [UInt8(ascii: "\"")]
        position = place + 1
    }

    private mutating func takeComment() {
        var inside: [UInt8] = []
        var depth = 0
        var place = position
        while place < bytes.count {
            var byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                if depth == 1 { continue }
            case UInt8(ascii: ")"):
                depth -= 1
                guard depth == 0 else { break }
                if !comment.isEmpty { comment.append(0x20) }
                comment += inside
                position = place
                return
            case UInt8(ascii: "\\") where place < bytes.count:
                byte = bytes[place]
                place += 1
            default: break
            }
            inside.append(byte)
        }
        hasOpenComment = true
        position += 1
    }

    /// Takes what stands between `<` and `>`; a missing `>` is taken to stand before the next comma.
    private mutating func takeAngle() {
        var inside: [UInt8] = []
        var isQuoted = false
        position += 1
        scan: while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: ">") where !isQuoted, UInt8(ascii: "<") where !isQuoted: break scan
            case UInt8(ascii: ",") where !isQuoted && inside.first != UInt8(ascii: "@"): break scan
            case UInt8(ascii: "(") where !isQuoted && !hasOpenComment:
                takeComment()
                continue scan
            case UInt8(ascii: "\\") where isQuoted && position + 1 < bytes.count:
                position += 1
                inside.append(bytes[position])
            default:
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                inside.append(byte)
            }
            position += 1
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ">") { position += 1 }
        if angle == nil, inside.contains(where: { $0 > 0x20 }) { angle = inside }
    }

    private mutating func finish() {
        defer {
            clear()
            angle = nil
        }
        if let angle {
            addAngle(angle, name: decoded(phrase) ?? decoded(comment))
        } else if AddrSpec.isAddress(bare), bare.first == UInt8(ascii: "\"") || AddrSpec.isOneWord(phrase) {
            add(Mailbox(name: decoded(comment), address: String(decoding: bare, as: UTF8.self)))
        } else {
            addWithoutBrackets()
        }
    }

    private mutating func addAngle(_ inside: [UInt8], name: String?) {
        guard let address = AddrSpec.read(inside) ?? AddrSpec.read(Array((decoded(inside) ?? "").utf8)) else {
            if let name = name ?? decoded(inside) { add(Mailbox(name: name, address: "")) }
            return
        }
        var name = name
        // A surname before an unquoted comma was taken for a mailbox of its own.
        if let before = mailboxes.last, before.address.isEmpty, let surname = before.name, let rest = name {
            mailboxes.removeLast()
            name = surname + ", " + rest
        }
        add(Mailbox(name: name, address: address))
    }

    /// `Ahmed a@b.example`, one encoded word around all of it, or a name alone.
    private mutating func addWithoutBrackets() {
        let words = phrase.split(separator: 0x20)
        if words.count <= 20,
            let place = words.firstIndex(where: { AddrSpec.read(Array($0)) != nil && $0.contains(0x40) })
        {
            let rest = (words[..<place] + words[(place + 1)...]).joined(separator: [0x20])
            add(
                Mailbox(
                    name: decoded(Array(rest)) ?? decoded(comment), address: AddrSpec.read(Array(words[place])) ?? ""))
        } else if let text = decoded(phrase), !addEncoded(text) {
            if text.utf8.last != UInt8(ascii: ":") { add(Mailbox(name: text, address: "")) }
        } else if phrase.isEmpty, let remark = decoded(comment) {
            add(Mailbox(name: remark, address: ""))
        }
    }

    /// Adds `name <address>` that stood in an encoded word as a whole.
    private mutating func addEncoded(_ text: String) -> Bool {
        let inside = Array(text.utf8)
        guard !inside.elementsEqual(phrase), inside.contains(UInt8(ascii: "@")) else { return false }
        guard let open = inside.lastIndex(of: UInt8(ascii: "<")) else {
            guard let address = AddrSpec.read(inside) else { return false }
            add(Mailbox(address: address))
            return true
        }
        guard let address = AddrSpec.read(inside[(open + 1)...].prefix { $0 != UInt8(ascii: ">") }) else {
            return false
        }
        let name = HeaderText.name(String(decoding: inside[..<open], as: UTF8.self))
        add(Mailbox(name: name.isEmpty ? nil : name, address: address))
        return true
    }

    private mutating func add(_ mailbox: Mailbox) {
        guard mailboxes.count < limit else {
            isCut = true
            return
        }
        mailboxes.append(mailbox)
    }

    private func decoded(_ raw: [UInt8]) -> String? {
        let text = HeaderText.name(HeaderText.decode(raw, hint: hint).text)
        return text.isEmpty ? nil : text
    }
}
