import Foundation
import FoundationNetworking
import Peers
import Testing

@Suite("RouteTests: gateways call the running hub", .serialized)
struct GatewayDoorTests {
    private static let secrets = [
        "WASL_VONAGE_KEY": "k", "WASL_VONAGE_SECRET": "s", "WASL_VONAGE_HOOK": "a-long-hook",
        "WASL_TELEGRAM_TOKEN": "t", "WASL_TELEGRAM_HOOK": "a-long-secret",
    ]

    @Test("a multipart form with a picture becomes a ticket; wrong calls are told what is right")
    func shapes() async throws {
        try await withHub("gateway-shapes") { hub, _ in
            let body =
                [("from", "0501234567"), ("to", "ALEMAN"), ("text", "أحتاج مساعدة"), ("id", "1")]
                .map { "--b\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }.joined()
                + "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"id.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\nxyz\r\n--b--\r\n"
            let door = "/hooks/sms/incoming"
            #expect(try await call(hub, "POST", door, "multipart/form-data; boundary=b", body).status == 200)
            let wrong = try await call(hub, "DELETE", door, nil, "")
            #expect(wrong.status == 405)
            #expect(wrong.allow == "GET, POST")
            #expect(try await call(hub, "POST", door, "application/xml", "<a/>").status == 415)
            #expect(try await call(hub, "POST", door, "application/json", "{").status == 400)
            let tickets = try await ticketsOnceThere(hub)
            #expect(tickets.map { $0["channel"] as? String } == ["sms"])
            #expect(tickets.first?["association"] as? String == "al-eman")
        }
    }

    @Test("parts of a long text survive the hub's death between them and become one ticket (P1)")
    func partsSurvive() async throws {
        let hub = try HubProcess("gateway-parts", environment: Self.secrets, configure: Self.enable("sms-vonage"))
        defer { hub.remove() }
        let first = try await hub.start()
        #expect(try await part(hub, 2, "%D9%85%D8%B3%D8%A7%D8%B9%D8%AF%D8%A9").status == 200)
        first.signal(SIGKILL)
        let second = try await hub.start()
        do {
            #expect(try await hub.tickets().isEmpty)
            #expect(try await part(hub, 1, "%D8%A3%D8%AD%D8%AA%D8%A7%D8%AC+").status == 200)
            #expect(try await part(hub, 2, "%D9%85%D8%B3%D8%A7%D8%B9%D8%AF%D8%A9").status == 200)
            let tickets = try await ticketsOnceThere(hub)
            #expect(tickets.count == 1)
            #expect(tickets.map { $0["channel"] as? String } == ["sms-vonage"])
            #expect(try await hub.command("verify").hasSuffix("balanced\n"))
        } catch {
            await second.stop()
            throw error
        }
        await second.stop()
    }

    @Test("a chat becomes a ticket that is answered in the chat")
    func chat() async throws {
        try await withHub("gateway-chat", environment: Self.secrets, configure: Self.enable("chat-telegram")) {
            hub, _ in
            let body =
                #"{"update_id":1,"message":{"message_id":5,"from":{"id":1111,"is_bot":false,"first_name":"نورة"},"#
                + #""chat":{"id":1111,"type":"private"},"date":1770967800,"text":"أحتاج مساعدة"}}"#
            let door = "/hooks/chat-telegram/incoming"
            #expect(try await call(hub, "POST", door, "application/json", body).status == 401)
            let secret = ["X-Telegram-Bot-Api-Secret-Token": "a-long-secret"]
            for _ in 1...2 {
                #expect(try await call(hub, "POST", door, "application/json", body, secret).status == 200)
            }
            let tickets = try await ticketsOnceThere(hub)
            #expect(tickets.map { $0["channel"] as? String } == ["chat-telegram"])
            try await eventually("the acknowledgement", within: 20, every: 200) {
                try await hub.outbox().first?["to"] as? String == "1111"
            }
            let acknowledgement = try #require(try await hub.outbox().first)
            #expect(acknowledgement["channel"] as? String == "chat-telegram")
        }
    }

    private func part(_ hub: HubProcess, _ number: Int, _ words: String) async throws -> Answer {
        let query =
            "msisdn=966501234567&to=966112345678&messageId=m\(number)&text=\(words)&type=unicode&concat=true"
            + "&concat-ref=9&concat-total=2&concat-part=\(number)"
        return try await call(hub, "GET", "/hooks/sms-vonage/incoming/a-long-hook?\(query)", nil, "")
    }

    private func ticketsOnceThere(_ hub: HubProcess) async throws -> [[String: any Sendable]] {
        try await eventually("a ticket", within: 40, every: 200) { try await !hub.tickets().isEmpty }
        return try await hub.tickets()
    }

    private struct Answer { var status: Int, allow: String? }

    private func call(
        _ hub: HubProcess, _ method: String, _ path: String, _ type: String?, _ body: String,
        _ headers: [String: String] = [:]
    ) async throws -> Answer {
        var request = URLRequest(url: try hub.url(path))
        request.httpMethod = method
        request.timeoutInterval = 20
        if method == "POST" { request.httpBody = Data(body.utf8) }
        if let type { request.setValue(type, forHTTPHeaderField: "Content-Type") }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (_, response) = try await URLSession.shared.data(for: request)
        let reply = response as? HTTPURLResponse
        return Answer(status: reply?.statusCode ?? 0, allow: reply?.value(forHTTPHeaderField: "Allow"))
    }

    /// A gateway's file switched on for one association, its own address replaced by one that nobody listens at.
    private static func enable(_ id: String) -> (URL) throws -> Void {
        { config in
            let folder = config.appending(path: "channels/sms.yaml")
            try (String(contentsOf: folder, encoding: .utf8) + "enabled: false\n").write(
                to: folder, atomically: true, encoding: .utf8)
            let file = config.appending(path: "channels/\(id).yaml")
            let text = try String(contentsOf: file, encoding: .utf8)
                .replacing("enabled: false", with: "enabled: true\nassociations: [jamoum]")
                .replacing("https://api.telegram.org", with: "http://127.0.0.1:9")
                .replacing("https://rest.nexmo.com", with: "http://127.0.0.1:9")
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
    }
}
