import Foundation
import Storage
import StoragePostgres
import StorageSQLite

/// The way to the store that the environment names.
struct StoreDoor: Sendable {
    let data: URL
    let databaseURL: String?

    /// The store of the surroundings.
    init(_ surroundings: Surroundings) { self.init(surroundings, databaseURL: surroundings.databaseURL) }

    /// The store of one engine: PostgreSQL at the address, or the file in the data folder when it is nil.
    init(_ surroundings: Surroundings, databaseURL: String?) {
        data = surroundings.data
        self.databaseURL = databaseURL
    }

    /// Opens the store however it stands, making the data folder (readable by its owner only) when it is new.
    func open() async throws -> any Database {
        try FileManager.default.createDirectory(
            at: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        if let url = databaseURL { return try await PostgresDatabase(url: url) }
        return try await Self.file(in: data)
    }

    /// Opens a store on which a hub may work; throws a sentence when it was moved, or is unfinished.
    func openReady() async throws -> any Database {
        let database = try await open()
        switch try await database.read({ sql in try sql.standing() }) {
        case .ready: return database
        case .unfinished:
            try await database.close()
            throw Complaint("A restore into this store was not finished; do 'wasl restore' or 'wasl migrate' again.")
        case .moved(let engine):
            try await database.close()
            throw Complaint("This store was moved to \(engine); set WASL_DATABASE_URL or WASL_DATA to the new one.")
        }
    }

    /// Opens a store on which no other process works.
    func openAlone() async throws -> any Database {
        // A session that has just ended keeps its number for a moment.
        for _ in 0..<10 {
            let database = try await open()
            if database.membership?.node ?? 0 == 0 { return database }
            try await database.close()
            try await Task.sleep(for: .milliseconds(300))
        }
        throw Complaint("Another process works on the PostgreSQL database; stop all hubs first.")
    }

    /// Throws a sentence unless a move into this store has begun and not ended.
    func assertUnfinished() async throws {
        let database = try await open()
        let standing = try await database.read { sql in try sql.standing() }
        try await database.close()
        guard standing == .unfinished else { throw Complaint("The store was moved already; nothing is left to do.") }
    }

    /// The SQLite store of a folder.
    static func file(in folder: URL) async throws -> any Database {
        try await SQLiteDatabase(at: folder.appending(path: "wasl.db"))
    }
}
