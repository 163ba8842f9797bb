import Foundation
import Peers
import Storage
import StorageSQLite
import Testing

@Suite("FaultTests: killed", .serialized)
struct KillTests {
    /// The places at which a debug build kills itself, with the stage of the route they stand for.
    static let places: [(stage: String, place: String)] = [
        ("F1", "accept"), ("F2", "keep"), ("F3", "kept"), ("F4", "claim"), ("F5", "read"), ("F6", "effect"),
        ("F6", "effected"), ("F7", "pick"), ("F7", "attempt"), ("F8", "leave"), ("F9", "outcome"), ("F10", "report"),
    ]
    /// How often each place is hit.
    static let hits = Effort.rounds(1, 8)
    /// Kills at random moments.
    static let kills = Effort.rounds(20, 300)

    @Test(
        "F1–F10: killed at any stage of the route, nothing acknowledged is lost and nothing happens twice",
        arguments: Engine.some)
    func everyStage(engine: Engine) async throws {
        try await row("F1–F10", "kill -9 at each stage", rounds: Self.places.count * Self.hits, on: engine) {
            try await withLoad("stage", on: engine) { hub, _ in
                for (stage, place) in Self.places {
                    for _ in 0..<Self.hits {
                        let child = try hub.launch(
                            "serve", with: ["WASL_CRASH_AT": "\(place):\(Int.random(in: 1...12))"])
                        do { try await child.wait(within: 60) } catch {
                            child.signal(SIGKILL)
                            throw Broken("\(stage): '\(place)' was not reached; \(child.complaints.suffix(300))")
                        }
                        try Broken.unless(
                            child.exitCode == -1,
                            "\(stage): ended with \(child.exitCode), \(child.complaints.suffix(300))")
                        try await hub.balances()
                    }
                }
            }
        }
    }

    @Test(
        "F1–F10: kills under load: what was accepted is one message in one ticket with one acknowledgement (P1, P3, P4)",
        arguments: Engine.some)
    func anyMoment(engine: Engine) async throws {
        let kills = engine == .sqlite ? Self.kills : Self.kills * 2 / 3
        try await row("F1–F10", "kill -9 at random under load", rounds: kills, on: engine) {
            var words: [String] = []
            // The store is begun anew now and then, so that looking through it stays quick.
            for first in stride(from: 0, to: kills, by: 50) {
                words.append(
                    try await withLoad("kill", on: engine) { hub, _ in
                        for _ in first..<min(first + 50, kills) {
                            let child = try await hub.start()
                            try await Task.sleep(for: .milliseconds(Int.random(in: 5...400)))
                            child.signal(SIGKILL)
                            try await child.wait(within: 10)
                            try await hub.balances()
                        }
                    })
            }
            return words.joined(separator: " / ")
        }
    }

    @Test(
        "F1–F10: stopped and killed in turn under load, a stop takes no more than 30 seconds (D19)",
        .enabled(if: Effort.isWhole, Effort.whole))
    func stoppedInTurn() async throws {
        let rounds = 60
        try await row("F1–F10", "SIGTERM and SIGKILL in turn under load", rounds: rounds, on: .sqlite) {
            try await withLoad("term", on: .sqlite) { hub, _ in
                for number in 0..<rounds {
                    let child = try await hub.start()
                    try await Task.sleep(for: .milliseconds(Int.random(in: 5...400)))
                    child.signal(number.isMultiple(of: 2) ? SIGTERM : SIGKILL)
                    try await child.wait(within: 30)
                }
            }
        }
    }

    @Test(
        "F1–F10: killed again and again while it brings an old store up to date, the hub opens it whole at last (D21)")
    func whileUpgrading() async throws {
        let rounds = Effort.rounds(2, 20)
        try await row("F1–F10", "kill -9 in the upgrade of a store of 0.1.0", rounds: rounds * 6, on: .sqlite) {
            for _ in 0..<rounds {
                let hub = try HubProcess("upgrade", environment: ["WASL_DATABASE_URL": ""])
                defer { hub.remove() }
                let store = try await SQLiteDatabase(at: hub.data.appending(path: "wasl.db"))
                try await store.write { sql in
                    try sql.migrateAnew(to: 1)
                    try OldRows.fill(sql)
                }
                try await store.close()
                for _ in 0..<6 {
                    let child = try hub.launch("serve")
                    try await Task.sleep(for: .milliseconds(Int.random(in: 20...250)))
                    child.signal(SIGKILL)
                    try await child.wait(within: 10)
                }
                let child = try await hub.start()
                try await hub.settles()
                try await hub.balances()
                await child.stop()
                let tickets = try await hub.tickets().count
                try Broken.unless(tickets == OldRows.ticketed, "\(tickets) tickets of \(OldRows.ticketed)")
            }
            return "\(OldRows.ticketed) tickets each, balanced"
        }
    }

    /// A hub with a gateway under a load of mails and short texts, checked afterwards.
    private func withLoad(
        _ name: String, on engine: Engine, _ body: (HubProcess, Gateway) async throws -> Void
    ) async throws -> String {
        let port = Places.serverPort()
        let hub = try HubProcess(name, environment: try engine.freshStore()) { config in
            try Gateway.configure(config, port: port)
        }
        let gateway = try Gateway(port: port, hubPort: hub.httpPort)
        try await gateway.start()
        let load = Load(on: hub, mails: 3, texts: 2, pause: 10)
        do {
            try await body(hub, gateway)
        } catch {
            await load.stop()
            await gateway.stop()
            throw error
        }
        await load.stop()
        let account = try await Checker(hub: hub, load: load, gateway: gateway).checkAfterRestart()
        await gateway.stop()
        hub.remove()
        return account.words
    }
}
