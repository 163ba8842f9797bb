import Casework
import Crypto
import Foundation

extension SMSChannel {
    /// Bytes of a call's body and of its query that are accepted; gateways send some hundred.
    static let longestCall = 64 * 1_024

    /// Seconds within which the same words from the same number are one delivery, where the gateway gives neither an id
    /// nor a time: long enough for its repeated calls, short enough that a person may say the same again.
    static let repeatWindow = 600.0

    /// Keeps a text that somebody sent us; the positive answer follows only once it is durable (promise P1).
    func take(_ request: WebhookRequest, _ hook: IncomingHook, _ doors: ChannelDoors) async -> WebhookReply {
        if let refusal = refusal(of: request, hook.door, now: doors.now()) { return refusal }
        guard let fields = HookFields(request, hook.door),
            let from = fields.word(hook.from), fields.bytes(hook.text) != nil
        else { return WebhookReply(status: 400, body: "The call lacks the sender's number or the text.") }
        let to = fields.word(hook.to)
        guard let association = association(on: to, hook, doors) else {
            return WebhookReply(
                status: 422, body: "No association answers on this number; see 'lines' in the settings.")
        }
        let envelope = Envelope(
            association: association, channel: id, repeatKey: repeatKey(fields, hook, now: doors.now()),
            receivedAt: doors.now(), sender: from, recipients: to.map { [$0] } ?? [],
            attributes: attributes(of: request, hook),
            content: .bytes(hook.door.source == .query ? Data(request.query.utf8) : request.body))
        do throws(AcceptanceError) {
            _ = try await doors.intake.accept(envelope)
            return hook.door.answer
        } catch .tooLarge {
            return WebhookReply(status: 413, body: "The text is too long.")
        } catch {
            return WebhookReply(status: 503, body: "The text could not be kept; please call again later.")
        }
    }

    /// Hands over a gateway's report; words without a known meaning are answered and passed over.
    func report(_ request: WebhookRequest, _ hook: ReportHook, _ doors: ChannelDoors) async -> WebhookReply {
        if let refusal = refusal(of: request, hook.door, now: doors.now()) { return refusal }
        guard let fields = HookFields(request, hook.door),
            let text = fields.word(hook.id), let word = fields.word(hook.state)
        else { return WebhookReply(status: 400, body: "The report lacks the text's id or its state.") }
        guard let state = hook.states[word] ?? hook.states[word.lowercased()] else { return hook.door.answer }
        let reason = fields.word(hook.reason).map { String($0.prefix(Self.longestReason)) }
        let report = DeliveryReport(
            providerID: text, isOurNumber: hook.isOurNumber, state: state, reason: reason ?? word)
        do {
            try await doors.report(id, report)
            return hook.door.answer
        } catch {
            return WebhookReply(status: 503, body: "The report could not be kept; please call again later.")
        }
    }

    private static let longestReason = 200

    /// The answer to a call that is too long or does not prove itself; nil when it may go on.
    private func refusal(of request: WebhookRequest, _ door: HookDoor, now: Date) -> WebhookReply? {
        guard request.body.count <= Self.longestCall, request.query.utf8.count <= Self.longestCall else {
            return WebhookReply(status: 413, body: "The call is too long.")
        }
        if let secret = door.secret {
            let given = request.path.dropFirst().first ?? ""
            guard !secret.isEmpty, WebhookSignature.areEqual(Array(given.utf8), Array(secret.utf8)) else {
                return WebhookReply(status: 404)
            }
        }
        if let signature = door.signature, !signature.isValid(request, now: now) {
            return WebhookReply(status: 401, body: "The signature is missing, wrong or too old.")
        }
        return nil
    }

    /// The association whose number was written to: by the settings' lines, as the only one served, or by its sender
    /// name or identifier.
    private func association(on number: String?, _ hook: IncomingHook, _ doors: ChannelDoors) -> AssociationID? {
        if let number, let line = hook.lines[number] ?? hook.lines[Self.bare(number)] { return line }
        let served = associations.isEmpty ? Array(doors.profiles.keys) : associations
        if served.count == 1 { return served.first }
        guard let number = number?.lowercased() else { return nil }
        return served.first { id in
            id.rawValue == number || doors.profiles[id]?.smsSender.lowercased() == number
        }
    }

    private static func bare(_ number: String) -> String { String(number.drop { $0 == "+" || $0 == "0" }) }

    /// A repeat has the same id *and* the same words (promise P3).
    private func repeatKey(_ fields: HookFields, _ hook: IncomingHook, now: Date) -> RepeatKey {
        let said = [hook.from, hook.to, hook.text].map { fields.bytes($0) ?? [] }
        var hash = SHA256()
        for part in said {
            hash.update(data: part)
            hash.update(data: [0])
        }
        let fingerprint = Hex.text(hash.finalize())
        if let id = fields.word(hook.id) { return .source(id: id, fingerprint: fingerprint) }
        if fields.word(hook.time) != nil { return .content }
        let window = Int(exactly: (now.timeIntervalSince1970 / Self.repeatWindow).rounded(.down)) ?? 0
        return .source(id: "window-\(window)", fingerprint: fingerprint)
    }

    /// What is needed to read the bytes again; the secret path is not among it.
    private func attributes(of request: WebhookRequest, _ hook: IncomingHook) -> [String: String] {
        var attributes = ["method": request.method, "source": hook.door.source.rawValue]
        if let type = request.headers["content-type"] { attributes["content-type"] = type }
        return attributes
    }
}
