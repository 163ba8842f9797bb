import Casework
import Foundation

/// Where the named values of a webhook stand.
enum FieldSource: String, Sendable, CaseIterable {
    /// JSON when the content type says so, a form otherwise.
    case body
    case query
    case form
    case json
}

/// How a gateway's call proves itself and what it is answered.
struct HookDoor: Sendable {
    /// The last part of the path, known to the gateway only; nil for none.
    var secret: String?
    var signature: WebhookSignature?
    var source: FieldSource = .form
    /// The answer that stops the gateway from calling again.
    var answer = WebhookReply(status: 200)
}

/// How a gateway reports what became of a text.
struct ReportHook: Sendable {
    var door = HookDoor()
    /// What the address for reports ends in, with `{id}` for our number: `?id={id}&state=%d`.
    var urlSuffix: PlaceholderText?
    /// The field with the text's id.
    var id: FieldPath
    /// Whether that is our number instead of the gateway's.
    var isOurNumber = false
    /// The field with the state.
    var state: FieldPath
    /// What each of the gateway's words means; others are no news.
    var states: [String: DeliveryState]
    /// The field with the reason, if any.
    var reason: FieldPath?
}

/// How a gateway hands over a text that somebody sent us.
struct IncomingHook: Sendable {
    var door = HookDoor()
    var from: FieldPath
    var to: FieldPath
    var text: FieldPath
    var id: FieldPath?
    var time: FieldPath?
    /// The field with the data coding: 2 or 8 means UTF-16.
    var coding: FieldPath?
    /// The field with the charset's name.
    var charsetName: FieldPath?
    /// The charset when no field says another.
    var charset: SMSCharset = .utf8
    /// Which association answers on which of our numbers.
    var lines: [String: AssociationID] = [:]
}

/// The named values of one call.
enum HookFields: Sendable {
    case pairs(URLFields)
    case tree(JSONTree)

    /// Reads the values from where they stand; nil when the body is not what it should be.
    init?(source: FieldSource, query: String, body: Data, contentType: String?) {
        let isJSON = contentType?.lowercased().contains("json") ?? false
        switch source == .body ? (isJSON ? .json : .form) : source {
        case .query: self = .pairs(URLFields(reading: query.utf8))
        case .form, .body: self = .pairs(URLFields(reading: body))
        case .json:
            guard let tree = JSONTree(reading: body) else { return nil }
            self = .tree(tree)
        }
    }

    /// Reads the values of a call.
    init?(_ request: WebhookRequest, _ door: HookDoor) {
        self.init(
            source: door.source, query: request.query, body: request.body, contentType: request.headers["content-type"])
    }

    /// The value's bytes; nil when there is none. Text from JSON is UTF-8.
    func bytes(_ path: FieldPath) -> [UInt8]? {
        switch self {
        case .pairs(let fields): fields.first(path.written)
        case .tree(let tree): tree[path]?.word.map { Array($0.utf8) }
        }
    }

    /// The value as text without white space at its ends; nil when there is none.
    func word(_ path: FieldPath?) -> String? {
        guard let path, let bytes = bytes(path) else { return nil }
        let word = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return word.isEmpty ? nil : word
    }
}
