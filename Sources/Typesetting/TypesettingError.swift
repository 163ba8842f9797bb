/// Why a letter could not be made.
public enum TypesettingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// No font of this family is installed.
    case fontMissing(family: String)
    /// The fonts lack letters of the text.
    case glyphsMissing(count: Int, family: String)
    /// The letter has more pages than the limit.
    case tooManyPages(limit: Int)
    /// A page does not fit on the paper even in the smallest type.
    case pageTooFull(page: Int)
    /// A QR code cannot hold the text.
    case codeTooLong(bytes: Int)
    /// Cairo refused, with its own words.
    case drawing(String)

    /// What to do, for the operator's log; holds nothing of the letter's text.
    public var description: String {
        switch self {
        case .fontMissing(let family):
            "The font \(family) is not installed: install it (Debian: fonts-hosny-amiri) or name another family."
        case .glyphsMissing(let count, let family):
            "The installed fonts lack \(count) of the letter's characters (family \(family)): remove them or install "
                + "fonts-noto-core."
        case .tooManyPages(let limit):
            "The letter is longer than \(limit) pages: shorten it or send the text as an attachment."
        case .pageTooFull(let page):
            "Page \(page) does not fit on the paper: shorten its lines."
        case .codeTooLong(let bytes):
            "A QR code cannot hold \(bytes) bytes: shorten the address to verify."
        case .drawing(let reason):
            "The PDF could not be drawn (\(reason)): try again, then look at memory and disk."
        }
    }
}
