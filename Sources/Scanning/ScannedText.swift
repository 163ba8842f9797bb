/// What was read from a file, page by page.
public struct ScannedText: Sendable, Hashable, Codable {
    /// The pages in their order; a page without any text is kept with an empty one.
    public var pages: [ScannedPage]

    /// Collects the pages of one file.
    public init(pages: [ScannedPage]) {
        self.pages = pages
    }

    /// All pages' text, parted by empty lines.
    public var text: String {
        pages.map(\.text).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// The lowest confidence of any page that holds text, 0…100; 0 when none does.
    public var confidence: Int {
        pages.filter { !$0.text.isEmpty }.map(\.confidence).min() ?? 0
    }
}

/// What was read from one page.
public struct ScannedPage: Sendable, Hashable, Codable {
    /// Where the text came from.
    public enum Source: String, Sendable, Hashable, Codable {
        /// Letters recognised in a picture.
        case ocr
        /// The text that a PDF carries.
        case pdfText = "pdf-text"
        /// A text file.
        case plain
    }

    /// The text, normalised to plain letters (Unicode NFKC), lines parted by U+000A.
    public var text: String
    /// How sure the reading is, 0…100; 100 for text that was not recognised but taken over.
    public var confidence: Int
    /// Where the text came from.
    public var source: Source

    /// Collects what was read from one page.
    public init(text: String, confidence: Int, source: Source) {
        self.text = text
        self.confidence = confidence
        self.source = source
    }
}
