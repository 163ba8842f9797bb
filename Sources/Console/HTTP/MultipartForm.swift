import Foundation
import MIME

/// A `multipart/form-data` body as a page's form: text fields, and files.
struct MultipartForm: Sendable {
    /// The longest text field, in bytes.
    static let maximumField = 64 * 1024

    /// The text fields, the first of a name winning.
    private(set) var fields: [String: String] = [:]
    /// The files, in order; fields without a file chosen are left out.
    private(set) var files: [SubmittedFile] = []

    /// Reads a body; nil when it is not well-formed or beyond the limits.
    init?(_ body: Data, contentType: String) {
        guard let form = FormParts(body, contentType: contentType) else { return nil }
        for part in form.parts {
            if let fileName = part.fileName {
                guard !fileName.isEmpty || !part.content.isEmpty else { continue }
                files.append(
                    SubmittedFile(
                        field: part.name, name: fileName, type: part.type ?? "application/octet-stream",
                        data: Data(part.content)))
            } else {
                guard part.content.count <= Self.maximumField else { return nil }
                if fields[part.name] == nil { fields[part.name] = String(decoding: part.content, as: UTF8.self) }
            }
        }
    }
}
