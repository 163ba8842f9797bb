/// One answer of an SMTP server, all its lines (RFC 5321 section 4.2).
struct SMTPReply {
    /// Lines of one answer and bytes of one line read at most.
    static let lineCountLimit = 100
    static let lineLimit = 4096

    let code: Int
    let lines: [String]

    /// The lines in one, without control characters and of a bearable length.
    var text: String {
        let joined = lines.joined(separator: " ").unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        return String(String.UnicodeScalarView(joined.prefix(500)))
    }

    /// The status at the beginning of the text such as `5.1.1` (RFC 3463), if there is one.
    var enhancedStatus: String? {
        guard let word = lines.first?.prefix(while: { $0 != " " }), word.utf8.count <= 9 else { return nil }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        let allNumbers = parts.allSatisfy { (1...3).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) }
        return parts.count == 3 && allNumbers ? String(word) : nil
    }
}

/// What one line of an answer says, or nil when it is not one.
struct SMTPReplyLine {
    let code: Int
    let isLast: Bool
    let text: String

    init?(_ line: [UInt8]) {
        guard line.count >= 3, line[..<3].allSatisfy(isDigit),
            let code = Int(String(decoding: line[..<3], as: UTF8.self)),
            (200...599).contains(code)
        else { return nil }
        guard line.count == 3 || line[3] == UInt8(ascii: " ") || line[3] == UInt8(ascii: "-") else { return nil }
        self.code = code
        isLast = line.count == 3 || line[3] == UInt8(ascii: " ")
        text = String(decoding: line.dropFirst(4), as: UTF8.self)
    }
}

func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// What a server offers, from its answer to EHLO (RFC 5321 section 4.1.1.1).
struct SMTPCapabilities {
    private(set) var names: Set<String> = []
    private(set) var sizeLimit: Int?

    /// Reads the last answer to EHLO among everything said so far: after STARTTLS only the second one counts.
    init(said lines: [String]) {
        var group: [String] = []
        for line in lines.compactMap({ SMTPReplyLine(Array($0.utf8)) }) {
            if line.code != 250 {
                group = []
                continue
            }
            group.append(line.text)
            if line.isLast {
                take(group)
                group = []
            }
        }
    }

    private mutating func take(_ group: [String]) {
        names = []
        sizeLimit = nil
        for words in group.dropFirst().map({ $0.uppercased().split(separator: " ") }) {
            guard let name = words.first else { continue }
            names.insert(String(name))
            if name == "SIZE", words.count > 1, let size = Int(words[1]), size > 0 { sizeLimit = size }
        }
    }
}
