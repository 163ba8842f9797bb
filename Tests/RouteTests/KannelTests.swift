import Foundation
import Peers
import Testing

@Suite(
    "RouteTests: short texts through Kannel", .serialized,
    .enabled(if: KannelPeer.isInstalled, "the packages kannel and kannel-extras are not installed"))
struct KannelTests {
    static let phone = "+966501234567"
    static let words = "أرملة وعندي أربعة أيتام والإيجار متأخر علينا، أبي مساعدة الله يجزاكم خير"

    @Test("a text from a phone becomes a ticket, its acknowledgement reaches the phone, the report says delivered")
    func thereAndBack() async throws {
        try await withKannel("kannel") { hub, kannel in
            try kannel.phone(Self.phone, says: Self.words)
            let ticket = try await onlyTicket(hub, messages: 2)
            #expect(ticket["association"] as? String == "jamoum")
            #expect(ticket["channel"] as? String == "sms-kannel")
            #expect(ticket["language"] as? String == "ar")
            try await eventually("the report") { try await hub.outbox().first?["state"] as? String == "delivered" }
            let outgoing = try #require(try await hub.outbox().first)
            #expect(outgoing["kind"] as? String == "acknowledgement")
            let text = try #require(outgoing["text"] as? String)
            #expect(text.contains(try #require(ticket["reference"] as? String)))
            #expect(kannel.received() == [.init(from: "JamoumOrph", to: "966501234567", text: text)])
            // The network repeats older reports; a text that arrived stays arrived.
            try await Task.sleep(for: .seconds(2))
            #expect(try await hub.outbox().map { $0["state"] as? String } == ["delivered"])
            #expect(try await hub.command("verify").hasSuffix("balanced\n"))
        }
    }

    @Test("a text brought twice because the answer was lost is one message with one acknowledgement (P3)")
    func answerLost() async throws {
        try await withKannel("kannel-twice", losesAnswers: true) { hub, kannel in
            try kannel.phone(Self.phone, says: Self.words)
            try await eventually("the repeat", within: 40) { kannel.calls.count >= 2 }
            let calls = kannel.calls
            #expect(Set(calls).count == 1 && calls.allSatisfy { $0.hasPrefix("200 ") })
            _ = try await onlyTicket(hub, messages: 2)
            try await Task.sleep(for: .seconds(2))
            _ = try await onlyTicket(hub, messages: 2)
            #expect(kannel.received().count == 1)
        }
    }

    @Test("the same words sent twice by a person are two messages in one ticket (P3)")
    func saidTwice() async throws {
        try await withKannel("kannel-again") { hub, kannel in
            try kannel.phone(Self.phone, says: Self.words, times: 2)
            let ticket = try await onlyTicket(hub, messages: 3)
            #expect((ticket["receipts"] as? [String])?.count == 2)
            #expect(try await hub.outbox().count == 1)
        }
    }

    @Test("a call that does not know the secret path leaves nothing behind")
    func wrongSecret() async throws {
        try await withHub(
            "kannel-secret", environment: KannelPeer.environment, configure: { try Self.configure($0, 9) }
        ) {
            hub, _ in
            for path in ["incoming/guess", "incoming", "report/guess"] {
                let query = "?from=966501234567&to=920000000&text=x&id=1&state=1"
                let answer = try await hub.page("/hooks/sms-kannel/\(path)\(query)")
                #expect(answer.status == 404)
            }
            let tickets = try await hub.tickets()
            #expect(tickets.isEmpty)
        }
    }

    /// The one ticket there is, once it holds that many messages.
    private func onlyTicket(_ hub: HubProcess, messages: Int) async throws -> [String: any Sendable] {
        try await eventually("a ticket of \(messages) messages", within: 40, every: 200) {
            try await hub.tickets().first?["messages"] as? Int == messages
        }
        let tickets = try await hub.tickets()
        #expect(tickets.count == 1)
        return try #require(tickets.first)
    }

    private func withKannel(
        _ name: String, losesAnswers: Bool = false, _ body: (HubProcess, KannelPeer) async throws -> Void
    ) async throws {
        let kannel = KannelPeer()
        let configure: (URL) throws -> Void = { try Self.configure($0, kannel.sendPort) }
        try await withHub(name, environment: KannelPeer.environment, configure: configure) { hub, _ in
            do {
                try await kannel.start(in: hub.folder, hubPort: hub.httpPort, losesAnswers: losesAnswers)
                try await body(hub, kannel)
            } catch {
                await kannel.stop()
                throw error
            }
            await kannel.stop()
        }
    }

    /// Kannel instead of the outbox folder in a copy of the settings.
    private static func configure(_ config: URL, _ sendPort: Int) throws {
        let folder = config.appending(path: "channels/sms.yaml")
        try (String(contentsOf: folder, encoding: .utf8) + "enabled: false\n").write(
            to: folder, atomically: true, encoding: .utf8)
        let kannel = config.appending(path: "channels/sms-kannel.yaml")
        let text = try String(contentsOf: kannel, encoding: .utf8)
            .replacing("enabled: false", with: "enabled: true").replacing(
                "127.0.0.1:13013", with: "127.0.0.1:\(sendPort)"
            )
            .replacing("  incoming:\n", with: "  incoming:\n    lines: {\"\(KannelPeer.line)\": jamoum}\n")
        try text.write(to: kannel, atomically: true, encoding: .utf8)
    }
}
