import Foundation
import MIME

/// Where the named values of a webhook stand.
enum FieldSource: String, Sendable, CaseIterable {
    /// The query of a GET, the body otherwise.
    case call
    /// JSON when the content type says so, a form otherwise.
    case body
    case query
    /// `application/x-www-form-urlencoded` or `multipart/form-data`.
    case form
    case json

    /// The methods by which calls come.
    var methods: [String] {
        switch self {
        case .call, .query: ["GET", "POST"]
        case .body, .form, .json: ["POST", "PUT"]
        }
    }

    /// Where the values of one call stand: `query`, `form` or `json`; nil when its content type is none of these.
    func place(method: String, contentType: String?) -> FieldSource? {
        if self == .query || (self == .call && method == "GET") { return .query }
        let type = contentType?.lowercased().prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces) ?? ""
        let isJSON = type == "application/json" || type == "text/json" || type.hasSuffix("+json")
        let isForm = type == "application/x-www-form-urlencoded" || type == "multipart/form-data"
        switch self {
        case .json: return isJSON || type.isEmpty || type == "text/plain" ? .json : nil
        case .form: return isForm || type.isEmpty ? .form : nil
        default: return isJSON ? .json : isForm || type.isEmpty ? .form : nil
        }
    }

    /// The same for kept bytes of which nothing else is known.
    func place(guessing body: Data) -> FieldSource {
        guard self == .call || self == .body else { return self }
        let first = body.first { $0 > 0x20 }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json : .form
    }
}

/// The named values of one call, or of one element of it.
struct HookFields: Sendable {
    private enum Content: Sendable {
        case pairs(URLFields)
        case tree(JSONTree)
    }

    private let content: Content
    /// The element at hand; nil for the whole call.
    private var element: JSONTree?
    /// The files of a multipart form.
    private(set) var parts: [FormParts.Part] = []

    /// Reads the values of a body or a query, where they stand; nil when the bytes are not what they should be.
    init?(_ bytes: Data, at source: FieldSource, contentType: String?) {
        switch source {
        case .json:
            guard let tree = JSONTree(reading: bytes, limit: bytes.count) else { return nil }
            content = .tree(tree)
        case .form where contentType?.lowercased().hasPrefix("multipart/") == true:
            guard let form = FormParts(bytes, contentType: contentType ?? "") else { return nil }
            let fields = form.parts.filter { $0.fileName == nil }
            content = .pairs(URLFields(fields.map { .init(name: $0.name, value: Array($0.content)) }))
            parts = form.parts.filter { $0.fileName != nil && !$0.content.isEmpty }
        default:
            content = .pairs(URLFields(reading: bytes))
        }
    }

    /// Whether the values are JSON's and so Unicode already, whatever charset the call names.
    var areUnicode: Bool {
        if case .tree = content { true } else { false }
    }

    private init(_ branch: JSONBranch) {
        content = .tree(branch.call)
        element = branch.element
    }

    /// The elements of a list in the call; the call itself when the settings name no list.
    func elements(_ each: FieldPath?) -> [HookFields] {
        guard let each else { return [self] }
        guard case .tree(let tree) = content else { return [] }
        return tree.branches(along: each.steps[...]).map(HookFields.init)
    }

    /// The JSON text of the call as far as it concerns the element at hand; nil for a form.
    var narrowed: Data? {
        guard case .tree(let tree) = content else { return nil }
        return tree.encoded
    }

    /// The bytes at the first place that holds a value; nil when none does. Text from JSON is UTF-8.
    func bytes(_ place: FieldPlace?) -> [UInt8]? {
        for path in place?.paths ?? [] {
            switch content {
            case .pairs(let fields):
                if let value = fields.first(path.written) { return value }
            case .tree(let tree):
                if let value = (path.isFromCall ? tree : element ?? tree)[path]?.readable { return Array(value.utf8) }
            }
        }
        return nil
    }

    /// The value as text without white space at its ends; nil when there is none.
    func word(_ place: FieldPlace?) -> String? {
        guard let bytes = bytes(place) else { return nil }
        let word = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return word.isEmpty ? nil : word
    }

    /// Whether one of the questions is answered with yes.
    func fits(any tests: [FieldTest]) -> Bool {
        tests.contains { test in
            let place = FieldPlace(paths: [test.path])
            return test.words.isEmpty ? bytes(place) != nil : word(place).map(test.words.contains) ?? false
        }
    }
}
