public import Foundation

/// Reads letters that came as files: text that is there is taken over, pictures are read by Tesseract.
///
/// Hostile files meet large C libraries here, and letter recognition needs `OMP_THREAD_LIMIT=1` from the process's
/// start. So ``read(fileAt:type:languages:limits:)`` belongs into a child process; the hub calls
/// ``ScanProcess/read(file:executable:arguments:timeout:)``.
public enum ScanReader {
    /// The text of a file, read inside this process. The bytes decide what the file is; `type` is only a sender's claim
    /// and helps where the bytes show nothing. `languages` names Tesseract's models, joined by `+`.
    public static func read(
        fileAt file: URL, type: ScanType? = nil, languages: String = "ara+eng", limits: ScanLimits = ScanLimits()
    ) throws(ScanError) -> ScannedText {
        let bytes = try contents(of: file, limits: limits)
        let recogniser = Recogniser(languages: languages)
        let pages: [ScannedPage]
        switch ScanType.sniffed(from: bytes) {
        case .pdf: pages = try PDFReading.pages(of: bytes, recogniser: recogniser, limits: limits)
        case .tiff: pages = try PictureReading.tiffPages(of: bytes, recogniser: recogniser, limits: limits)
        case .jpeg, .png: pages = [try PictureReading.page(of: bytes, recogniser: recogniser, limits: limits)]
        case .text: pages = try PlainText.pages(of: bytes, limits: limits)
        case nil: throw type == nil || type == .text ? .unsupported : .damaged
        }
        return ScannedText(pages: pages.map { $0.limited(to: limits.textBytes) })
    }

    /// A picture of one page (from 0) as PNG for previews; nil when the file has no such page, is text, or cannot be
    /// read. `dpi` is kept between 20 and 300.
    public static func pagePNG(
        fileAt file: URL, page: Int, dpi: Double = 80, limits: ScanLimits = ScanLimits()
    ) -> Data? {
        guard (0..<limits.pages).contains(page), let bytes = try? contents(of: file, limits: limits) else { return nil }
        let dpi = dpi.isFinite ? min(max(dpi, 20), 300) : 80
        switch ScanType.sniffed(from: bytes) {
        case .pdf: return try? PDFReading.png(of: bytes, page: page, dpi: dpi, limits: limits)
        case .tiff, .jpeg, .png: return try? PictureReading.png(of: bytes, page: page, dpi: dpi, limits: limits)
        case .text, nil: return nil
        }
    }

    private static func contents(of file: URL, limits: ScanLimits) throws(ScanError) -> Data {
        // Only regular files end; a named pipe or a device would hold the reader for ever.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file.resolvingSymlinksInPath().path),
            attributes[.type] as? FileAttributeType == .typeRegular,
            let size = (attributes[.size] as? NSNumber).flatMap({ Int(exactly: $0) })
        else { throw .unreadable }
        guard size > 0 else { throw .empty }
        guard size <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        guard let bytes = try? Data(contentsOf: file) else { throw .unreadable }
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        return bytes
    }
}
