import Foundation

/// Why a call is not let in, or not understood: the answer names the place and the cure.
struct HookRefusal: Error, Sendable, Hashable {
    var reply: WebhookReply
    /// The short word that the operator's page shows.
    var word: String

    init(_ status: Int, _ word: String, _ sentence: String = "", headers: [String: String] = [:]) {
        reply = WebhookReply(status: status, body: sentence, headers: headers)
        self.word = word
    }
}

extension HookDoor {
    /// Lets a call in: its secret first, which tells a stranger nothing, then method, size, signature and content type.
    /// Returns where its values stand.
    func open(_ request: WebhookRequest, now: Date) throws(HookRefusal) -> FieldSource {
        if let secret {
            let given = request.path.dropFirst().first ?? ""
            guard !secret.isEmpty, WebhookSignature.areEqual(Array(given.utf8), Array(secret.utf8)) else {
                throw HookRefusal(404, "secret")
            }
        }
        guard source.methods.contains(request.method) else {
            let allowed = source.methods.joined(separator: ", ")
            throw HookRefusal(405, "method", "Call with \(allowed).", headers: ["allow": allowed])
        }
        guard request.body.count <= longestBody, request.query.utf8.count <= Self.longestCall else {
            throw HookRefusal(
                413, "size", "The call is longer than \(longestBody) bytes (limits: message_bytes of the channel).")
        }
        if let signature, !signature.isValid(request, now: now) {
            throw HookRefusal(401, "signature", "The signature in ‘\(signature.header)’ is missing, wrong or too old.")
        }
        let type = request.headers["content-type"]
        let isPacked = request.headers["content-encoding"].map { $0.lowercased() != "identity" } ?? false
        guard !isPacked, let place = source.place(method: request.method, contentType: type) else {
            throw HookRefusal(415, "content type", "Send \(accepted), not packed.")
        }
        return place
    }

    /// Reads the values of a call that was let in.
    func fields(of request: WebhookRequest, at place: FieldSource) throws(HookRefusal) -> HookFields {
        let bytes = place == .query ? Data(request.query.utf8) : request.body
        guard let fields = HookFields(bytes, at: place, contentType: request.headers["content-type"]) else {
            let what = place == .json ? "JSON" : "multipart form"
            throw HookRefusal(400, "body", "The body is no \(what) that can be read.")
        }
        return fields
    }

    private var accepted: String {
        switch source {
        case .json: "application/json"
        case .form: "application/x-www-form-urlencoded or multipart/form-data"
        default: "application/json, application/x-www-form-urlencoded or multipart/form-data"
        }
    }
}
