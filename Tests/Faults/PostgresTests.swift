import Foundation
import Peers
import Testing

@Suite(
    "FaultTests: PostgreSQL fails", .serialized,
    .enabled(if: PostgresPeer.isInstalled, "PostgreSQL is not installed"))
struct PostgresTests {
    @Test(
        "F22: PostgreSQL killed with all its processes under load: nothing acknowledged is lost, the hub goes on by itself"
    )
    func killed() async throws {
        let rounds = Effort.rounds(2, 25)
        try await row("F22", "PostgreSQL kill -9 under load", rounds: rounds, on: .postgres) {
            try await withServer { server, hub, load in
                let child = try await hub.start()
                for _ in 0..<rounds {
                    try await load.acknowledges(20, within: 90)
                    try await Task.sleep(for: .milliseconds(Int.random(in: 0...300)))
                    server.kill()
                    try await Task.sleep(for: .milliseconds(300))
                    try server.restart()
                }
                try await load.acknowledges(20, within: 90)
                try Broken.unless(child.isRunning, "the hub ended: \(child.complaints.suffix(500))")
                await child.stop()
            }
        }
    }

    @Test(
        "F24: PostgreSQL that hangs is given up in time, nothing is acknowledged meanwhile, and the hub goes on by itself"
    )
    func hung() async throws {
        let rounds = Effort.rounds(1, 3)
        try await row("F24", "PostgreSQL stopped for 25 s", rounds: rounds, on: .postgres) {
            try await withServer { server, hub, load in
                let child = try await hub.start()
                for _ in 0..<rounds {
                    try await load.acknowledges(20)
                    server.signal(SIGSTOP)
                    try await Task.sleep(for: .milliseconds(500))
                    let before = load.acknowledged.count
                    try await Task.sleep(for: .seconds(24))
                    let after = load.acknowledged.count
                    server.signal(SIGCONT)
                    try Broken.unless(before == after, "\(after - before) acknowledged while the server stood still")
                    try await load.acknowledges(20, within: 60)
                }
                await child.stop()
            }
        }
    }

    @Test(
        "F24: a lock that somebody holds on a table does not hold up the hub beyond the limit",
        .enabled(if: Effort.isWhole, Effort.whole))
    func locked() async throws {
        try await row("F24", "LOCK TABLE for 12 s by another session", on: .postgres) {
            try await withServer { server, hub, load in
                let child = try await hub.start()
                try await load.acknowledges(20)
                let database = try #require(hub.environment["WASL_DATABASE_URL"]?.split(separator: "/").last)
                try server.command(
                    "BEGIN; LOCK TABLE deliveries IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(12); COMMIT",
                    in: String(database))
                try await load.acknowledges(20, within: 30)
                await child.stop()
            }
        }
    }

    @Test("F25: cut in the middle of a commit, the outcome is found out by trying again, never assumed")
    func cutInCommit() async throws {
        let cuts = Effort.rounds(10, 200)
        try await row("F25", "line cut after COMMIT was sent", rounds: cuts, on: .postgres) {
            try await withServer(cutting: 17) { _, hub, load, proxy in
                let child = try await hub.start()
                do {
                    try await eventually("the cuts", within: Effort.isWhole ? 600 : 60, every: 50) {
                        proxy.printed.split(separator: "\n").count >= cuts
                    }
                } catch {
                    throw Broken(
                        "\(proxy.printed.split(separator: "\n").count) cuts, \(load.acknowledged.count) acked; "
                            + child.complaints.suffix(500))
                }
                await load.stop()
                await child.stop()
            }
        }
    }

    @Test(
        "F59: a line to PostgreSQL that goes silent without ending is given up in time",
        .enabled(if: Effort.isWhole, Effort.whole))
    func halfOpen() async throws {
        try await row("F59", "half-open line to PostgreSQL for 25 s", on: .postgres) {
            try await withServer(cutting: 0) { _, hub, load, proxy in
                let child = try await hub.start()
                try await load.acknowledges(20)
                proxy.signal(SIGSTOP)
                try await Task.sleep(for: .seconds(25))
                proxy.signal(SIGCONT)
                try await load.acknowledges(20, within: 60)
                await child.stop()
            }
        }
    }

