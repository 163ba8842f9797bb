public import Foundation

/// The last backup that the hub made by itself.
public struct BackupNote: Sendable, Codable, Hashable {
    /// When.
    public var at: Date
    /// The name of its file.
    public var file: String
    /// Its size.
    public var bytes: Int
    /// The ledger of its snapshot.
    public var ledger: Ledger

    /// A note.
    public init(at: Date, file: String, bytes: Int, ledger: Ledger) {
        self.at = at
        self.file = file
        self.bytes = bytes
        self.ledger = ledger
    }
}

/// The last trial of a backup.
public struct DrillNote: Sendable, Codable, Hashable {
    /// When.
    public var at: Date
    /// The name of the backup's file.
    public var file: String
    /// When the backup was taken; nil when it could not be read.
    public var takenAt: Date?
    /// The ledger of the restored store.
    public var ledger: Ledger?
    /// Why it failed; nil when it did not.
    public var problem: String?

    /// A note of a trial that has just begun.
    public init(at: Date, file: String) {
        self.at = at
        self.file = file
    }
}

extension SQLConnection {
    /// The last backup.
    public func lastBackup() throws -> BackupNote? { try note("last-backup") }

    /// The last trial.
    public func lastDrill() throws -> DrillNote? { try note("last-drill") }

    /// Keeps what is known of the last backup.
    public func note(_ backup: BackupNote) throws { try set("last-backup", to: StoredJSON.note(backup)) }

    /// Keeps what is known of the last trial.
    public func note(_ drill: DrillNote) throws { try set("last-drill", to: StoredJSON.note(drill)) }

    private func note<Note: Decodable>(_ name: String) throws -> Note? {
        try setting(name).map { try StoredJSON.decode(Note.self, from: $0) }
    }
}
