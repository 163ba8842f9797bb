import Casework
import Foundation
import Peers
import Storage
import StorageSQLite
import Testing

@Suite(
    "FaultTests: the power fails", .serialized,
    .enabled(if: Preload.isPossible, "needs a C compiler"))
struct PowerCutTests {
    /// Mails recorded, and moments at which the power is cut.
    static let mails = Effort.rounds(300, 1_500)
    static let cuts = Effort.rounds(100, 1_000)

    @Test("F11: after a power cut the store opens, is whole, and holds everything acknowledged; no transaction is torn")
    func powerCut() async throws {
        try await row("F11", "power cut, unsynced writes dropped or torn", rounds: Self.cuts, on: .sqlite) {
            let hub = try HubProcess("power")
            defer { hub.remove() }
            let disk = try FaultyDisk(under: hub, records: true)
            let child = try await hub.start(with: disk.environment)
            let load = Load(on: hub, mails: 6, pause: 0)
            try await load.acknowledges(Self.mails, within: 300)
            await load.stop()
            try await hub.settles()
            child.signal(SIGKILL)
            try await child.wait(within: 10)
            let record = try DiskRecord(disk.log)
            let folder = try fastFolder()
            defer { try? FileManager.default.removeItem(at: folder) }
            var (withLoad, most) = (0, 0)
            try await record.cut(times: Self.cuts) { files, answered in
                try await Self.look(at: files, answered, in: folder)
                withLoad += answered.isEmpty ? 0 : 1
                most = max(most, answered.count)
            }
            try Broken.unless(withLoad > Self.cuts / 2, "only \(withLoad) cuts came after an answer")
            return "\(most) acked, \(record.syncs) syncs; 0 lost, 0 torn"
        }
    }

    /// Opens what is left as the hub does after the power is back.
    private static func look(at files: [String: Data], _ answered: Set<String>, in folder: URL) async throws {
        for old in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            try FileManager.default.removeItem(at: old)
        }
        for (name, data) in files { try data.write(to: folder.appending(path: name)) }
        let store = try await SQLiteDatabase(at: folder.appending(path: "wasl.db"))
        let (verdict, faults, kept) = try await store.read { sql in
            let verdict = try sql.first("PRAGMA integrity_check", [])?.text(0) ?? "no answer"
            let kept = try sql.query("SELECT receipt FROM deliveries", []).map { try $0.text(0) }
            return (verdict, try sql.ledger().faults, Set(kept))
        }
        try await store.close()
        try Broken.unless(verdict == "ok", "integrity_check says \(verdict)")
        try Broken.unless(faults.isEmpty, "torn: \(faults)")
        let lost = answered.subtracting(kept)
        try Broken.unless(lost.isEmpty, "\(lost.count) of \(answered.count) acknowledged mails are lost")
    }

    /// A folder in memory where there is one: a thousand stores are written there.
    private func fastFolder() throws -> URL {
        let memory = URL(filePath: "/dev/shm", directoryHint: .isDirectory)
        guard FileManager.default.isWritableFile(atPath: memory.path) else { return try Places.fresh("cut") }
        let folder = memory.appending(path: "wasl-cut-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}
