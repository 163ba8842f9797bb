public import struct Foundation.Date

/// What one internet message says, in plain values; every string in it is valid and free of NUL.
public struct ParsedMail: Sendable, Codable, Equatable {
    /// The decoded subject on one line; empty when the mail has none.
    public var subject = ""
    /// The authors (RFC 5322 section 3.6.2).
    public var from: [Mailbox] = []
    /// The primary recipients.
    public var to: [Mailbox] = []
    /// The copied recipients.
    public var cc: [Mailbox] = []
    /// Where the author wants answers to go; empty means to `from`.
    public var replyTo: [Mailbox] = []
    /// Who submitted the mail when that is not the author.
    public var sender: [Mailbox] = []
    /// The date the author's program claims; nil when absent or unreadable.
    public var date: Date?
    /// The Message-ID without angle brackets.
    public var messageID: String?
    /// The answered messages' ids without angle brackets.
    public var inReplyTo: [String] = []
    /// The ids of the conversation, oldest first, without angle brackets.
    public var references: [String] = []
    /// All top-level header fields in order, decoded.
    public var headers = HeaderFields()
    /// The best plain text, with `\n` line ends; empty when the mail carries its words only as HTML.
    public var text = ""
    /// The HTML body as it came (unsafe to show); nil when there is none.
    public var html: String?
    /// Every part that is not part of the body, in the order of the mail.
    public var attachments: [Attachment] = []
    /// What a bounce or delivery notice reports (RFC 3464); nil for other mail.
    public var deliveryReport: DeliveryReport?
    /// What was odd about the mail, each oddity once.
    public var warnings: [ParseWarning] = []

    /// True when a limit was reached, so that the officer should be offered the raw source.
    public var isCut: Bool { warnings.contains { $0.isCut } }
}
