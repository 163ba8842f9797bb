import Casework
import Crypto
import Foundation
import Settings
import Testing
import Transfer

@testable import Channels

/// One call as a gateway makes it, and what must come of it.
struct GatewayCall: Sendable, CustomTestStringConvertible {
    /// A text as an officer reads it.
    struct Text: Sendable, Equatable {
        var from = "+966501234567"
        var text: String
        var id: String?
        var at: Double?
        var files: [String] = []
        var warnings: [String] = []
    }

    var channel: String
    var shape: String
    var method = "POST"
    var door = "incoming"
    var type: String?
    var query = ""
    var body = ""
    var headers: [String: String] = [:]
    var texts: [Text] = []
    var reports: [DeliveryReport] = []
    var answer = WebhookReply(status: 200)

    var testDescription: String { "\(channel): \(shape)" }

    /// The call with its secret in the path.
    func request(_ path: [String]) -> WebhookRequest {
        var headers = headers
        headers["content-type"] = type
        let address = "https://hub.example/hooks/\(channel)/" + path.joined(separator: "/")
        return WebhookRequest(
            method: method, url: query.isEmpty ? address : "\(address)?\(query)", path: path, query: query,
            headers: headers, body: Data(body.utf8), remote: "127.0.0.1")
    }
}

@Suite("The calls of each gateway, in each shape")
struct GatewayCallTests {
    @Test("What a person wrote is read from the gateway's own call", arguments: GatewayCalls.texts)
    func texts(_ call: GatewayCall) async throws {
        let doors = TestDoors()
        let channel = try Self.channel(call.channel)
        for _ in 1...2 {
            #expect(await channel.webhook(call.request(Self.path(call)), doors.doors) == call.answer)
        }
        // The second call was a repeat: nothing is kept twice.
        #expect(doors.intake.kept.count == call.texts.count)
        for (index, expected) in call.texts.enumerated() {
            let envelope = doors.intake.kept[index]
            let kept = SMSWebhookTests.kept(envelope, doors.intake.bytes[index])
            let message = await channel.read(kept)
            #expect(message.sender.value == expected.from)
            #expect(message.text == expected.text)
            #expect(message.writtenAt?.timeIntervalSince1970 == expected.at)
            #expect(message.attachments.map(\.name) == expected.files)
            #expect(message.warnings == expected.warnings)
            #expect(message.medium == (call.channel.hasPrefix("chat") ? .chat : .sms))
            if let id = expected.id, case .source(let key, _) = envelope.repeatKey { #expect(key == id) }
            for note in message.attachments {
                let file = try #require(await channel.attachment(note.index, of: kept))
                #expect(file.0 == note)
                #expect(Hex.text(SHA256.hash(data: file.1)) == note.sha256)
            }
        }
    }

    @Test("What became of our texts is read from the gateway's own reports", arguments: GatewayCalls.reports)
    func reports(_ call: GatewayCall) async throws {
        let doors = TestDoors()
        let channel = try Self.channel(call.channel)
        #expect(await channel.webhook(call.request(Self.path(call)), doors.doors) == call.answer)
        #expect(doors.reports == call.reports)
        #expect(doors.intake.kept.isEmpty)
    }

    @Test("Events that are no news are answered and counted, and leave nothing behind", arguments: GatewayCalls.events)
    func events(_ call: GatewayCall) async throws {
        let doors = TestDoors()
        let channel = try Self.channel(call.channel)
        #expect(await channel.webhook(call.request(Self.path(call)), doors.doors)?.status == 200)
        #expect(doors.intake.kept.isEmpty)
        #expect(doors.reports.isEmpty)
        #expect(await channel.state().note == "calls-passed-over: 1")
    }

    @Test("A bad call is told what is wrong with it, and counted", arguments: GatewayCalls.bad)
    func bad(_ call: GatewayCall) async throws {
        let doors = TestDoors()
        let channel = try Self.channel(call.channel)
        let reply = try #require(await channel.webhook(call.request(Self.path(call)), doors.doors))
        #expect(reply.status == call.answer.status)
        #expect(call.answer.body.isEmpty || reply.body.contains(call.answer.body), "\(reply.body)")
        #expect(reply.headers == call.answer.headers)
        #expect(await channel.state().note?.hasPrefix("calls-refused: 1; ") == true)
        #expect(doors.reports.isEmpty)
    }

    @Test("A call that only the gateway can have made but nobody understands is kept aside, once, whoever wrote it")
    func keptAside() async throws {
        let doors = TestDoors()
        let channel = try Self.channel("sms-infobip")
        for body in ["not JSON", "not JSON", #"{"event":"new-thing","x":[1]}"#] {
            let call = GatewayCall(channel: "sms-infobip", shape: "", type: "application/json", body: body)
            let reply = try #require(await channel.webhook(call.request(Self.path(call)), doors.doors))
            #expect(reply.status == 400)
            #expect(reply.body.contains("kept as"))
        }
        #expect(doors.intake.kept.count == 2)
        let kept = SMSWebhookTests.kept(doors.intake.kept[0], doors.intake.bytes[0])
        let message = await channel.read(kept)
        #expect(message.automatic?.kind == .unread)
        #expect(message.text == "not JSON")
    }

    @Test("Several people's texts in one call are kept apart: each with its own part of the call only")
    func apart() async throws {
        let doors = TestDoors()
        let call = try #require(GatewayCalls.texts.first { $0.channel == "sms-infobip" })
        let channel = try Self.channel(call.channel)
        _ = await channel.webhook(call.request(Self.path(call)), doors.doors)
        let first = String(decoding: doors.intake.bytes[0], as: UTF8.self)
        #expect(first.contains("أحتاج مساعدة") && !first.contains("Thank you"))
    }

    @Test("Meta's question is answered with its challenge only to the right secret")
    func handshake() async throws {
        let channel = try Self.channel("chat-whatsapp")
        for (secret, status, body) in [("wasl_whatsapp_verify", 200, "1158201444"), ("x", 403, nil), ("", 403, nil)] {
            let call = GatewayCall(
                channel: "chat-whatsapp", shape: "", method: "GET",
                query: "hub.mode=subscribe&hub.verify_token=\(secret)&hub.challenge=1158201444")
            let reply = try #require(await channel.webhook(call.request(["incoming"]), TestDoors().doors))
            #expect(reply.status == status)
            if let body { #expect(reply.body == body) }
        }
    }

    @Test("A chat is answered by its own name for the person, a messenger's number in the gateway's form")
    func chatAnswer() async throws {
        for (id, value, to) in [("chat-telegram", "4242", "4242"), ("chat-whatsapp", "+966501234567", "966501234567")] {
            let channel = try Self.channel(id)
            let gateway = try #require(channel.gateway)
            let text = Fixtures.text(to: value, kind: .chat, medium: .chat)
            let filling = channel.filling(text, gateway, Fixtures.profile())
            #expect(filling.to == to)
            let body = try #require(gateway.request(filling)?.body)
            #expect(String(decoding: body, as: UTF8.self).contains("\"\(to)\""))
        }
    }

    @Test(
        "A time is read in each gateway's spelling",
        arguments: [
            ("1770967800", 0.0), ("1770967800123", 0), ("1770967800.5", 0), ("2026-02-13T07:30:00Z", 0),
            ("2026-02-13T07:30:00.123+0000", 0), ("2026-02-13T10:30:00+03:00", 0), ("2026-02-13 10:30:00", -10_800),
            ("2026-02-13 10:30", -10_800), ("20260213103000", -10_800), ("2026/02/13 10:30:00", -10_800),
            ("2026-02-13T10:30:00+03", 0), ("Fri, 13 Feb 2026 07:30:00 +0000", 0),
        ])
    func times(_ word: String, _ zoneShift: Double) throws {
        let riyadh = try #require(TimeZone(identifier: "Asia/Riyadh"))
        let read = try #require(GatewayTime.read(word, in: riyadh)).timeIntervalSince1970
        #expect(read.rounded(.down) == Fixtures.now.timeIntervalSince1970)
        let inUTC = try #require(GatewayTime.read(word)).timeIntervalSince1970.rounded(.down)
        #expect(inUTC == Fixtures.now.timeIntervalSince1970 - zoneShift)
    }

    @Test(
        "What is no time is none",
        arguments: [
            "", "now", "0", "99", "2026-02-30 10:30", "2026-13-01 10:30", "2026-02-13", "13/02/2026 10:30",
            "2026-02-13T10:30:00+3", "18446744073709551616", "2026-02-13 25:00",
        ])
    func noTimes(_ word: String) { #expect(GatewayTime.read(word) == nil) }

    /// The shipped settings, for one association.
    static func channel(_ id: String) throws -> SMSChannel {
        var settings = try Fixtures.settings(id)
        settings.associations = [Fixtures.eman]
        let made = try AllChannels.channel(settings, Fixtures.environment(.temporaryDirectory))
        guard let channel = made as? SMSChannel else { throw Fixtures.Missing(name: id, problems: []) }
        return channel
    }

    /// The address with the secret that the channel's settings name.
    static func path(_ call: GatewayCall) -> [String] {
        let secretless: Set<String> = ["sms", "sms-twilio", "chat-whatsapp", "chat-telegram"]
        if secretless.contains(call.channel) { return [call.door] }
        let name = call.channel.dropFirst("sms-".count)
        return [call.door, call.channel == "sms-generic" ? "wasl_sms_hook" : "wasl_\(name)_hook"]
    }
}
