import Foundation
import Peers
import Testing

@Suite("RouteTests: backups, moves and upgrades of the real program", .serialized)
struct BackupTests {
    @Test("a backup taken while mail comes in restores elsewhere, ledger clean, and nothing of it is sent twice")
    func underLoad() async throws {
        let key = try Places.fresh("key").appending(path: "key")
        try Data("a key file of more than thirty-two characters".utf8).write(to: key)
        let hub = try HubProcess("backup", environment: ["WASL_BACKUP_KEY": key.path])
        let child = try await hub.start()
        let port = hub.lmtpPort
        let load = Task.detached { (0..<150).count { Self.deliver($0, port: port) } }
        try await Task.sleep(for: .milliseconds(300))
        let file = hub.folder.appending(path: "a.backup")
        try await hub.command("backup", "--to", file.path)
        #expect(await load.value == 150)
        try await eventually("everything read", within: 60, every: 200) {
            let texts = try await hub.outbox()
            return texts.count == 150 && texts.allSatisfy { $0["state"] as? String == "sent" }
        }
        let given = Set(try await hub.tickets().compactMap { $0["reference"] as? String })
        await child.stop()
        #expect(try Data(contentsOf: file).range(of: Data("people.example".utf8)) == nil)

        let other = try HubProcess("restored", environment: ["WASL_BACKUP_KEY": key.path])
        let said = try await other.command("restore", file.path)
        #expect(said.contains("balanced") && said.contains("texts are held"))
        let restored = try await other.start()
        #expect(Self.deliver(1000, port: other.lmtpPort))
        try await eventually("the pipeline of the backup is read", within: 60, every: 200) {
            try await other.command("verify").contains("\"inPipeline\":0")
        }
        // Nothing leaves before a person says so.
        try await Task.sleep(for: .seconds(2))
        #expect(try await other.outbox().allSatisfy { $0["state"] as? String != "sent" || $0["attempts"] as? Int == 1 })
        let before = Self.files(below: other.data.appending(path: "outbox"))
        #expect(before == 0)
        try await other.command("release")
        try await eventually("the new one is acknowledged", within: 30, every: 200) {
            Self.files(below: other.data.appending(path: "outbox")) == 1
        }
        let fresh = try await other.tickets().filter { $0["subject"] as? String == "mail 1000" }
        #expect(fresh.count == 1 && !given.contains(fresh.first?["reference"] as? String ?? ""))
        #expect(try await other.command("verify", "--deep").hasSuffix("balanced\n"))
        await restored.stop()
        await #expect(throws: ChildFailure.self) { try await other.command("restore", file.path) }
        hub.remove()
        other.remove()
    }

    @Test(
        "a move to PostgreSQL that is killed again and again ends whole, and the old store starts no hub",
        .enabled(if: PostgresPeer.isInstalled, "PostgreSQL is not installed"))
    func move() async throws {
        let peer = try #require(PostgresPeer.shared)
        let hub = try HubProcess("move", environment: ["WASL_DATABASE_URL": ""])
        let child = try await hub.start()
        for number in 0..<200 { #expect(Self.deliver(number, port: hub.lmtpPort)) }
        let moved = ["WASL_DATABASE_URL": try peer.freshDatabase()]
        let arguments = ["migrate", "--from", "sqlite", "--to", "postgres"]
        await #expect(throws: ChildFailure.self, "a hub is running") {
            try await hub.command(arguments, environment: moved)
        }
        try await eventually("everything sent", within: 60, every: 200) {
            let texts = try await hub.outbox()
            return texts.count == 200 && texts.allSatisfy { $0["state"] as? String == "sent" }
        }
        await child.stop()
        let account = try await hub.command("verify")
        for _ in 0..<8 {
            let killed = try Child(
                Places.binary, arguments, environment: hub.environment.merging(moved) { _, new in new },
                folder: hub.folder)
            try await Task.sleep(for: .milliseconds(Int.random(in: 30...600)))
            killed.signal(SIGKILL)
            try await killed.wait(within: 10)
        }
        // Whichever step it was killed in: doing it again ends it, or it had ended.
        _ = try? await hub.command(arguments, environment: moved)
        #expect(try await hub.command(["verify"], environment: moved) == account)
        await #expect(throws: ChildFailure.self, "the old store is marked") { try await hub.command("verify") }
        await #expect(throws: ChildFailure.self, "nothing is moved twice") {
            try await hub.command(arguments, environment: moved)
        }
        hub.remove()
    }

    @Test(
        "a text handed to a gateway when the hub is killed is uncertain afterwards and never sent again by itself (D8)")
    func uncertain() async throws {
        let python = try #require(Places.program("python3"))
        let port = Places.serverPort()
        let gateway = try Child(python, [Places.script("silent.py").path, "\(port)"])
        try await eventually("the gateway") { Places.isListening(port) }
        let hub = try HubProcess(
            "uncertain", environment: KannelPeer.environment, configure: { try KannelTests.configure($0, port) })
        var child = try await hub.start()
        let call =
            "/hooks/sms-kannel/incoming/\(KannelPeer.environment["WASL_KANNEL_HOOK"] ?? "")?from=966501234567&to=\(KannelPeer.line)&text=hello&id=1&time=1&coding=0&charset=UTF-8"
        #expect(try await hub.page(call).status == 200)
        try await eventually("the text at the gateway", within: 20) { gateway.printed.contains("sendsms") }
        for _ in 0..<3 {
            child.signal(SIGKILL)
            try await child.wait(within: 10)
            child = try await hub.start()
            try await eventually("the text is uncertain", within: 20, every: 200) {
                try await hub.outbox().map { $0["state"] as? String } == ["uncertain"]
            }
        }
        try await Task.sleep(for: .seconds(2))
        #expect(gateway.printed.split(separator: "\n").count == 1)
        #expect(try await hub.command("verify").hasSuffix("balanced\n"))
        await child.stop()
        await gateway.stop()
        hub.remove()
    }

    private static func deliver(_ number: Int, port: Int) -> Bool {
        let mail = """
            From: Person \(number) <person-\(number)@people.example>\r\nTo: al-eman@al-eman.example\r\n\
            Subject: mail \(number)\r\nMessage-ID: <\(number)@people.example>\r\n\
            Content-Type: text/plain; charset=utf-8\r\n\r\nأحتاج دواء غير متوفر، رقم \(number)\r\n
            """
        let answer = LMTPClient(port: port)?.deliver(
            Data(mail.utf8), from: "person-\(number)@people.example", to: "al-eman@al-eman.example")
        return answer?.hasPrefix("250") ?? false
    }

    private static func files(below folder: URL) -> Int {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL]
        return (all ?? []).count { $0.pathExtension == "eml" }
    }
}
