import Foundation
import Peers
import Testing

@Suite("FaultTests: several processes on one store", .serialized)
struct NodeTests {
    @Test(
        "F4, F39: three workers on one PostgreSQL, one of them killed every second or two under load: the ledger balances",
        .enabled(if: PostgresPeer.isInstalled, "PostgreSQL is not installed"))
    func threeNodes() async throws {
        let rounds = Effort.rounds(6, 60)
        try await row(
            "D10", "three `wasl work` on one PostgreSQL, one killed every 1–2 s", rounds: rounds, on: .postgres
        ) {
            let hub = try HubProcess("nodes", environment: try Engine.postgres.freshStore())
            defer { hub.remove() }
            let serving = try await hub.start()
            let load = Load(on: hub, pause: 5)
            var workers = try (0..<3).map { _ in try hub.launch("work") }
            do {
                for _ in 0..<rounds {
                    try await Task.sleep(for: .milliseconds(Int.random(in: 800...2_000)))
                    let victim = Int.random(in: 0..<3)
                    workers[victim].signal(SIGKILL)
                    try await workers[victim].wait(within: 10)
                    workers[victim] = try hub.launch("work")
                }
                await load.stop()
                try await hub.settles(within: 120)
            } catch {
                await load.stop()
                for worker in workers { worker.signal(SIGKILL) }
                serving.signal(SIGKILL)
                throw error
            }
            for child in workers + [serving] { await child.stop() }
            return try await Checker(hub: hub, load: load).check().words
        }
    }

    @Test(
        "F39: a worker frozen beyond its lease fails its commit; the other has done the work once (D9)",
        .enabled(if: PostgresPeer.isInstalled, "PostgreSQL is not installed"))
    func frozen() async throws {
        let rounds = Effort.rounds(1, 20)
        try await row("F39", "SIGSTOP beyond the lease, then SIGCONT", rounds: rounds, on: .postgres) {
            let hub = try HubProcess("frozen", environment: try Engine.postgres.freshStore())
            defer { hub.remove() }
            let serving = try await hub.start()
            var workers = try (0..<2).map { _ in try hub.launch("work") }
            let load = Load(on: hub, pause: 2)
            do {
                for number in 0..<rounds {
                    let worker = workers[number % 2]
                    try await Task.sleep(for: .milliseconds(Int.random(in: 500...1_500)))
                    worker.signal(SIGSTOP)
                    try await Task.sleep(for: .seconds(5))
                    worker.signal(SIGCONT)
                }
                await load.stop()
                try await hub.settles(within: 120)
            } catch {
                await load.stop()
                for worker in workers { worker.signal(SIGKILL) }
                serving.signal(SIGKILL)
                throw error
            }
            for child in workers + [serving] { await child.stop() }
            workers.removeAll()
            return try await Checker(hub: hub, load: load).check().words
        }
    }
}
