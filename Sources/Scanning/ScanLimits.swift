/// What one file may cost; whoever exceeds it is refused before the memory is taken.
public struct ScanLimits: Sendable, Hashable, Codable {
    /// The most pages of one file.
    public var pages: Int
    /// The most pixels of one page's picture.
    public var pixels: Int
    /// The most bytes of the file.
    public var bytes: Int
    /// The most UTF-8 bytes of text kept from one page; the rest is dropped.
    public var textBytes: Int

    /// 50 pages, 40 million pixels a page, 64 MiB a file, 256 KiB of text a page, unless said otherwise.
    public init(pages: Int = 50, pixels: Int = 40_000_000, bytes: Int = 64 << 20, textBytes: Int = 256 << 10) {
        self.pages = pages
        self.pixels = pixels
        self.bytes = bytes
        self.textBytes = textBytes
    }

    /// The resolution at which pages of a PDF are turned into pictures, in dots per inch.
    static let dotsPerInch = 200.0

    /// The pixels to which larger pictures are reduced before their letters are read: an A4 page at about 300 dpi.
    static let readingPixels = 8_800_000
}
