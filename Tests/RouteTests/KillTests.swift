import Foundation
import Peers
import Synchronization
import Testing

@Suite("RouteTests: killed under load", .serialized)
struct KillTests {
    /// How often the hub is killed, and mails under way at once.
    static let kills = 50
    static let senders = 6

    @Test("50 kills under load: what was accepted is one message in one ticket with one acknowledgement (P1, P3, P4)")
    func killedUnderLoad() async throws {
        let hub = try HubProcess("kill")
        let progress = Progress()
        var child = try await hub.start()
        let port = hub.lmtpPort
        let loads = (0..<Self.senders).map { sender in
            Task.detached { await Load(port: port, sender: sender).run(progress) }
        }
        for _ in 0..<Self.kills {
            try await Task.sleep(for: .milliseconds(Int.random(in: 20...350)))
            child.signal(SIGKILL)
            try await child.wait(within: 10)
            child = try await hub.start()
        }
        progress.end()
        for load in loads { await load.value }
        let wanted = progress.accepted
        #expect(wanted.count > Self.kills)
        try await eventually("everything read", within: 120, every: 300) {
            try await hub.command("tickets").split(separator: "\n").count >= wanted.count
        }
        await child.stop()
        try await check(hub, wanted)
        hub.remove()
    }

    private func check(_ hub: HubProcess, _ wanted: Set<String>) async throws {
        let tickets = try await hub.tickets()
        let bySubject = Dictionary(grouping: tickets) { $0["subject"] as? String ?? "" }
        let outbox = try await hub.outbox()
        let acknowledged = Dictionary(grouping: outbox.filter { $0["kind"] as? String == "acknowledgement" }) {
            $0["ticket"] as? String ?? ""
        }
        for id in wanted {
            let found = bySubject["mail \(id)"] ?? []
            #expect(found.count == 1, "\(id) is in \(found.count) tickets")
            guard let ticket = found.first, let reference = ticket["reference"] as? String else { continue }
            #expect(ticket["messages"] as? Int == 2, "\(id): the message and its acknowledgement")
            #expect((ticket["receipts"] as? [String])?.count == 1)
            #expect(
                acknowledged[reference]?.count == 1,
                "\(id) is acknowledged \(acknowledged[reference]?.count ?? 0) times")
        }
        #expect(try await hub.command("verify").hasSuffix("balanced\n"))
    }
}

/// What the senders were told was accepted, and whether they shall stop.
private final class Progress: Sendable {
    private let state = Mutex<(accepted: Set<String>, isOver: Bool)>(([], false))

    var accepted: Set<String> { state.withLock { $0.accepted } }
    var isOver: Bool { state.withLock { $0.isOver } }
    func add(_ id: String) { state.withLock { _ = $0.accepted.insert(id) } }
    func end() { state.withLock { $0.isOver = true } }
}

/// One sender that delivers mail after mail and sends again what got no positive answer.
private struct Load {
    let port: Int
    let sender: Int

    func run(_ progress: Progress) async {
        var number = 0
        while !progress.isOver {
            guard let client = LMTPClient(port: port) else {
                try? await Task.sleep(for: .milliseconds(10))
                continue
            }
            while !progress.isOver {
                let id = "\(sender)-\(number)"
                let mail = """
                    From: Person \(id) <person-\(id)@people.example>\r\nTo: al-eman@al-eman.example\r\n\
                    Subject: mail \(id)\r\nMessage-ID: <\(id)@people.example>\r\n\
                    Content-Type: text/plain; charset=utf-8\r\n\r\nأحتاج دواء غير متوفر، رقم \(id)\r\n
                    """
                let answer = client.deliver(
                    Data(mail.utf8), from: "person-\(id)@people.example", to: "al-eman@al-eman.example")
                guard let answer, answer.hasPrefix("250") else { break }
                progress.add(id)
                number += 1
                await Task.yield()
            }
        }
    }
}
