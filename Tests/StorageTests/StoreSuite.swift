import Casework
import Foundation
import Peers
import Storage
import StoragePostgres
import StorageSQLite
import Testing

/// A store of each engine, empty, in a folder of its own; every promise of the store is tested on all of them (P12).
struct FreshStore: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var open: @Sendable (URL) async throws -> any Database

    static let all: [FreshStore] = [sqlite] + (PostgresPeer.shared.map { [postgres($0)] } ?? [])

    private static let sqlite = FreshStore(testDescription: "SQLite") {
        try await SQLiteDatabase(at: $0.appending(path: "store.db"))
    }

    /// The address of the database that stands for a folder is kept in it.
    private static func postgres(_ peer: PostgresPeer) -> FreshStore {
        FreshStore(testDescription: "PostgreSQL") { folder in
            let note = folder.appending(path: "address")
            let known = try? String(contentsOf: note, encoding: .utf8)
            let url = try known ?? peer.freshDatabase()
            try url.write(to: note, atomically: true, encoding: .utf8)
            return try await PostgresDatabase(url: url)
        }
    }

    /// Runs a test on an empty store.
    func use(_ body: (any Database) async throws -> Void) async throws {
        try await useFolder { folder in
            let database = try await open(folder)
            try await body(database)
            try await database.close()
        }
    }

    func useFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "wasl-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }
}

enum Sample {
    static let one = AssociationID(rawValue: "one") ?? { preconditionFailure("a fixed identifier") }()
    static let channel = ChannelID(rawValue: "email")
    static let now = Date(timeIntervalSince1970: 1_770_706_800)

    static func envelope(_ text: String, key: RepeatKey = .content) -> (Envelope, Data, ContentID) {
        let data = Data(text.utf8)
        let envelope = Envelope(
            association: one, channel: channel, repeatKey: key, receivedAt: now, sender: "a@b.example",
            recipients: ["x@one.example"], content: .bytes(data))
        return (envelope, data, ContentID(of: data))
    }

    static func accept(_ text: String, id: Identifier, key: RepeatKey = .content, in database: any Database)
        async throws
        -> Receipt
    {
        let (envelope, data, content) = envelope(text, key: key)
        return try await database.write { sql in try sql.accept(envelope, data: data, content: content, id: id) }
    }

    static func ticket(_ id: Identifier) -> Ticket {
        Ticket(
            association: one, id: id, reference: ReferenceNumber(year: 2026, serial: Int(id)), kind: .inquiry,
            field: nil, urgency: .normal, stage: .open, channel: channel, medium: .email, officer: nil, person: 1,
            subject: "s", language: .arabic, isSealed: false, openedAt: now, dueAt: nil, updatedAt: now)
    }

    static func message(_ id: Identifier, text: String = "t", details: MessageDetails = MessageDetails()) -> NewMessage
    {
        NewMessage(
            id: id, ticket: 1, direction: .incoming, medium: .email, isAutomatic: false, author: "a", at: now,
            subject: "s", text: text, details: details)
    }
}
