import CPoppler

import struct Foundation.Data

/// Reads PDFs through Poppler: a page's own text where it is real, else the letters in its picture.
enum PDFReading {
    /// The text of every page.
    static func pages(of bytes: Data, recogniser: Recogniser, limits: ScanLimits) throws(ScanError) -> [ScannedPage] {
        let document = try PDFDocument(bytes)
        guard document.pageCount <= limits.pages else { throw .tooManyPages(limit: limits.pages) }
        guard document.pageCount > 0 else { throw .damaged }
        var pages: [ScannedPage] = []
        for number in 0..<document.pageCount {
            pages.append(try read(document.page(number), recogniser: recogniser, limits: limits))
        }
        return pages
    }

    /// One page as PNG.
    static func png(of bytes: Data, page: Int, dpi: Double, limits: ScanLimits) throws(ScanError) -> Data {
        try PDFPicture(of: PDFDocument(bytes).page(page), dpi: dpi, pixels: limits.pixels).png()
    }

    private static func read(
        _ page: PDFDocument.Page, recogniser: Recogniser, limits: ScanLimits
    ) throws(ScanError) -> ScannedPage {
        if let text = TextLayer.real(page.text) {
            return ScannedPage(raw: text, confidence: 100, source: .pdfText)
        }
        let picture = try PDFPicture(
            of: page, dpi: ScanLimits.dotsPerInch, pixels: min(limits.pixels, ScanLimits.readingPixels))
        return try picture.read(by: recogniser)
    }
}