    @Test("F23: failed over to a synchronous standby, nothing acknowledged is lost")
    func failedOver() async throws {
        let rounds = Effort.rounds(1, 4)
        try await row("F23", "primary killed, synchronous standby promoted", rounds: rounds, on: .postgres) {
            var words: [String] = []
            for _ in 0..<rounds { words.append(try await failOver()) }
            return words.joined(separator: " / ")
        }
    }

    private func failOver() async throws -> String {
        let first = try PostgresPeer(settings: ["synchronous_standby_names=standby"])
        let second: PostgresPeer
        do { second = try PostgresPeer(following: first) } catch {
            await first.stop()
            throw error
        }
        do {
            try await eventually("the standby is synchronous", within: 30) {
                try first.command("SELECT sync_state FROM pg_stat_replication", in: "postgres").contains("sync")
            }
            let name = try #require(try first.freshDatabase().split(separator: "/").last)
            let url =
                "postgres://wasl@127.0.0.1:\(first.port),127.0.0.1:\(second.port)/\(name)?target_session_attrs=read-write"
            let hub = try HubProcess("failover", environment: ["WASL_DATABASE_URL": url, "WASL_LEASE": "3"])
            let load = Load(on: hub)
            let child = try await hub.start()
            try await load.acknowledges(Effort.rounds(50, 200))
            first.kill()
            try second.command("SELECT pg_promote()", in: "postgres")
            try await load.acknowledges(50, within: 90)
            await load.stop()
            await child.stop()
            let account = try await Checker(hub: hub, load: load).checkAfterRestart()
            await first.stop()
            await second.stop()
            hub.remove()
            return account.words
        } catch {
            await first.stop()
            await second.stop()
            throw error
        }
    }

    /// A server of its own and a hub on it, under a load of mails, checked afterwards.
    private func withServer(_ body: (PostgresPeer, HubProcess, Load) async throws -> Void) async throws -> String {
        let server = try PostgresPeer()
        do {
            let hub = try HubProcess(
                "server", environment: ["WASL_DATABASE_URL": try server.freshDatabase(), "WASL_LEASE": "3"])
            let words = try await checked(hub) { try await body(server, hub, $0) }
            await server.stop()
            return words
        } catch {
            server.signal(SIGCONT)
            await server.stop()
            throw error
        }
    }

    /// The same through a line that cuts a commit now and then.
    private func withServer(
        cutting every: Int, _ body: (PostgresPeer, HubProcess, Load, Child) async throws -> Void
    ) async throws -> String {
        guard let server = PostgresPeer.shared else { throw Broken("PostgreSQL did not start") }
        let port = Places.serverPort()
        let proxy = try Child(
            URL(filePath: "/usr/bin/python3"), [Scripts.path("proxy.py"), "\(port)", "\(server.port)", "\(every)"])
        try await eventually("the line is there", within: 20) { Places.isListening(port) }
        let url = try server.freshDatabase().replacing(":\(server.port)/", with: ":\(port)/")
        let hub = try HubProcess("line", environment: ["WASL_DATABASE_URL": url, "WASL_LEASE": "3"])
        do {
            let words = try await checked(hub, undisturbed: [":\(port)/", ":\(server.port)/"]) {
                try await body(server, hub, $0, proxy)
            }
            proxy.signal(SIGKILL)
            return words
        } catch {
            proxy.signal(SIGCONT)
            proxy.signal(SIGKILL)
            throw error
        }
    }

    private func checked(
        _ hub: HubProcess, undisturbed change: [String] = [], _ body: (Load) async throws -> Void
    ) async throws -> String {
        let load = Load(on: hub, patience: 40)
        do { try await body(load) } catch {
            await load.stop()
            throw error
        }
        await load.stop()
        let account = try await Checker(hub: hub.replacing(change), load: load).checkAfterRestart()
        hub.remove()
        return account.words
    }
}

extension HubProcess {
    /// The same hub with another address of its database: from the first to the second of two words.
    fileprivate func replacing(_ change: [String]) throws -> HubProcess {
        guard change.count == 2, let url = environment["WASL_DATABASE_URL"] else { return self }
        return try HubProcess(
            "line", environment: ["WASL_DATABASE_URL": url.replacing(change[0], with: change[1]), "WASL_LEASE": "3"])
    }
}
