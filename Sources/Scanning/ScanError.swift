/// Why a file could not be read as a letter; none is cured by trying again at once except ``timedOut(seconds:)``.
public enum ScanError: Error, Sendable, Hashable, Codable {
    /// There is no regular file, or it may not be opened.
    case unreadable
    /// The file has no bytes.
    case empty
    /// The file has more bytes than the limit.
    case tooLarge(limit: Int)
    /// The file has more pages than the limit.
    case tooManyPages(limit: Int)
    /// A page's picture has more pixels than the limit.
    case tooManyPixels(limit: Int)
    /// The bytes are of no kind that can be read.
    case unsupported
    /// The bytes begin like a kind that can be read and then break off or make no sense.
    case damaged
    /// The PDF opens only with a password.
    case encrypted
    /// The letter models of a language are not installed.
    case languageMissing(String)
    /// Reading took longer than allowed and was stopped.
    case timedOut(seconds: Int)
    /// More text came back than is accepted.
    case outputTooLong(limit: Int)
    /// The reading process could not be started, crashed, or gave an answer that cannot be understood.
    case processFailed(status: Int)
}
