import Foundation
import Peers
import Testing

@Suite("FaultTests: what stops a start, and what must not", .serialized)
struct StartTests {
    @Test("F58: what makes a start impossible is said in one sentence, with a status, and nothing is half started")
    func refusals() async throws {
        try await row("F58", "start-up matrix", rounds: Self.matrix.count) {
            for refusal in Self.matrix {
                let hub = try HubProcess("start", environment: refusal.environment)
                defer { hub.remove() }
                try refusal.prepare(hub)
                let child = try hub.launch("serve")
                do { try await child.wait(within: 30) } catch {
                    child.signal(SIGKILL)
                    throw Broken("\(refusal.what): it runs")
                }
                let said = child.complaints
                try Broken.unless(child.exitCode > 0, "\(refusal.what): ended with \(child.exitCode)")
                try Broken.unless(
                    refusal.says.isEmpty ? !said.isEmpty : said.contains(refusal.says),
                    "\(refusal.what): it says '\(said.suffix(300))'")
                try Broken.unless(!child.printed.contains("ready"), "\(refusal.what): it was ready")
            }
            return "each refused in words"
        }
    }

    @Test(
        "F58: a PostgreSQL that is not set to keep what it acknowledges is refused (D2)",
        .enabled(if: PostgresPeer.isInstalled, "PostgreSQL is not installed"),
        arguments: Effort.some(1, of: ["synchronous_commit=off", "fsync=off", "full_page_writes=off"]))
    func unsafeServer(setting: String) async throws {
        try await row("F58", "PostgreSQL with \(setting)", on: .postgres) {
            let server = try PostgresPeer(settings: [setting])
            let hub = try HubProcess("unsafe", environment: ["WASL_DATABASE_URL": try server.freshDatabase()])
            defer { hub.remove() }
            let child = try hub.launch("serve")
            do { try await child.wait(within: 30) } catch {
                child.signal(SIGKILL)
                await server.stop()
                throw Broken("it runs on \(setting)")
            }
            await server.stop()
            let name = String(setting.prefix { $0 != "=" })
            try Broken.unless(
                child.exitCode > 0 && child.complaints.contains(name), "it says '\(child.complaints.suffix(300))'")
            return "refused in words"
        }
    }

    @Test("F17: out of file descriptors the hub does not end, and takes mail again once there are some")
    func descriptors() async throws {
        try await row("F17", "64 descriptors, 200 connections", on: .sqlite) {
            let hub = try HubProcess("few")
            defer { hub.remove() }
            let child = try await hub.start(under: ["/usr/bin/prlimit", "--nofile=64", "--"])
            var crowd = (0..<200).compactMap { _ in BlockingSocket(port: hub.lmtpPort, patience: 1) }
            try await Task.sleep(for: .seconds(2))
            try Broken.unless(child.isRunning, "it ended: \(child.complaints.suffix(500))")
            crowd.removeAll()
            let load = Load(on: hub, mails: 2)
            do { try await load.acknowledges(20, within: 30) } catch {
                await load.stop()
                print(child.complaints.suffix(1000))
                child.signal(SIGKILL)
                throw error
            }
            await load.stop()
            try await hub.settles()
            await child.stop()
            return try await Checker(hub: hub, load: load).check().words
        }
    }

    @Test("F19: a store whose index file is gone opens as before; a damaged page is noticed, never served as good")
    func damaged() async throws {
        try await row("F19", "-shm removed; a page overwritten", rounds: 2, on: .sqlite) {
            let hub = try HubProcess("damage")
            defer { hub.remove() }
            let child = try await hub.start()
            let load = Load(on: hub)
            try await load.acknowledges(200)
            await load.stop()
            try await hub.settles()
            child.signal(SIGKILL)
            try await child.wait(within: 10)
            let store = hub.data.appending(path: "wasl.db")
            try FileManager.default.removeItem(atPath: store.path + "-shm")
            let account = try await Checker(hub: hub, load: load).checkAfterRestart()
            try Self.overwritePages(of: store)
            do { try await hub.balances() } catch { return account.words + "; the damage is named" }
            throw Broken("verify takes a damaged store for good")
        }
    }

    /// Overwrites the middle of every fourth page with letters.
    private static func overwritePages(of store: URL) throws {
        let file = try FileHandle(forUpdating: store)
        defer { try? file.close() }
        let pages = Int(try file.seekToEnd()) / 4096
        for page in stride(from: 5, to: pages, by: 4) {
            try file.seek(toOffset: UInt64(page * 4096 + 1500))
            try file.write(contentsOf: Data(repeating: UInt8(ascii: "x"), count: 1200))
        }
    }

    private struct Refusal: Sendable {
        var what: String
        var environment: [String: String] = [:]
        var prepare: @Sendable (HubProcess) throws -> Void = { _ in }
        var says: String
    }

    private static let matrix: [Refusal] = [
        Refusal(
            what: "a database of another kind", environment: ["WASL_DATABASE_URL": "mysql://x"], says: "postgres://"),
        Refusal(
            what: "no PostgreSQL there", environment: ["WASL_DATABASE_URL": "postgres://wasl@127.0.0.1:1/x"],
            says: "WASL_DATABASE_URL"),
        Refusal(what: "a port that is none", environment: ["WASL_HTTP": "127.0.0.1:99999"], says: "WASL_HTTP"),
        Refusal(what: "a lease that is none", environment: ["WASL_LEASE": "soon"], says: "WASL_LEASE"),
        Refusal(
            what: "no associations",
            prepare: { hub in
                try FileManager.default.removeItem(at: hub.config.appending(path: "associations"))
                try FileManager.default.createDirectory(
                    at: hub.config.appending(path: "associations"), withIntermediateDirectories: true)
            }, says: "association"),
        Refusal(
            what: "a missing secret",
            prepare: { hub in
                let file = hub.config.appending(path: "channels/sms-twilio.yaml")
                let text = try String(contentsOf: file, encoding: .utf8)
                try text.replacing("enabled: false", with: "enabled: true").write(
                    to: file, atomically: true, encoding: .utf8)
            }, says: "WASL_TWILIO"),
        Refusal(
            what: "a template that cannot be read",
            prepare: { hub in
                let file = hub.config.appending(path: "templates/messages/ar/ack_aid.mustache")
                try Data("=== mail\n{{#open}} never closed".utf8).write(to: file)
            }, says: "ack_aid.mustache"),
        Refusal(
            what: "a store that is none",
            prepare: { hub in
                try Data(repeating: 7, count: 8192).write(to: hub.data.appending(path: "wasl.db"))
            }, says: ""),
        Refusal(
            what: "a data folder that is a file",
            prepare: { hub in
                try FileManager.default.removeItem(at: hub.data)
                try Data("x".utf8).write(to: hub.data)
            }, says: ""),
        Refusal(
            what: "a model that is none",
            prepare: { hub in try Data("no model".utf8).write(to: hub.data.appending(path: "model")) }, says: ""),
    ]
}
