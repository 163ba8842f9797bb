import Foundation
import Peers
import Testing

@Suite("FaultTests: messages that harm their reader", .serialized)
struct PoisonTests {
    /// Deaths before a message is set aside: one among others, three alone.
    static let deaths = 4

    @Test(
        "F38: a message that traps, loops for ever or takes 2 GB is set aside after its tries, everything else flows (D12)",
        arguments: Effort.some(2, of: ["memory", "loop", "trap"]))
    func poison(kind: String) async throws {
        try await row(
            "F38", "poison that \(["trap": "traps", "loop": "loops", "memory": "takes 2 GB"][kind] ?? kind)",
            on: .sqlite
        ) {
            let hub = try HubProcess("poison")
            defer { hub.remove() }
            let settings = ["WASL_POISON": "1", "WASL_READING_LIMIT": "2", "SWIFT_BACKTRACE": "enable=no"]
            let load = Load(on: hub, mails: 2, pause: 20)
            var child = try await hub.start(with: settings)
            var ends = 0
            do {
                try await load.acknowledges(20)
                let answer = LMTPClient(port: hub.lmtpPort)?.deliver(
                    Load.mail("poison", fields: "X-Wasl-Poison: \(kind)\r\n"), from: "poison@people.example",
                    to: Load.recipient)
                try Broken.unless(answer?.hasPrefix("250") == true, "not accepted: \(answer ?? "no answer")")
                try await eventually("the poison is set aside", within: 120, every: 20) {
                    if !child.isRunning {
                        ends += 1
                        child = try hub.launch("serve", with: settings)
                    }
                    guard ends >= Self.deaths else { return false }
                    return try await hub.balances().contains { $0["aside"] as? Int == 1 }
                }
                try await load.acknowledges(20)
                await load.stop()
                try await hub.settles()
                try Broken.unless(child.isRunning, "it goes on dying: \(child.complaints.suffix(300))")
            } catch {
                await load.stop()
                child.signal(SIGKILL)
                throw error
            }
            await child.stop()
            try Broken.unless(ends == Self.deaths, "\(ends) deaths")
            return "\(ends) deaths, then aside; " + (try await Checker(hub: hub, load: load).check().words)
        }
    }
}
