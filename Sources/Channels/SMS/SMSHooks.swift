import Casework
import Foundation

/// How a gateway's call proves itself, what it looks like and what it is answered.
struct HookDoor: Sendable {
    /// The last part of the path, known to the gateway only; nil for none.
    var secret: String?
    var signature: WebhookSignature?
    var source: FieldSource = .form
    /// The list whose every element is a message or a report of its own; nil when a call brings one.
    var each: FieldPath?
    /// Calls and elements that are no news: answered, counted, not kept.
    var ignore: [FieldTest] = []
    /// Bytes of a body that are accepted; gateways send some hundred unless files come along.
    var longestBody = HookDoor.longestCall
    /// The answer that stops the gateway from calling again.
    var answer = WebhookReply(status: 200)

    /// Bytes of a call's query, and of its body unless the settings say otherwise.
    static let longestCall = 64 * 1_024

    /// Whether only somebody who knows a secret can have made a call that this door lets in.
    var isProof: Bool { secret != nil || signature != nil }
}

/// How a gateway reports what became of a text.
struct ReportHook: Sendable {
    var door = HookDoor()
    /// Whether reports come to the address for incoming texts, beside them.
    var comesWithTexts = false
    /// What the address for reports ends in, with `{id}` for our number: `?id={id}&state=%d`.
    var urlSuffix: PlaceholderText?
    /// The field with the text's id.
    var id: FieldPlace
    /// Whether that is our number instead of the gateway's.
    var isOurNumber = false
    /// The field with the state.
    var state: FieldPlace
    /// What each of the gateway's words means; others are no news.
    var states: [String: DeliveryState]
    /// The field with the reason, if any.
    var reason: FieldPlace?
}

/// How a gateway hands over a text that somebody sent us.
struct IncomingHook: Sendable {
    var door = HookDoor()
    /// How the gateway asks whether the address is ours, before it sends anything.
    var handshake: HookHandshake?
    var from: FieldPlace
    /// Whether `from` is a name of the gateway's own, like a chat's number, and not a telephone number.
    var isFromAnID = false
    /// The name that the sender gave.
    var name: FieldPlace?
    /// The number it was sent to, where the call says so.
    var to: FieldPlace?
    var text: FieldPlace
    var id: FieldPlace?
    var time: FieldPlace?
    /// The zone of times that name none.
    var zone = TimeZone.gmt
    /// The field with the data coding: 2 or 8 means UTF-16, 3 Latin-1.
    var coding: FieldPlace?
    /// The field with the charset's name.
    var charsetName: FieldPlace?
    /// The charset when no field says another.
    var charset: SMSCharset = .utf8
    /// Where a call says that it brings one part of a long text.
    var parts: HookParts?
    /// Files that stand in the call.
    var files: [HookFile] = []
    /// Where a call names a file that stays with the gateway; the officer is told.
    var elsewhere: FieldPlace?
    /// Which association answers on which of our numbers; `*` for every other.
    var lines: [String: AssociationID] = [:]

    /// Whether fields hold something that a person sent.
    func fits(_ fields: HookFields) -> Bool {
        guard fields.word(from) != nil else { return false }
        return fields.bytes(text) != nil || !fields.parts.isEmpty || fields.word(elsewhere) != nil
            || files.contains { fields.bytes($0.data) != nil }
    }
}

/// A file that stands in a call as Base64.
struct HookFile: Sendable, Hashable {
    var data: FieldPlace
    var name: FieldPlace?
    var type: FieldPlace?
}

/// The question by which a gateway makes sure that an address is ours: it names a secret and wants its challenge back.
struct HookHandshake: Sendable, Hashable {
    /// The query's field with the secret.
    var token: FieldPath
    var secret: String
    /// The query's field whose value is the answer.
    var challenge: FieldPath

    /// Bytes of a challenge at most.
    static let longestChallenge = 1_024

    /// The answer to such a question: its challenge, or 403 when the secret is another; nil when a call is none.
    func answer(_ request: WebhookRequest) -> WebhookReply? {
        guard request.method == "GET" else { return nil }
        let query = URLFields(reading: request.query.utf8)
        guard let challenge = query.first(challenge.written), challenge.count <= Self.longestChallenge else {
            return nil
        }
        let given = query.first(token.written) ?? []
        guard WebhookSignature.areEqual(given, Array(secret.utf8)) else {
            return WebhookReply(
                status: 403, body: "The secret in ‘\(token.written)’ is not the one in the settings (‘handshake’).")
        }
        return WebhookReply(status: 200, body: String(decoding: challenge, as: UTF8.self))
    }
}
