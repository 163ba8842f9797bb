/// Reads address fields (RFC 5322 section 3.4 with its obsolete forms); groups are flattened, comments serve as names.
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

    init(hint: Charset?, limit: Int) {
        self.hint = hint
        self.limit = limit
    }

    /// Reads one raw field and adds what it names.
    mutating func read(_ raw: [UInt8]) {
        bytes = raw
        position = 0
        while position < bytes.count { step() }
        finish()
    }

    private mutating func step() {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "\""): takeQuoted()
        case UInt8(ascii: "("): takeComment()
        case UInt8(ascii: "<"): takeAngle()
        case UInt8(ascii: ","), UInt8(ascii: ";"):
            finish()
            position += 1
        case UInt8(ascii: ":") where angle == nil && !bare.contains(UInt8(ascii: "@")):
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
        let end = EncodedWord.read(bytes, at: position)?.end ?? position + 1
        phrase += bytes[position..<end]
        bare += bytes[position..<end]
        position = end
    }

    private mutating func takeQuoted() {
        bare.append(UInt8(ascii: "\""))
        position += 1
        while position < bytes.count {
            var byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\"), position < bytes.count {
                byte = bytes[position]
                position += 1
            }
            phrase.append(byte)
            bare.append(byte)
        }
        bare.append(UInt8(ascii: "\""))
    }

    private mutating func takeComment() {
        var depth = 0
        if !comment.isEmpty { comment.append(0x20) }
        while position < bytes.count {
            var byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                if depth == 1 { continue }
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return }
            case UInt8(ascii: "\\") where position < bytes.count:
                byte = bytes[position]
                position += 1
            default: break
            }
            comment.append(byte)
        }
    }

    private mutating func takeAngle() {
        var inside: [UInt8] = []
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: ">"), bytes[position] != UInt8(ascii: "<") {
            if bytes[position] == UInt8(ascii: "(") {
                takeComment()
            } else {
                inside.append(bytes[position])
                position += 1
            }
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ">") { position += 1 }
        if angle == nil { angle = inside }
    }

    /// `<@relay,@relay:local@domain>` names relays that nobody uses any more (RFC 5322 section 4.4).
    private static func withoutRoute(_ inside: [UInt8]) -> [UInt8] {
        guard inside.first == UInt8(ascii: "@"), let colon = inside.lastIndex(of: UInt8(ascii: ":")) else {
            return inside
        }
        return Array(inside[(colon + 1)...])
    }

    private mutating func finish() {
        defer {
            clear()
            angle = nil
        }
        let words = decoded(phrase)
        let remark = decoded(comment)
        if let angle {
            addAngle(angle, name: words ?? remark)
        } else if Self.isAddress(bare) {
            add(Mailbox(name: remark, address: String(decoding: bare, as: UTF8.self)))
        } else if let name = words ?? remark {
            add(Mailbox(name: name, address: ""))
        }
    }

    private mutating func addAngle(_ inside: [UInt8], name: String?) {
        let angle = Self.withoutRoute(inside.filter { $0 > 0x20 })
        guard Self.isAddress(angle) else {
            if let name = name ?? decoded(inside) { add(Mailbox(name: name, address: "")) }
            return
        }
        var name = name
        // A surname before an unquoted comma was taken for a mailbox of its own.
        if let before = mailboxes.last, before.address.isEmpty, let surname = before.name, let rest = name {
            mailboxes.removeLast()
            name = surname + ", " + rest
        }
        add(Mailbox(name: name, address: String(decoding: angle, as: UTF8.self)))
    }

    private mutating func add(_ mailbox: Mailbox) {
        guard mailboxes.count < limit else {
            isCut = true
            return
        }
        mailboxes.append(mailbox)
    }

    private func decoded(_ raw: [UInt8]) -> String? {
        let text = HeaderText.decode(raw, hint: hint).text
        return text.isEmpty ? nil : text
    }

    /// True for `local@domain` without spaces, control characters and invalid UTF-8, of at most 320 bytes.
    static func isAddress(_ bytes: [UInt8]) -> Bool {
        guard bytes.count <= 320, let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
        guard at > 0, at + 1 < bytes.count, String(validating: bytes, as: UTF8.self) != nil else { return false }
        let isQuoted = bytes[0] == UInt8(ascii: "\"")
        let forbidden = Array("<>(),;:\\\"".utf8)
        let domain = bytes[(at + 1)...]
        let local = isQuoted ? bytes[1..<at].dropLast() : bytes[..<at]
        return bytes.allSatisfy { $0 > 0x1F && $0 != 0x7F }
            && domain.allSatisfy { $0 > 0x20 && (!forbidden.contains($0) || $0 == UInt8(ascii: ":")) }
            && (isQuoted || local.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "@") && !forbidden.contains($0) })
    }
}
