import Casework
import Foundation

/// One request as the pages see it: checked, bounded, and with who asks.
struct Visit: Sendable {
    /// The method on the wire.
    var method: String
    /// The path, without query.
    var path: String
    /// The query's fields.
    var query: [String: String] = [:]
    /// The query as it was written; only webhooks need it.
    var rawQuery = ""
    /// Header fields by lower-case name.
    var headers: [String: String] = [:]
    /// The named parts of the path, percent-decoded.
    var parameters: [String: String] = [:]
    /// The form's fields.
    var fields: [String: String] = [:]
    /// The form's files.
    var files: [SubmittedFile] = []
    /// The body as it is, where the endpoint asks for it.
    var body = Data()
    /// The address at the other end.
    var remote: String
    /// When it came.
    var now: Date
    /// The language of the page.
    var language = Language.arabic
    /// Who is signed in.
    var session: Session?
    /// What public forms' tokens are made from, in this browser.
    var visitor = ""

    /// The signed-in viewer; throws the refusal 404 where there is none.
    var viewer: Viewer {
        get throws(Refusal) {
            guard let session else { throw .notFound }
            return session.viewer
        }
    }

    /// A form field, without spaces at its ends; empty when absent.
    func field(_ name: String) -> String {
        (fields[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Whether a box was ticked.
    func isTicked(_ name: String) -> Bool { !field(name).isEmpty }

    /// A part of the path as an association; throws 404 when it is none.
    func association() throws(Refusal) -> AssociationID {
        guard let id = parameters["association"].flatMap(AssociationID.init(rawValue:)) else { throw .notFound }
        return id
    }

    /// A part of the path as a reference; throws 404 when it is none.
    func reference() throws(Refusal) -> ReferenceNumber {
        guard let number = parameters["reference"].flatMap({ ReferenceNumber($0) }) else { throw .notFound }
        return number
    }

    /// A part of the path as a row's number, from 0; throws 404 when it is none.
    func identifier(_ name: String) throws(Refusal) -> Identifier {
        guard let number = parameters[name].flatMap({ Identifier($0) }), number >= 0 else { throw .notFound }
        return number
    }
}
