import Casework
import Channels
import Console
import Flows
import Foundation
import Sealing
import ServiceLifecycle
import Storage

/// The pages, the console and the webhooks on the hub.
struct WebServer {
    let hub: Hub
    let surroundings: Surroundings
    let learning: HubLearning

    func service(onListening: @escaping @Sendable (Int) async -> Void) async throws -> any Service {
        let fresh = SecretToken.make()
        let secret = try await hub.database.write { sql in try sql.setting("page-key", orFirst: fresh) }
        let configuration = ConsoleConfiguration(
            templates: surroundings.config.appending(path: "templates/pages", directoryHint: .isDirectory),
            baseURL: surroundings.baseURL, secret: Data(secret.utf8),
            trustedProxies: surroundings.trustedProxies, replyTemplates: { _ in ReplyTemplates.all },
            sentence: { ChannelNote.sentence(for: $0, $1) })
        let (hub, doors) = (hub, hub.doors())
        let site = try ConsoleSite(
            configuration: configuration, desk: HubDesk(hub: hub), accounts: HubAccounts(hub: hub),
            forms: FormDoor(hub: hub), learning: learning,
            webhook: { call in await Self.answer(call, hub: hub, doors: doors) },
            metrics: { await Figures.text(hub) }, readiness: { await Figures.isReady(hub) }, logger: hub.logger)
        return site.application(
            host: surroundings.http.host, port: surroundings.http.port, onListening: onListening)
    }

    private static func answer(_ call: ConsoleWebhook, hub: Hub, doors: ChannelDoors) async -> ConsoleWebhookReply {
        let path = call.path.split(separator: "/").dropFirst(2).map(String.init)
        let query = call.url.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
        let request = WebhookRequest(
            method: call.method, url: call.url, path: path, query: query, headers: call.headers, body: call.body,
            remote: call.remote)
        guard let channel = hub.channels[ChannelID(rawValue: call.channel)],
            let reply = await channel.webhook(request, doors)
        else { return ConsoleWebhookReply(status: 404) }
        return ConsoleWebhookReply(
            status: reply.status, contentType: reply.type, body: Data(reply.body.utf8), headers: reply.headers)
    }
}

/// Where public forms go: an envelope of the web channel.
struct FormDoor: FormIntake {
    let hub: Hub

    func submit(_ form: SubmittedForm) async throws(AcceptanceError) -> Receipt {
        guard let profile = hub.profile(form.association),
            let channel = hub.channels.values.first(where: { $0.medium == .web })
        else { throw .storeUnavailable("no web channel is switched on") }
        let offered = profile.forms.first { $0.id == form.formID }
        let submission = FormSubmission(
            token: form.token, form: form.formID, kind: offered?.kind,
            field: form.fields["field"].flatMap { $0.isEmpty ? nil : $0 } ?? offered?.field, language: form.language,
            fields: form.fields.sorted { $0.key < $1.key }.compactMap(Self.field),
            files: form.files.map { .init(name: $0.name, type: $0.type, content: $0.data) })
        let bytes = submission.encoded
        return try await Intake(hub: hub).accept(
            Envelope(
                association: form.association, channel: channel.id,
                repeatKey: .source(id: form.token, fingerprint: SecretToken.digest(of: bytes)),
                receivedAt: form.receivedAt, content: .bytes(bytes)))
    }
}

extension FormDoor {
    /// The page's field as the web channel names it; what only guards the page is not kept.
    fileprivate static func field(name: String, value: String) -> FormSubmission.Field? {
        let kept: String
        switch name {
        case "csrf", "submission", "homepage", "field", "lang": return nil
        case "danger": kept = "in_danger"
        case "silent": kept = "keep_silent"
        default: kept = name
        }
        return .init(name: kept, label: kept, value: value)
    }
}

/// The templates an officer may choose for an answer.
enum ReplyTemplates {
    static let all: [ReplyTemplate] = [
        ReplyTemplate(id: "reply", name: BilingualText(arabic: "رد حر", english: "Free answer")),
        ReplyTemplate(id: "status_reply", name: BilingualText(arabic: "حالة الطلب", english: "Status of the request")),
    ]
}

/// What monitoring asks.
enum Figures {
    static func isReady(_ hub: Hub) async -> Bool {
        (try? await hub.database.read { sql in try sql.setting("reply-key") }) != nil
    }

    /// Prometheus text; counts only, nothing personal.
    static func text(_ hub: Hub) async -> String {
        let rows = try? await hub.database.read { sql in
            (try JobKind.allCases.map { ($0, try sql.waiting($0)) }, try sql.totals())
        }
        guard let (waiting, totals) = rows else { return "wasl_up 0\n" }
        var lines = ["wasl_up 1"]
        lines += waiting.map { "wasl_jobs_waiting{kind=\"\($0.0.rawValue)\"} \($0.1)" }
        lines += totals.map { "wasl_\($0.name){state=\"\($0.state)\"} \($0.count)" }
        return lines.joined(separator: "\n") + "\n"
    }
}
