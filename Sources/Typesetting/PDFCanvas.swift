import CPango

import struct Foundation.Data

/// A PDF document under the pen; confined to one thread.
final class PDFCanvas {
    private let surface: OpaquePointer
    private let cairo: OpaquePointer
    private let sink = Sink()

    private final class Sink {
        var bytes = Data()
    }

    /// A document of A4 sheets with its properties; `issuedOn` (ISO 8601 day) stands for the time of making.
    init(title: String, author: String, issuedOn: String?) throws(TypesettingError) {
        let write: cairo_write_func_t = { closure, bytes, length in
            guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
            Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().bytes.append(bytes, count: Int(length))
            return CAIRO_STATUS_SUCCESS
        }
        guard
            let surface = cairo_pdf_surface_create_for_stream(
                write, Unmanaged.passUnretained(sink).toOpaque(), PaperGeometry.width, PaperGeometry.height),
            let cairo = cairo_create(surface)
        else { throw .drawing("no memory") }
        self.surface = surface
        self.cairo = cairo
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Wasl")
        if let issuedOn, Self.isDay(issuedOn) {
            cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, issuedOn + "T00:00:00Z")
        }
    }

    deinit {
        cairo_destroy(cairo)
        // Destroying the surface may still write, so the sink has to outlive it.
        withExtendedLifetime(sink) { cairo_surface_destroy(surface) }
    }

    /// Draws one sheet and turns the page.
    func draw(_ sheet: Sheet, code: [[Bool]]?) {
        drawRule(y: sheet.headRule, thickness: 1.4, isAccent: true)
        drawRule(y: sheet.headRule + 2.4, thickness: 0.4, isAccent: true)
        drawRule(y: sheet.footRule, thickness: 0.5, isAccent: false)
        for placed in sheet.texts { placed.text.draw(on: cairo, x: placed.x, y: placed.y) }
        if let code, let top = sheet.codeTop { draw(code, top: top) }
        cairo_show_page(cairo)
    }

    /// The finished document.
    func finish() throws(TypesettingError) -> Data {
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS, cairo_status(cairo) == CAIRO_STATUS_SUCCESS else {
            throw .drawing(String(cString: cairo_status_to_string(status)))
        }
        return sink.bytes
    }

    private func drawRule(y: Double, thickness: Double, isAccent: Bool) {
        // A green so dark that it survives fax and a black-and-white scan.
        cairo_set_source_rgb(cairo, isAccent ? 0.06 : 0.35, isAccent ? 0.33 : 0.35, isAccent ? 0.25 : 0.35)
        cairo_rectangle(cairo, PaperGeometry.sideMargin, y, PaperGeometry.textWidth, thickness)
        cairo_fill(cairo)
    }

    private func draw(_ code: [[Bool]], top: Double) {
        let module = PaperGeometry.codeSide / Double(code.count)
        cairo_set_source_rgb(cairo, 0, 0, 0)
        for run in QRCode.runs(of: code) {
            cairo_rectangle(
                cairo, PaperGeometry.sideMargin + Double(run.column) * module, top + Double(run.row) * module,
                Double(run.length) * module, module)
        }
        // One fill for all modules, so that no hairlines show between neighbours.
        cairo_fill(cairo)
    }

    private static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [4, 2, 2]
            && parts.allSatisfy { $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
    }
}
