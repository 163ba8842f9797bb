import Casework
import Foundation
import MIME

/// What was read from one message, as `wasl read` prints it.
struct ReadLine: Encodable {
    var id: LineID?
    var error: String?
    var subject: String?
    var from: [Address]?
    var to: [Address]?
    var cc: [Address]?
    var date: String?
    var messageID: String?
    var inReplyTo: [String]?
    var references: [String]?
    var text: String?
    var replyText: String?
    var quotedText: String?
    var signature: String?
    var html: String?
    var attachments: [AttachmentNote]?
    var auto: Auto?
    var bounce: Bounce?
    var language: String?
    var kind: Guess?
    var field: Guess?
    var urgency: Guess?
    var isSure: Bool?
    var kinds: [Guess]?
    var staffComplaint: Double?
    var facts: [Fact]?
    var warnings: [String]?

    struct Address: Encodable {
        var name: String?
        var address: String
    }

    struct Auto: Encodable {
        var isAuto: Bool
        var kind: String?
        var reason: String?
    }

    struct Bounce: Encodable {
        var about: String?
        var recipients: [FailedRecipient]
    }

    struct Guess: Encodable {
        var label: String
        var confidence: Double
        var why: [String]
    }

    /// A line that could not be read.
    init(id: LineID? = nil, error: String) {
        self.id = id
        self.error = error
    }

    /// Everything that was read; `mail` has the addresses with their names, where there is a mail.
    init(_ message: IncomingMessage, read: ReadText, mail: ParsedMail?, html: String?) {
        subject = message.subject
        from = mail?.from.map { Address(name: $0.name, address: $0.address) } ?? Self.sender(message)
        to =
            mail?.to.map { Address(name: $0.name, address: $0.address) }
            ?? message.recipients.map { Address(name: nil, address: $0) }
        cc = mail?.cc.map { Address(name: $0.name, address: $0.address) } ?? []
        date = message.writtenAt.map { $0.formatted(.iso8601) }
        messageID = message.messageID
        inReplyTo = message.inReplyTo
        references = message.references
        text = message.text
        replyText = message.replyText
        quotedText = message.quotedText
        signature = message.signature
        self.html = html
        attachments = message.attachments
        let mark = message.automatic
        auto = Auto(isAuto: mark != nil, kind: mark?.kind.rawValue, reason: mark?.reason)
        if let mark, mark.kind == .bounce { bounce = Bounce(about: mark.about, recipients: mark.failed) }
        language = read.language.label.rawValue
        kind = Self.guess(read.kind)
        field = read.field.map(Self.guess)
        urgency = Self.guess(read.urgency)
        isSure = read.isSure
        kinds = read.kinds?.map(Self.guess)
        staffComplaint = read.staffComplaint
        facts = read.facts ?? []
        warnings = message.warnings
    }

    private static func sender(_ message: IncomingMessage) -> [Address] {
        message.sender.value.isEmpty ? [] : [Address(name: message.sender.name, address: message.sender.value)]
    }

    private static func guess(_ finding: Finding<some RawRepresentable<String>>) -> Guess {
        Guess(label: finding.label.rawValue, confidence: finding.confidence, why: finding.why)
    }

    private static func guess(_ finding: Finding<String>) -> Guess {
        Guess(label: finding.label, confidence: finding.confidence, why: finding.why)
    }
}

/// The id of a line: text or a number, given back as it came.
enum LineID: Codable {
    case text(String)
    case number(Int64)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int64.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        }
    }
}
