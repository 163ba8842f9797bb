/// Something odd about a mail that an officer or a log may want to know; never personal.
public enum ParseWarning: String, Sendable, Codable, CaseIterable {
    /// Multiparts deeper than `MIMELimits.maxDepth` were kept as one text.
    case depthLimit
    /// Parts after `MIMELimits.maxParts` were left out.
    case partLimit
    /// Header fields beyond the limits were left out.
    case headerLimit
    /// Text beyond `MIMELimits.maxTextBytes` was left out.
    case textLimit
    /// Addresses or ids beyond the limits were left out.
    case listLimit
    /// The mail names no charset for text that is not ASCII, so it was guessed.
    case charsetGuessed
    /// The named charset contradicts the bytes, so another was used.
    case charsetMislabelled
    /// The named charset is unknown here, so it was guessed.
    case charsetUnknown
    /// Some bytes are text in no charset and became U+FFFD.
    case undecodableText
    /// Text that an earlier program had decoded wrongly was put right.
    case repairedText
    /// A line among the header fields is not a field.
    case malformedHeader
    /// The mail has no header field at all.
    case noHeaders
    /// A multipart names no boundary or its boundary never occurs; it was kept as one text.
    case missingBoundary
    /// A multipart is not closed: the mail was probably cut on its way.
    case truncated

    /// Files or texts packed inside a part were left packed because they exceed `MIMELimits.maxUnpackedBytes`.
    case unpackLimit
    /// The mail is encrypted with S/MIME; nobody but its recipient's program can read it.
    case encryptedSMIME
    /// The mail is encrypted with PGP.
    case encryptedPGP
    /// The mail bears an S/MIME signature, which is not checked.
    case signedSMIME
    /// The mail bears a PGP signature, which is not checked.
    case signedPGP

    /// True for the warnings that mean something was left out.
    public var isCut: Bool {
        switch self {
        case .depthLimit, .partLimit, .headerLimit, .textLimit, .listLimit, .unpackLimit: true
        default: false
        }
    }
}
