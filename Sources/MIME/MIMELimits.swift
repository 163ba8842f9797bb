/// How much of one mail is understood; what lies beyond is left out with a warning, never refused.
public struct MIMELimits: Sendable, Equatable {
    /// Nested multiparts that are opened.
    public var maxDepth = 100
    /// Parts of all levels together.
    public var maxParts = 1_000
    /// Header fields of one part.
    public var maxHeaders = 1_000
    /// Bytes of all header fields of one part together.
    public var maxHeaderBytes = 100_000
    /// Decoded bytes of plain text, and as many again of HTML.
    public var maxTextBytes = 2 * 1_024 * 1_024
    /// Decoded bytes of all that is packed inside parts: winmail.dat, uuencoded and yEnc files in text, signed envelopes.
    public var maxUnpackedBytes = 32 * 1_024 * 1_024
    /// Files that are packed inside parts.
    public var maxUnpackedFiles = 200
    /// Mailboxes of one header field, and ids of one header field.
    public var maxListed = 1_000

    /// The limits of the product.
    public static let standard = MIMELimits()

    /// Makes the standard limits, to be changed one by one.
    public init() {}
}
