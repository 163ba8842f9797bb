import CPoppler

import struct Foundation.Data

/// A PDF that Poppler has opened; confined to one thread.
final class PDFDocument {
    private let document: OpaquePointer

    /// Throws ``ScanError/encrypted`` for a locked document and ``ScanError/damaged`` for a broken one.
    init(_ bytes: Data) throws(ScanError) {
        let shared = bytes.withUnsafeBytes { g_bytes_new($0.baseAddress, gsize($0.count)) }
        defer { g_bytes_unref(shared) }
        var failure: UnsafeMutablePointer<GError>?
        guard let document = poppler_document_new_from_bytes(shared, nil, &failure) else {
            let code = failure?.pointee.code
            g_clear_error(&failure)
            throw code == CInt(POPPLER_ERROR_ENCRYPTED.rawValue) ? .encrypted : .damaged
        }
        self.document = document
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(document)) }

    var pageCount: Int { Int(poppler_document_get_n_pages(document)) }

    /// The page of a number from 0.
    func page(_ number: Int) throws(ScanError) -> Page {
        guard (0..<pageCount).contains(number), let index = CInt(exactly: number),
            let page = poppler_document_get_page(document, index)
        else { throw .damaged }
        return Page(page, of: self)
    }

    /// One page, which keeps its document alive.
    final class Page {
        let handle: OpaquePointer
        private let document: PDFDocument

        fileprivate init(_ handle: OpaquePointer, of document: PDFDocument) {
            self.handle = handle
            self.document = document
        }

        deinit { g_object_unref(UnsafeMutableRawPointer(handle)) }

        /// The width and height in points.
        var size: (width: Double, height: Double) {
            var (width, height) = (0.0, 0.0)
            poppler_page_get_size(handle, &width, &height)
            return (width, height)
        }

        /// The text that the page carries, in the order in which it is read.
        var text: String {
            let lines = lines
            let isRightToLeft = VisualLine.balance(of: lines.joined()) > 0
            return lines.map { VisualLine.text($0, pageIsRightToLeft: isRightToLeft) }.joined(separator: "\n")
        }

        /// The letters that the page carries and their places, line by line as Poppler parts them.
        private var lines: [[PageLetter]] {
            guard let text = poppler_page_get_text(handle) else { return [] }
            defer { g_free(text) }
            var boxes: UnsafeMutablePointer<PopplerRectangle>?
            var count: guint = 0
            guard poppler_page_get_text_layout(handle, &boxes, &count) != 0, let boxes else { return [] }
            defer { g_free(boxes) }
            let letters = String(cString: text).unicodeScalars.filter { !PageLetter.isEmbedding($0) }
            var lines: [[PageLetter]] = [[]]
            for (scalar, box) in zip(letters, UnsafeBufferPointer(start: boxes, count: Int(count))) {
                if scalar == "\n" {
                    lines.append([])
                } else if !scalar.properties.isWhitespace {
                    let letter = PageLetter(
                        scalar: scalar, left: min(box.x1, box.x2), right: max(box.x1, box.x2), height: box.y2 - box.y1)
                    lines[lines.count - 1].append(letter)
                }
            }
            return lines
        }
    }
}
