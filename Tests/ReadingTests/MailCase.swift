import Foundation

/// A mail as a program wrote it and what is new in it; blocks of a file in Tests/Cases.
struct MailCase {
    var name: String
    var mail = ""
    var reply = ""
    var signature: String?
    var subject = ""

    /// The cases of a file. `{RLM}` stands for a mark of direction.
    static func read(_ file: String) throws -> [MailCase] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Cases").appending(path: file), encoding: .utf8)
        var cases: [MailCase] = []
        var part = ""
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("#### case ") {
                cases.append(MailCase(name: String(line.dropFirst(10))))
                part = ""
            } else if line.hasPrefix("#### ") {
                part = String(line.dropFirst(5))
            } else if !part.isEmpty, let last = cases.indices.last {
                cases[last].add(marked(line), to: part)
            }
        }
        return cases.map(\.trimmed)
    }

    /// Pieces that are repeated to 100 kB.
    static let hostile: [(String, String)] = [
        ("introductions without an end", "On 1\n"), ("introductions that end at once", "On 1:\n"),
        ("five lines each", "On Mon 10:11\na\nb\nc\nwrote\n"), ("colons", "1:\n"), ("header fields", "to:\n"),
        ("header fields with addresses", "From: a@b\n"), ("quotes and words by turns", ">\na\n"), ("dashes", "--\n"),
        ("rules", "__________\n"), ("one long line", "On Mon wrote "), ("greetings", "مع التحية\n"),
        ("angle brackets", "> > > > <\n"), ("marks of direction", "\u{202A}\u{200F}\u{202C}في "), ("empty lines", "\n"),
        ("signatures", "a\n-- \nb\n"), ("Arabic introductions", "في ١\n"),
    ]

    private mutating func add(_ line: String, to part: String) {
        switch part {
        case "mail": mail += line + "\n"
        case "reply": reply += line + "\n"
        case "signature": signature = (signature ?? "") + line + "\n"
        case "head" where line.hasPrefix("Subject: "): subject = Self.decoded(String(line.dropFirst(9)))
        default: break
        }
    }

    private var trimmed: MailCase {
        var item = self
        item.mail = mail.trimmingCharacters(in: .newlines)
        return item
    }

    private static func decoded(_ word: String) -> String {
        let coded = word.replacingOccurrences(of: "=?utf-8?B?", with: "").replacingOccurrences(of: "?=", with: "")
        return Data(base64Encoded: coded).map { String(decoding: $0, as: UTF8.self) } ?? word
    }

    private static func marked(_ line: String) -> String {
        let marks = [
            "{RLM}": "\u{200F}", "{LRM}": "\u{200E}", "{LRE}": "\u{202A}", "{RLE}": "\u{202B}", "{PDF}": "\u{202C}",
            "{NBSP}": "\u{A0}", "{NNBSP}": "\u{202F}",
        ]
        return marks.reduce(line) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
    }
}
