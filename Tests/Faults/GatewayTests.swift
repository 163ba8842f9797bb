import Foundation
import Peers
import Testing

@Suite("FaultTests: a gateway misbehaves", .serialized)
struct GatewayTests {
    /// How it behaves, and how the hub must judge that: what may have left is uncertain and never sent again in silence.
    static let cases: [(mode: String, state: String, taken: Int)] = [
        ("cut", "uncertain", 1), ("half", "uncertain", 1), ("hang", "uncertain", 1), ("nonsense", "uncertain", 1),
        ("error", "failed", 0), ("busy", "queued", 0),
    ]

    @Test(
        "F32: what a gateway does with a text decides what the hub says of it; nothing is sent twice, other channels go on",
        arguments: Effort.some(3, of: Array(cases.indices)))
    func modes(index: Int) async throws {
        let given = Self.cases[index]
        try await row("F32", "a gateway that answers: \(given.mode)", on: .sqlite) {
            let port = Places.serverPort()
            let hub = try HubProcess("gateway") { try Gateway.configure($0, port: port, timeout: 1) }
            let gateway = try Gateway(port: port, hubPort: hub.httpPort)
            try await gateway.start()
            try gateway.behave(given.mode)
            let child = try await hub.start()
            let load = Load(on: hub, mails: 1, pause: 20)
            do {
                let answer = Hook.post(
                    hub.httpPort, "/hooks/\(Gateway.channel)/incoming", Gateway.incoming(from: "966501234567"))
                try Broken.unless(answer?.status == 200, "the text was not taken: \(answer?.status ?? 0)")
                var seen = ""
                do {
                    try await eventually("the text is judged", within: 30, every: 100) {
                        let text = try await hub.outbox().first { $0["channel"] as? String == Gateway.channel }
                        seen = "\(text?["state"] ?? "nothing"), \(text?["note"] ?? "no note")"
                        return text?["state"] as? String == given.state
                            && (given.state != "queued" || text?["note"] != nil)
                    }
                } catch { throw Broken("it is \(seen), not \(given.state)") }
                try await load.acknowledges(5)
                await load.stop()
                try Broken.unless(gateway.taken.count == given.taken, "left \(gateway.taken.count) times")
                try await hub.balances()
                await child.stop()
                await gateway.stop()
                hub.remove()
                return seen
            } catch {
                await load.stop()
                await child.stop()
                await gateway.stop()
                throw error
            }
        }
    }
}
