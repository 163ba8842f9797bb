import CLeptonica
import CTesseract

/// Reads letters in pictures by Tesseract; starts it only when a picture comes, and is confined to one thread.
final class Recogniser {
    private let languages: String
    private var handle: OpaquePointer?

    init(languages: String) {
        self.languages = languages
    }

    deinit {
        guard let handle else { return }
        TessBaseAPIEnd(handle)
        TessBaseAPIDelete(handle)
    }

    /// The text in a gray picture that Leptonica holds.
    func page(in picture: UnsafeMutablePointer<PIX>) throws(ScanError) -> ScannedPage {
        let handle = try started()
        TessBaseAPISetImage2(handle, picture)
        let resolution = pixGetXRes(picture)
        TessBaseAPISetSourceResolution(handle, (70...1200).contains(resolution) ? resolution : 200)
        return try read(handle)
    }

    /// The text in a picture of four bytes a pixel, the fourth unused, at a resolution in dots per inch.
    func page(
        in pixels: UnsafePointer<UInt8>, width: Int, height: Int, bytesPerLine: Int, dpi: Double
    ) throws(ScanError) -> ScannedPage {
        guard let width = CInt(exactly: width), let height = CInt(exactly: height),
            let bytesPerLine = CInt(exactly: bytesPerLine), let dpi = CInt(exactly: dpi.rounded())
        else { throw .damaged }
        let handle = try started()
        TessBaseAPISetImage(handle, pixels, width, height, 4, bytesPerLine)
        TessBaseAPISetSourceResolution(handle, max(70, dpi))
        return try read(handle)
    }

    private func read(_ handle: OpaquePointer) throws(ScanError) -> ScannedPage {
        defer { TessBaseAPIClear(handle) }
        guard let text = TessBaseAPIGetUTF8Text(handle) else { throw .damaged }
        defer { TessDeleteText(text) }
        return ScannedPage(
            raw: String(cString: text), confidence: Int(TessBaseAPIMeanTextConf(handle)), source: .ocr)
    }

    private func started() throws(ScanError) -> OpaquePointer {
        if let handle { return handle }
        // The names become file names of the models.
        let isPlain = languages.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "_")
        }
        guard isPlain, !languages.isEmpty, let fresh = TessBaseAPICreate() else { throw .languageMissing(languages) }
        TessBaseAPISetVariable(fresh, "debug_file", "/dev/null")
        guard TessBaseAPIInit3(fresh, nil, languages) == 0 else {
            TessBaseAPIDelete(fresh)
            throw .languageMissing(languages)
        }
        handle = fresh
        return fresh
    }
}
