import Casework
import Foundation
import Testing
import Transfer

@testable import Channels

@Suite("Handing a short text to a gateway")
struct SMSSendingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var answer: ScriptedServer.Answer
        var outcome: DeliveryOutcome
        var isRetrySafe = false
        var testDescription: String { name }
    }

    @Test("What the gateway does on the wire decides what becomes of the text", arguments: cases)
    func outcomes(_ given: Case) async throws {
        let server = try await ScriptedServer(given.answer)
        let channel = Self.channel(port: server.port, isRetrySafe: given.isRetrySafe)
        let outcome = await channel.deliver(Fixtures.text(), Fixtures.tools)
        #expect(outcome == given.outcome)
        #expect(server.requests.count == 1)
        await server.stop()
    }

    static let cases = [
        Case(
            name: "accepted", answer: ScriptedServer.http("200 OK", #"{"id":"a1"}"#),
            outcome: .sent(providerID: "a1", note: nil)),
        Case(name: "hangs up", answer: .hangUp, outcome: .uncertain(reason: "gateway-silent")),
        Case(
            name: "hangs up, retry safe", answer: .hangUp,
            outcome: .temporary(reason: "gateway-silent", retryAfter: nil), isRetrySafe: true),
        Case(
            name: "half a header", answer: .bytes("HTTP/1.1 200 OK\r\nContent-Le"),
            outcome: .uncertain(reason: "gateway-unclear: HTTP 200")),
        Case(
            name: "half a body", answer: .bytes("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"id\""),
            outcome: .uncertain(reason: "gateway-silent")),
        Case(name: "no word", answer: .silence, outcome: .uncertain(reason: "gateway-silent")),
        Case(
            name: "endless body",
            answer: .bytes(
                "HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n" + String(repeating: "x", count: 2_000_000)),
            outcome: .uncertain(reason: "gateway-silent")),
        Case(
            name: "200 empty", answer: ScriptedServer.http("200 OK", ""),
            outcome: .uncertain(reason: "gateway-unclear: HTTP 200")),
        Case(
            name: "HTML", answer: ScriptedServer.http("200 OK", "<html></html>"),
            outcome: .uncertain(reason: "gateway-unclear: HTTP 200")),
        Case(
            name: "moved", answer: ScriptedServer.http("301 Moved", "", "Location: http://127.0.0.1:1/\r\n"),
            outcome: .permanent(reason: "settings-wrong: HTTP 301")),
        Case(
            name: "400", answer: ScriptedServer.http("400 Bad", ""),
            outcome: .permanent(reason: "gateway-refused: HTTP 400")),
        Case(
            name: "401", answer: ScriptedServer.http("401 No", ""),
            outcome: .temporary(reason: "credentials-refused: HTTP 401", retryAfter: 600)),
        Case(
            name: "410", answer: ScriptedServer.http("410 Gone", ""),
            outcome: .permanent(reason: "gateway-refused: HTTP 410")),
        Case(
            name: "429 in seconds", answer: ScriptedServer.http("429 Slow", "", "Retry-After: 90\r\n"),
            outcome: .temporary(reason: "gateway-busy: HTTP 429", retryAfter: 90)),
        Case(
            name: "503 absurd", answer: ScriptedServer.http("503 Busy", "", "Retry-After: 99999999999999\r\n"),
            outcome: .temporary(reason: "gateway-busy: HTTP 503", retryAfter: 86_400)),
        Case(
            name: "500", answer: ScriptedServer.http("500 Oops", ""),
            outcome: .uncertain(reason: "gateway-silent: HTTP 500")),
        Case(
            name: "502, retry safe", answer: ScriptedServer.http("502 Oops", ""),
            outcome: .temporary(reason: "gateway-busy: HTTP 502", retryAfter: nil), isRetrySafe: true),
    ]

    @Test("Nobody at the address: nothing was sent, so it is tried again")
    func refusedConnection() async throws {
        let address = try UnheardAddress()
        let outcome = await Self.channel(port: address.port).deliver(Fixtures.text(), Fixtures.tools)
        #expect(outcome == .temporary(reason: "gateway-unreachable", retryAfter: nil))
    }

    @Test(
        "A number that is no mobile is refused before anything is sent",
        arguments: ["0112345678", "920012345", "x", ""])
    func notAMobile(_ number: String) async {
        let outcome = await Self.channel(port: 1).deliver(Fixtures.text(to: number), Fixtures.tools)
        #expect(outcome == .permanent(reason: "number-not-mobile"))
    }

    @Test("A character that the gateway's charset lacks is said, not replaced")
    func notEncodable() async {
        var channel = Self.channel(port: 1)
        channel = Self.changing(channel) { $0.charset = .windows1256 }
        let outcome = await channel.deliver(Fixtures.text("أهلا 😀"), Fixtures.tools)
        #expect(outcome == .permanent(reason: "text-not-encodable"))
    }

    @Test("Without a gateway the text lands in the outbox folder, once however often it is tried")
    func outboxFolder() async throws {
        try await Fixtures.withFolder { folder in
            let channel = try Fixtures.sms("sms", in: folder)
            for _ in 0..<2 {
                let outcome = await channel.deliver(Fixtures.text(), Fixtures.tools)
                #expect(outcome == .sent(providerID: nil, note: "\(Fixtures.text().reference)-4711.sms.txt"))
            }
            let day = folder.appending(path: "outbox/2026-02-13")
            let files = try FileManager.default.contentsOfDirectory(at: day, includingPropertiesForKeys: nil)
            #expect(files.count == 1)
            let text = try String(contentsOf: try #require(files.first), encoding: .utf8)
            #expect(text == "To: +966501234567\nFrom: ALEMAN\n\nوصلتنا رسالتكم\n")
        }
    }

    @Test("A header value never becomes a second header", arguments: ["a\r\nX: b", "a\nX: b", "a\u{0}b"])
    func headerInjection(_ value: String) throws {
        var gateway = Self.gateway(port: 1)
        gateway.values["token"] = value
        let template = try #require(PlaceholderText("Key {token}"))
        gateway.send.headers = [.init(name: "X-Key", value: template)]
        let request = try #require(gateway.request(Self.filling))
        #expect(request.headers.allSatisfy { header in header.value.unicodeScalars.allSatisfy { $0.value >= 0x20 } })
    }

    static let filling = SMSGateway.Filling(
        to: "966501234567", from: "A", text: "t", id: 1, reference: ReferenceNumber(year: 2026, serial: 1),
        reportURL: "")

    static func gateway(port: Int) -> SMSGateway {
        var accepted = AnswerTest()
        accepted.statuses = [200...200]
        accepted.json = FieldPath("id").map { ($0, []) }
        let url = PlaceholderText(literally: "http://127.0.0.1:\(port)/send")
        var gateway = SMSGateway(send: .init(method: "POST", url: url), accepted: accepted)
        gateway.send.content = .form([.init(name: "to", value: PlaceholderText("{to}") ?? url)])
        gateway.id = FieldPath("id").map { .json($0) }
        gateway.timeout = 1
        return gateway
    }

    static func channel(port: Int, isRetrySafe: Bool = false) -> SMSChannel {
        var gateway = gateway(port: port)
        gateway.isRetrySafe = isRetrySafe
        return channel(gateway)
    }

    static func channel(_ gateway: SMSGateway) -> SMSChannel {
        SMSChannel(
            id: ChannelID(rawValue: "test"), associations: [],
            exit: .gateway(gateway, HTTPTransfer(threads: 1), SendingPace(perSecond: 0)), incoming: nil,
            httpBase: "https://hub.example")
    }

    static func changing(_ channel: SMSChannel, _ change: (inout SMSGateway) -> Void) -> SMSChannel {
        guard var gateway = channel.gateway else { return channel }
        change(&gateway)
        return self.channel(gateway)
    }
}
