import Foundation
import Peers
import Testing

@Suite("FaultTests: machines that answer machines", .serialized)
struct LoopTests {
    @Test(
        "F40: two hubs that write to one another stop by themselves, also when their marks are lost on the way",
        arguments: Effort.some(1, of: [false, true]))
    func twoHubs(marksArrive: Bool) async throws {
        let what = "two hubs answer one another, marks \(marksArrive ? "kept" : "lost")"
        try await row("F40", what, on: .sqlite) {
            let port = Places.serverPort()
            let hubs = try ["first.example", "second.example"].map { domain in
                try HubProcess("loop") { config in try Self.configure(config, domain: domain, relay: port) }
            }
            let relay = try Child(
                URL(filePath: "/usr/bin/python3"),
                [
                    Scripts.path("relay.py"), "\(port)", "first.example=\(hubs[0].lmtpPort)",
                    "second.example=\(hubs[1].lmtpPort)", marksArrive ? "keep" : "strip",
                ])
            try await eventually("the relay is there", within: 20) { Places.isListening(port) }
            let children = [try await hubs[0].start(), try await hubs[1].start()]
            do {
                // The first hub gets a mail that looks as if the second had written it.
                let mail = Data(
                    """
                    From: <someone@second.example>\r\nTo: <info@first.example>\r\nSubject: hello\r\n\
                    Message-ID: <start@second.example>\r\n\r\nمتى موعد الصرف؟\r\n
                    """.utf8)
                let answer = LMTPClient(port: hubs[0].lmtpPort)?.deliver(
                    mail, from: "someone@second.example", to: "info@first.example")
                try Broken.unless(answer?.hasPrefix("250") == true, answer ?? "no answer")
                let texts = try await Self.untilSilent(hubs)
                try Broken.unless(texts >= 1 && texts <= (marksArrive ? 1 : 20), "\(texts) texts")
                for child in children { await child.stop() }
                relay.signal(SIGKILL)
                for hub in hubs {
                    try await hub.balances()
                    hub.remove()
                }
                return "silent after \(texts) automatic texts"
            } catch {
                for child in children { await child.stop() }
                relay.signal(SIGKILL)
                throw error
            }
        }
    }

    @Test(
        "F40: a telephone that sends every text back is answered ten times at most",
        .enabled(if: Effort.isWhole, Effort.whole))
    func echo() async throws {
        try await row("F40", "a telephone that echoes every text", on: .sqlite) {
            let port = Places.serverPort()
            let hub = try HubProcess("echo") { try Gateway.configure($0, port: port) }
            let gateway = try Gateway(port: port, hubPort: hub.httpPort)
            try await gateway.start()
            try gateway.behave("echo")
            let child = try await hub.start()
            let first = Hook.post(
                hub.httpPort, "/hooks/\(Gateway.channel)/incoming", Gateway.incoming(from: "966507654321"))
            let texts = (try? await Self.untilSilent([hub])) ?? 0
            await child.stop()
            await gateway.stop()
            try Broken.unless(first?.status == 200 && texts >= 1 && texts <= 10, "\(texts) texts")
            try await hub.balances()
            hub.remove()
            return "silent after \(texts) automatic texts"
        }
    }

    /// How many texts have left once none was added for some seconds.
    private static func untilSilent(_ hubs: [HubProcess]) async throws -> Int {
        var (before, still) = (-1, 0)
        while still < 4 {
            var now = 0
            for hub in hubs {
                try await hub.settles()
                now += try await hub.outbox().count
            }
            still = now == before ? still + 1 : 0
            before = now
            try Broken.unless(now < 100, "\(now) texts and no end")
            try await Task.sleep(for: .seconds(1))
        }
        return before
    }

    private static func configure(_ config: URL, domain: String, relay: Int) throws {
        let file = config.appending(path: "associations/al-eman.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacing("al-eman.example", with: domain).write(to: file, atomically: true, encoding: .utf8)
        let settings = """
            id: email
            adapter: email
            options:
              lmtp:
                host: 127.0.0.1
              smtp:
                host: 127.0.0.1
                port: \(relay)
                security: plain

            """
        try Data(settings.utf8).write(to: config.appending(path: "channels/email.yaml"))
    }
}
