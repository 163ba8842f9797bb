import Casework
public import Foundation
import Logging
public import Sealing
public import Storage

/// Where backups are kept and how many.
public struct BackupPlan: Sendable {
    /// Their folder.
    public var folder: URL
    /// The key that seals them, nil for open ones.
    public var key: FileKey?
    /// How many are kept, at least one.
    public var keep: Int

    /// A plan.
    public init(folder: URL, key: FileKey?, keep: Int) {
        self.folder = folder
        self.key = key
        self.keep = max(1, keep)
    }
}

/// A backup every night, kept a while, and once a week the newest restored into a scratch folder and looked at: a backup
/// that was never restored is a hope. Of many processes on one store the elected one does it.
public struct BackupFlow: Sendable {
    /// When in the night (UTC): two o'clock in Riyadh.
    static let hour: TimeInterval = 23 * 3600
    /// How often a backup is restored for trial.
    static let drillInterval: TimeInterval = 7 * 86_400
    /// The pause between two looks at the clock, in seconds.
    static let pause: TimeInterval = 300

    let hub: Hub
    let plan: BackupPlan
    let scratch: @Sendable (URL) async throws -> any Database

    /// A flow on a hub; `scratch` opens an empty store in a folder for the drill.
    public init(hub: Hub, plan: BackupPlan, scratch: @escaping @Sendable (URL) async throws -> any Database) {
        self.hub = hub
        self.plan = plan
        self.scratch = scratch
    }

    /// Keeps backups until the task is cancelled.
    public func run() async {
        await Election(hub: hub, name: "backups").run { lead in
            while !Task.isCancelled, lead.isHeld {
                await round()
                try? await Task.sleep(for: .seconds(Self.pause))
            }
        }
    }

    /// Does what is due.
    public func round() async {
        do {
            let now = hub.now()
            let (backup, drill) = try await hub.database.read { sql in (try sql.lastBackup(), try sql.lastDrill()) }
            if backup.map({ $0.at < Self.lastNight(before: now) }) ?? true { try await backUp(now) }
            if drill.map({ $0.at < now.addingTimeInterval(-Self.drillInterval) }) ?? true { try await self.drill(now) }
        } catch {
            hub.logger.error("a backup could not be made or tried", metadata: ["why": "\(error)"])
        }
    }

    /// Makes a backup and forgets those beyond the number to keep.
    public func backUp(_ now: Date) async throws {
        try FileManager.default.createDirectory(
            at: plan.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let file = plan.folder.appending(path: BackupName.of(now))
        let end = try await StoreArchive(key: plan.key).write(hub.database, to: file, at: now)
        let size = try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        var ledger = end.ledger
        ledger.days = []
        let note = BackupNote(at: now, file: file.lastPathComponent, bytes: size, ledger: ledger)
        try await hub.database.write { sql in try sql.note(note) }
        for old in try BackupName.all(in: plan.folder).dropLast(plan.keep) {
            try FileManager.default.removeItem(at: old)
        }
    }

    /// Restores the newest backup into a scratch folder and keeps what was seen.
    public func drill(_ now: Date) async throws {
        guard let file = try BackupName.all(in: plan.folder).last else { return }
        let folder = plan.folder.appending(path: ".drill-\(UUID().uuidString)", directoryHint: .isDirectory)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        var note = DrillNote(at: now, file: file.lastPathComponent)
        do {
            let input = try FileHandle(forReadingFrom: file)
            let scratch = scratch
            let outcome = try await StoreMove { try await scratch(folder) }.restore(input, key: plan.key, now: now)
            note.takenAt = outcome.contents.head.takenAt
            note.ledger = outcome.ledger
            note.ledger?.days = []
        } catch {
            note.problem = "\(error)"
            hub.logger.error("the newest backup could not be restored", metadata: ["why": "\(error)"])
        }
        let seen = note
        try await hub.database.write { sql in try sql.note(seen) }
    }

    /// The newest moment, before another, at which a backup is due.
    static func lastNight(before moment: Date) -> Date {
        let day = (moment.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400
        let tonight = Date(timeIntervalSince1970: day + hour)
        return tonight <= moment ? tonight : tonight.addingTimeInterval(-86_400)
    }
}

/// How backups are named, so that their names sort by time.
public enum BackupName {
    /// The name of a backup taken at a moment.
    public static func of(_ moment: Date) -> String {
        let time = moment.formatted(.iso8601.timeSeparator(.omitted).dateSeparator(.omitted))
        return "wasl-\(time).backup"
    }

    /// The backups of a folder, oldest first.
    public static func all(in folder: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.lastPathComponent.hasPrefix("wasl-") && $0.pathExtension == "backup" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }
}
