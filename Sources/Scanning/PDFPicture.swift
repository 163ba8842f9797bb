import CPoppler

import struct Foundation.Data

/// A page of a PDF drawn as a picture; confined to one thread.
final class PDFPicture {
    private let surface: OpaquePointer
    private let dpi: Double

    /// Draws the page on white at a resolution, coarser where it would have more than `pixels`.
    init(of page: PDFDocument.Page, dpi: Double, pixels: Int) throws(ScanError) {
        let size = page.size
        guard size.width.isFinite, size.height.isFinite, size.width >= 1, size.height >= 1,
            size.width <= Self.longestSide, size.height <= Self.longestSide
        else { throw .damaged }
        let wanted = size.width * size.height * (dpi / 72) * (dpi / 72)
        let scale = dpi / 72 * min(1, (Double(pixels) / wanted).squareRoot())
        guard let width = CInt(exactly: max(1, (size.width * scale).rounded(.down))),
            let height = CInt(exactly: max(1, (size.height * scale).rounded(.down))),
            width <= Self.longestLine, height <= Self.longestLine
        else { throw .tooManyPixels(limit: pixels) }
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height) else { throw .damaged }
        self.surface = surface
        self.dpi = scale * 72
        let pen = cairo_create(surface)
        defer { cairo_destroy(pen) }
        cairo_set_source_rgb(pen, 1, 1, 1)
        cairo_paint(pen)
        cairo_scale(pen, scale, scale)
        poppler_page_render(page.handle, pen)
        cairo_surface_flush(surface)
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { throw .damaged }
    }

    deinit { cairo_surface_destroy(surface) }

    /// The longest side of a page that is drawn, in points: the 200 inches that PDF 1.6 allows without scaling.
    private static let longestSide = 14_400.0
    /// Cairo's own limit for a picture's side, in pixels.
    private static let longestLine = CInt(32_767)

    /// The letters in the picture.
    func read(by recogniser: Recogniser) throws(ScanError) -> ScannedPage {
        guard let pixels = cairo_image_surface_get_data(surface) else { throw .damaged }
        return try recogniser.page(
            in: pixels, width: Int(cairo_image_surface_get_width(surface)),
            height: Int(cairo_image_surface_get_height(surface)),
            bytesPerLine: Int(cairo_image_surface_get_stride(surface)), dpi: dpi)
    }

    /// The picture as PNG.
    func png() throws(ScanError) -> Data {
        let sink = Sink()
        let write: cairo_write_func_t = { closure, bytes, length in
            guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
            Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().bytes.append(bytes, count: Int(length))
            return CAIRO_STATUS_SUCCESS
        }
        let status = withExtendedLifetime(sink) {
            cairo_surface_write_to_png_stream(surface, write, Unmanaged.passUnretained(sink).toOpaque())
        }
        guard status == CAIRO_STATUS_SUCCESS else { throw .damaged }
        return sink.bytes
    }

    private final class Sink {
        var bytes = Data()
    }
}
