import Foundation
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
        let accepted = Mutex<Set<String>>([])
        let stop = Mutex(false)
        var child = try await hub.start()
        let load = Task {
            await withTaskGroup(of: Void.self) { group in
                for sender in 0..<Self.senders {
                    group.addTask {
                        await Load(port: hub.lmtpPort, sender: sender).run(
                            until: { stop.withLock { $0 } }, accepted: { id in accepted.withLock { _ = $0.insert(id) } })
                    }
                }
            }
        }
        for _ in 0..<Self.kills {
            try await Task.sleep(for: .milliseconds(Int.random(in: 20...350)))
            child.signal(SIGKILL)
            try await child.wait(within: 10)
            child = try await hub.start()
        }
        stop.withLock { $0 = true }
        _ = await load.value
        let wanted = accepted.withLock { $0 }
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
            #expect(acknowledged[reference]?.count == 1, "\(id) is acknowledged \(acknowledged[reference]?.count ?? 0) times")
        }
        #expect(try await hub.command("verify").hasSuffix("balanced\n"))
    }
}

/// One sender that delivers mail after mail and sends again what got no positive answer.
private struct Load {
    let port: Int
    let sender: Int

    func run(until isOver: @Sendable () -> Bool, accepted: @Sendable (String) -> Void) async {
        var number = 0
        while !isOver() {
            guard let client = LMTPClient(port: port) else {
                try? await Task.sleep(for: .milliseconds(10))
                continue
            }
            while !isOver() {
                let id = "\(sender)-\(number)"
                let mail = """
                    From: Person \(id) <person-\(id)@people.example>\r\nTo: al-eman@al-eman.example\r\n\
                    Subject: mail \(id)\r\nMessage-ID: <\(id)@people.example>\r\n\
                    Content-Type: text/plain; charset=utf-8\r\n\r\nأحتاج دواء غير متوفر، رقم \(id)\r\n
                    """
                let answer = client.deliver(
                    Data(mail.utf8), from: "person-\(id)@people.example", to: "al-eman@al-eman.example")
                guard let answer, answer.hasPrefix("250") else { break }
                accepted(id)
                number += 1
                await Task.yield()
            }
        }
    }
}
