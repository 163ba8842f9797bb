import ArgumentParser
import Flows
import Foundation
import Sealing
import Storage

/// Writes everything the hub keeps into one file, while it runs.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write everything kept into one file, also while the hub runs.")

    @Option(help: "The file, or - for standard output; a dated one in WASL_BACKUPS unless given.") var to: String?
    @Option(help: "A file whose content is the key; WASL_BACKUP_KEY unless given.") var encryptWith: String?

    func run() async throws {
        let surroundings = try Surroundings()
        let key = try KeyFile.key(encryptWith ?? surroundings.backupKey?.path)
        let database = try await StoreDoor(surroundings).openReady()
        let archive = StoreArchive(key: key)
        let now = Date()
        let end: ArchiveEnd
        var place = "standard output"
        if to == "-" {
            end = try await archive.write(database, to: FileHandle.standardOutput, at: now)
        } else {
            let file = try to.map { URL(filePath: $0) } ?? Self.dated(in: surroundings, now)
            end = try await archive.write(database, to: file, at: now)
            place = file.path
        }
        try await database.close()
        let rows = end.rows.values.reduce(0, +)
        FileHandle.standardError.write(Data("\(rows) rows in \(place)\n".utf8))
        try LedgerLines.print(end.ledger, to: .standardError)
    }

    private static func dated(in surroundings: Surroundings, _ now: Date) throws -> URL {
        let folder = surroundings.backups ?? surroundings.data.appending(path: "backups", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return folder.appending(path: BackupName.of(now))
    }
}

/// Fills an empty store from a backup.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fill an empty store from a backup; nothing of it is sent before 'wasl release'.")

    @Argument(help: "The backup's file, or - for standard input.") var file: String
    @Option(help: "The key file with which it was made; WASL_BACKUP_KEY unless given.") var key: String?

    func run() async throws {
        let surroundings = try Surroundings()
        let lock = try StoreLock(of: surroundings)
        let key = try KeyFile.key(key ?? surroundings.backupKey?.path)
        let input = file == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: file)
        guard let input else { throw Complaint("\(file) cannot be read; is the name right?") }
        let door = StoreDoor(surroundings)
        let outcome = try await StoreMove(into: { try await door.open() }).restore(input, key: key, now: Date())
        try LedgerLines.print(outcome.ledger, to: .standardOutput)
        print(
            "restored; taken \(outcome.contents.head.takenAt.formatted(.iso8601)) from \(outcome.contents.head.engine)")
        print("\(outcome.held) texts are held, and nothing is sent before 'wasl release' or the page of outgoing texts")
        lock?.release()
    }
}

/// Moves everything between the two engines.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Move everything from one engine to the other; the hub must not run.")

    enum Engine: String, ExpressibleByArgument, CaseIterable { case sqlite, postgres }

    @Option(help: "The engine that holds the data now.") var from: Engine
    @Option(help: "The engine that shall hold it.") var to: Engine

    func run() async throws {
        let surroundings = try Surroundings()
        guard from != to else { throw Complaint("--from and --to name the same engine.") }
        guard let url = surroundings.databaseURL else {
            throw Complaint("Set WASL_DATABASE_URL to the PostgreSQL database; WASL_DATA names the other store.")
        }
        let lock = try StoreLock(folder: surroundings.data)
        let sqlite = StoreDoor(surroundings, databaseURL: nil)
        let postgres = StoreDoor(surroundings, databaseURL: url)
        let (source, target) = from == .sqlite ? (sqlite, postgres) : (postgres, sqlite)
        let old = try await source.openAlone()
        let before = try await old.read { sql in try sql.standing() }
        if before == .unfinished { throw Complaint("The store to move is itself unfinished; restore it first.") }
        if case .moved = before { try await target.assertUnfinished() }
        let outcome = try await StoreMove(into: { try await target.openAlone() }).move(from: old, now: Date())
        print("\(from.rawValue):")
        try LedgerLines.print(outcome.contents.end.ledger, to: .standardOutput)
        print("\(to.rawValue):")
        try LedgerLines.print(outcome.ledger, to: .standardOutput)
        print("moved; the old store is marked and starts no hub")
        try await old.close()
        lock.release()
    }
}

/// Lets texts leave again after a restore.
struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Let texts leave again after a restore: what is new since, or with --all also what the backup held.")

    @Flag(help: "Also the texts that waited when the backup was taken.") var all = false

    func run() async throws {
        let database = try await StoreDoor(try Surroundings()).openReady()
        let (everything, now) = (all, Date())
        let held = try await database.write { sql in
            try sql.releaseHold(everything: everything, now: now)
            return try sql.heldTexts()
        }
        try await database.close()
        print("released; \(held) texts are still held")
    }
}

/// A key out of a file.
enum KeyFile {
    static func key(_ path: String?) throws -> FileKey? {
        guard let path else { return nil }
        guard let key = FileKey(contents: try Lines.bytes(of: path)) else {
            throw Complaint(
                "\(path) holds less than \(FileKey.minimumBytes) characters; make a key with: head -c 32 /dev/urandom | base64"
            )
        }
        return key
    }
}
