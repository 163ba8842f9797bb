import Casework
import Foundation

/// The words of a server that sends a mail back without a report: which recipients it names and what it says of each.
struct BounceNotice {
    /// A recipient with the words that stand by its address.
    struct Block {
        var address: String
        var words: String
    }

    /// The recipients in order, each once.
    private(set) var blocks: [Block] = []
    /// All words of the notice, without the mail that it returns.
    private(set) var words = ""

    private var current: Int?
    private var places: [String: Int] = [:]
    private let ours: Set<String>

    /// Reads a notice; addresses in `ours` are the mail's own sender and never a recipient.
    init(_ text: String, ours: Set<String>) {
        self.ours = ours
        for line in Self.lines(of: text) { take(line) }
        shareWords()
    }

    /// What is said of an address; nil when it is not named.
    func words(about address: String) -> String? { places[address].map { blocks[$0].words } }

    private mutating func take(_ line: String) {
        words += words.isEmpty ? line : "\n" + line
        let lower = line.lowercased()
        if let address = Self.commanded(lower) {
            open(address)
        } else if lower.hasPrefix("final-recipient"), let address = SMTPWords.addresses(in: lower).first {
            open(address, evenOurs: true)
        } else if let found = Self.heading(line, lower) {
            open(found)
        } else if let address = SMTPWords.addresses(in: lower).first, places[address] != nil {
            // «550 <a@b.example>… User unknown» in a transcript of several recipients.
            current = places[address]
        }
        guard let current, !line.isEmpty, blocks[current].words.utf8.count < Self.longestWords else { return }
        blocks[current].words += blocks[current].words.isEmpty ? line : " " + line
    }

    private mutating func open(_ written: String, evenOurs: Bool = false) {
        guard let address = MailAddress(written)?.normalised, evenOurs || !ours.contains(address),
            !BounceReading.isServer(address)
        else { return }
        if let known = places[address] {
            current = known
        } else if blocks.count < Self.mostRecipients {
            places[address] = blocks.count
            current = blocks.count
            blocks.append(Block(address: address, words: ""))
        }
    }

    /// Several addresses above one explanation share it.
    private mutating func shareWords() {
        var below = ""
        for index in blocks.indices.reversed() {
            if blocks[index].words.utf8.count > blocks[index].address.utf8.count + 8 {
                below = blocks[index].words
            } else if !below.isEmpty {
                blocks[index].words += " " + below
            }
        }
    }

    private static let longestWords = 2_000
    private static let longestNotice = 24_000
    private static let mostRecipients = 20

    /// The lines above the mail that is returned.
    private static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var bytes = 0
        for scalars in text.unicodeScalars.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" }) {
            bytes += scalars.count
            guard bytes < longestNotice else { break }
            let line = ReadableText.clean(String(scalars.prefix(1_000)))
            let lower = line.lowercased()
            if !lines.isEmpty, returnedMarks.contains(where: { lower.holds($0) }) { break }
            lines.append(line)
        }
        return lines
    }

    /// The recipient of a command in a transcript: `>>> RCPT To:<a@b.example>`.
    private static func commanded(_ lower: String) -> String? {
        guard let place = lower.range(of: "rcpt to") else { return nil }
        return SMTPWords.addresses(in: String(lower[place.upperBound...].prefix(300))).first
    }

    /// The address that a line is about: it begins with it, perhaps behind a bullet or a label, or holds nothing else.
    private static func heading(_ line: String, _ lower: String) -> String? {
        guard lower.utf8.contains(UInt8(ascii: "@")) else { return nil }
        // «550 <a@b.example>… Host unknown» in a transcript.
        let isCoded = lower.utf8.prefix(3).allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && lower.dropFirst(3).hasPrefix(" <")
        let bare = (isCoded ? lower.dropFirst(4) : lower[...]).drop {
            " *->•<\"'\t・".unicodeScalars.contains($0.unicodeScalars.first ?? "a")
        }
        let part = bare.prefix { !" <>,;()[]\"'\t".contains($0) }
        var address = String(part)
        while address.last == ":" || address.last == "." { address.removeLast() }
        if address.hasPrefix("mailto:") { address = String(address.dropFirst(7)) }
        if MailAddress(address) != nil, address.utf8.contains(UInt8(ascii: ".")) {
            return address.filter { $0 == "@" }.count == 1 && !address.contains(":") ? address : nil
        }
        guard labels.contains(where: { bare.hasPrefix($0) }) || phrases.contains(where: { lower.holds($0) }) else {
            return nil
        }
        return SMTPWords.addresses(in: lower).first
    }

    private static let labels = [
        "recipient", "original address", "original-recipient", "final-recipient", "failed recipient", "address",
        "delivery to", "unknown user", "user unknown", "no such user", "user mailbox", "user's mailbox",
        "invalid final delivery",
        "could not deliver", "failed to deliver", "undeliverable", "宛先", "to address", "the user",
    ]

    private static let phrases = [
        "delivering your mail to", "deliver to", "delivered to", "deliver mail to", "deliver your message to",
        "could not be delivered to", "rejected recipient", "permanent errors:", "message to ",
    ]

    private static let returnedMarks = [
        "below this line is a copy", "this is a copy of the message", "original message follows",
        "unsent message below", "unsent message follows", "copy of the original message", "returned message follows",
        "original message headers", "message header follows", "message headers follow", "original message -----",
        "the header of the original", "received: from", "received:from", "return-path:", "returned message ---",
        "----- message body", "original message header", "here is a copy of", "headers of the message",
        "content of the message", "message text follows", "--- original message", "original message:",
        "content-type: message/rfc822", "content-type: text/rfc822-headers",
    ]
}
