import Casework
import Foundation

/// What hangs on messages: attachments, raw bytes, the HTML form, letters. All of it is strangers' bytes.
struct MessageFiles: Sendable {
    let site: Site

    var endpoints: [Endpoint] {
        let (association, reference, message) = (":association", ":reference", ":message")
        return [
            .get(.attachment(association, reference, message: message, index: ":index"), .officer) {
                try await attachment($0)
            },
            .get(.raw(association, reference, message: message), .officer) { try await raw($0) },
            .get(.html(association, reference, message: message), .officer) { try await html($0) },
            .get(.letter(association, reference, message: message), .officer) { try await letter($0) },
        ]
    }

    private func attachment(_ visit: Visit) async throws -> Answer {
        let index = try visit.identifier("index")
        guard let position = Int(exactly: index),
            let (note, data) = try await site.desk.attachment(
                visit.association(), visit.reference(), message: visit.identifier("message"), index: position,
                for: visit.viewer)
        else { throw Refusal.notFound }
        let name = note.name ?? "attachment-\(index)"
        if visit.query["show"] != nil, let type = RasterImage.type(of: data) {
            return download(data, type: type, kind: "inline", name: name)
        }
        return download(data, type: "application/octet-stream", kind: "attachment", name: name)
    }

    private func raw(_ visit: Visit) async throws -> Answer {
        let reference = try visit.reference()
        guard
            let data = try await site.desk.rawSource(
                visit.association(), reference, message: visit.identifier("message"), for: visit.viewer)
        else { throw Refusal.notFound }
        return download(data, type: "application/octet-stream", kind: "attachment", name: "\(reference).eml")
    }

    private func html(_ visit: Visit) async throws -> Answer {
        let showsImages = visit.query["images"] == "1"
        guard
            let html = try await site.desk.safeHTML(
                visit.association(), visit.reference(), message: visit.identifier("message"),
                showRemoteImages: showsImages, for: visit.viewer)
        else { throw Refusal.notFound }
        let page =
            "<!doctype html><html dir=\"auto\"><head><meta charset=\"utf-8\"><base target=\"_blank\"></head>"
            + "<body>\(html)</body></html>"
        return Answer.html(page).under(.frame(remoteImages: showsImages))
    }

    private func letter(_ visit: Visit) async throws -> Answer {
        let reference = try visit.reference()
        guard
            let data = try await site.desk.letterPDF(
                visit.association(), reference, message: visit.identifier("message"), for: visit.viewer)
        else { throw Refusal.notFound }
        return download(data, type: "application/pdf", kind: "attachment", name: "\(reference).pdf")
    }

    private func download(_ data: Data, type: String, kind: String, name: String) -> Answer {
        Answer.bytes(data, type: type)
            .with("content-disposition", Disposition.header(kind, name: name))
            .under(.download)
    }
}
