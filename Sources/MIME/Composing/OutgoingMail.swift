public import Foundation

/// A mail of ours before it is put into bytes.
public struct OutgoingMail: Sendable, Equatable {
    /// The author.
    public var from: Mailbox
    /// The primary recipients.
    public var to: [Mailbox]
    /// The copied recipients.
    public var cc: [Mailbox]
    /// Where answers go when not to the author.
    public var replyTo: Mailbox?
    /// The subject; line breaks and control characters in it become spaces.
    public var subject: String
    /// The Date of the mail.
    public var date: Date
    /// The Message-ID without angle brackets; it also seeds the boundaries, so equal mails give equal bytes.
    public var messageID: String
    /// The id of the answered message without angle brackets.
    public var inReplyTo: String?
    /// The ids of the conversation without angle brackets, oldest first.
    public var references: [String]
    /// Further fields such as `Auto-Submitted`; fields that this type has itself are refused.
    public var extraHeaders: HeaderFields
    /// The plain text.
    public var text: String
    /// The same as HTML; nil for a mail of plain text only.
    public var html: String?
    /// The files to send along.
    public var attachments: [OutgoingAttachment]

    /// Makes a mail.
    public init(
        from: Mailbox, to: [Mailbox], cc: [Mailbox] = [], replyTo: Mailbox? = nil, subject: String, date: Date,
        messageID: String, inReplyTo: String? = nil, references: [String] = [],
        extraHeaders: HeaderFields = HeaderFields(), text: String, html: String? = nil,
        attachments: [OutgoingAttachment] = []
    ) {
        self.from = from
        self.to = to
        self.cc = cc
        self.replyTo = replyTo
        self.subject = subject
        self.date = date
        self.messageID = messageID
        self.inReplyTo = inReplyTo
        self.references = references
        self.extraHeaders = extraHeaders
        self.text = text
        self.html = html
        self.attachments = attachments
    }
}

/// A file to send along with a mail.
public struct OutgoingAttachment: Sendable, Equatable {
    /// The file name the recipient sees; folders and control characters are left out.
    public var name: String
    /// The media type; what is not one, or cannot be sent as base64, goes as `application/octet-stream`.
    public var type: String
    /// The content.
    public var data: Data

    /// Makes an attachment.
    public init(name: String, type: String, data: Data) {
        self.name = name
        self.type = type
        self.data = data
    }
}
