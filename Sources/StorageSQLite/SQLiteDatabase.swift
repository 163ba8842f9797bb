import Dispatch
public import Foundation
import GRDB
public import Storage

/// The store in one SQLite file: WAL, `synchronous=FULL`, many readers, one writer that groups concurrent writes into
/// one commit.
public final class SQLiteDatabase: Storage.Database {
    /// SQLite spells nothing specially but clustered tables.
    public let dialect = Dialect(
        name: "SQLite", bytes: "BLOB", clustered: "WITHOUT ROWID", skipLocked: "", locked: "", search: .sqlite,
        clock: nil,
        catalogue: """
            SELECT t.name, c.name, c.pk, CASE WHEN t.name LIKE 'search%' THEN 1 ELSE 0 END
            FROM pragma_table_list t JOIN pragma_table_info(t.name) c
            WHERE t.schema = 'main' AND t.type IN ('table', 'virtual') AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid
            """,
        ended: nil)
    /// One hub at a time works on the file.
    public let isShared = false
    /// Processes number themselves.
    public let membership: Membership? = nil

    private let pool: DatabasePool
    private let writer: GroupCommit

    /// Opens or makes the store at `url` and brings its schema up to date.
    ///
    /// Throws `StoreError.unsafe` when the engine does not read back the durability that promise P1 needs (claim D2),
    /// `StoreError.newer` for the store of a later program.
    public init(at url: URL) async throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        configuration.maximumReaderCount = 4
        configuration.label = "wasl"
        // A mail of some kilobytes lies in one page; it decides only when the file is made, before WAL is switched on.
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA page_size = 8192") }
        let pool = try DatabasePool(path: url.path, configuration: configuration)
        // The pool sets synchronous=NORMAL by itself when it opens in WAL mode, so FULL has to be said after that.
        try await pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 2000")
            try db.execute(sql: "PRAGMA cache_size = -16384")
            // What a savepoint would restore is kept in memory; by default more than 64 KiB of it goes to a file.
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            try Self.assertDurable(db)
        }
        self.pool = pool
        writer = GroupCommit(label: "wasl.commit", engine: SQLiteEngine(pool: pool, dialect: dialect))
        try await write { sql in try sql.migrate() }
        try await write { sql in try Self.sealEvents(sql) }
    }

    /// Runs `body` on a snapshot.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let dialect = dialect
        return try await pool.read { db in
            do { return try body(SQLiteConnection(db: db, dialect: dialect)) } catch {
                throw SQLiteFault.translate(error)
            }
        }
    }

    /// Runs `body` in the next group commit and returns when that is on disk.
    public func write<Value: Sendable>(
        _ lane: WriteLane, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await writer.write(body)
    }

    /// Nobody else rings.
    public func rings() -> AsyncStream<Ring> { AsyncStream { $0.finish() } }

    /// Closes all connections; the WAL is folded into the file.
    public func close() async throws {
        try pool.close()
    }

    private static func assertDurable(_ db: GRDB.Database) throws {
        let expected: [(pragma: String, value: String)] = [
            ("synchronous", "2"), ("journal_mode", "wal"), ("foreign_keys", "1"),
        ]
        for (pragma, value) in expected {
            let found = try Row.fetchOne(db, sql: "PRAGMA \(pragma)").flatMap { $0[0] as DatabaseValue? }
            let text = found.map { "\($0)" }?.replacing("\"", with: "") ?? "nothing"
            guard text == value else {
                throw StoreError.unsafe("PRAGMA \(pragma) reads back \(text), not \(value); use a local disk.")
            }
        }
    }

    private static func sealEvents(_ sql: any SQLConnection) throws {
        for change in ["UPDATE", "DELETE"] {
            try sql.run(
                """
                CREATE TRIGGER IF NOT EXISTS events_no_\(change.lowercased()) BEFORE \(change) ON events
                BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END
                """, [])
        }
    }
}
