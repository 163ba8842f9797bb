/// One part of a mail that is not its body; its bytes are fetched with `MIMEParser.attachment(at:of:limits:)`.
public struct Attachment: Sendable, Codable, Equatable {
    /// The position among the mail's attachments, from 0.
    public var index: Int
    /// The file name without folders and control characters; nil when none was given.
    public var name: String?
    /// The declared media type in lower case, for example `application/pdf`.
    public var type: String
    /// The size after transfer decoding.
    public var bytes: Int
    /// The SHA-256 of the decoded bytes, in lower-case hexadecimal.
    public var sha256: String
    /// The Content-ID without angle brackets.
    public var contentID: String?
    /// The declared disposition in lower case.
    public var disposition: String?
    /// True when the part is meant to be shown inside the body.
    public var isInline: Bool
}
