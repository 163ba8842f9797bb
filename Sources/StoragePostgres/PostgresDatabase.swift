import Foundation
public import Storage
import Synchronization

/// The store in a PostgreSQL database that many processes share: two writing sessions that group concurrent writes into
/// one commit each (taking in, and all other work), a few reading ones, and one that hears the other processes.
public final class PostgresDatabase: Storage.Database {
    /// PostgreSQL's words.
    public let dialect = Dialect.postgres
    /// Other processes may be at work on the same store.
    public let isShared = true

    /// The number and the name of this process among those on the store.
    public let membership: Membership?

    /// Reading sessions of one process.
    static let readers = 4

    private let sessions: [PostgresConnection]
    private let intake: GroupCommit
    private let work: GroupCommit
    private let reading: ReadingPool
    private let listener: RingListener

    /// Opens the store at a `postgres://` or `postgresql://` URL and brings its schema up to date.
    ///
    /// Throws `StoreError.unreachable` when nobody answers there, `StoreError.unsafe` when the server is not set to the
    /// durability that promise P1 needs (claim D2), `StoreError.newer` for the store of a later program.
    public init(url: String) async throws {
        listener = RingListener(address: url)
        let node = try listener.open()
        membership = Membership(node: node, name: listener.name)
        let sessions = [PostgresConnection(address: url, node: node), PostgresConnection(address: url, node: node)]
        self.sessions = sessions
        intake = GroupCommit(label: "wasl.intake", engine: PostgresEngine(connection: sessions[0]))
        work = GroupCommit(label: "wasl.work", engine: PostgresEngine(connection: sessions[1]))
        reading = ReadingPool(address: url, node: node, size: Self.readers)
        try await write { sql in try Self.assertDurable(sql) }
        try await write { sql in
            // Processes that start together wait for one another here.
            try sql.run("SELECT pg_advisory_xact_lock(1998545267)", [])
            try sql.migrate()
            try Self.sealEvents(sql)
        }
        listener.start { Set(sessions.map(\.backend)) }
    }

    /// Runs `body` on a snapshot.
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await reading.read(body)
    }

    /// Runs `body` in the next commit of its lane and returns when that is durable.
    public func write<Value: Sendable>(
        _ lane: WriteLane, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        switch lane {
        case .intake(let association): try await intake.write(order: association, body)
        case .work: try await work.write(body)
        }
    }

    /// What other processes rang.
    public func rings() -> AsyncStream<Ring> { listener.rings }

    /// Ends all sessions.
    public func close() async throws {
        listener.stop()
        reading.close()
        // Each writer's last commit is over before its session is ended.
        try await intake.write { _ in }
        try await work.write { _ in }
        for session in sessions { session.close() }
    }

    private static func assertDurable(_ sql: any SQLConnection) throws {
        for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
            let value = try sql.first("SELECT current_setting($1)", [.text(setting)])?.text(0) ?? "nothing"
            // Anything stronger than `on` (remote_apply) keeps the promise too.
            guard value == "on" || setting == "synchronous_commit" && value == "remote_apply" else {
                throw StoreError.unsafe("PostgreSQL's \(setting) is \(value), not on; set it in postgresql.conf.")
            }
        }
    }

    private static func sealEvents(_ sql: any SQLConnection) throws {
        try sql.run(
            """
            CREATE OR REPLACE FUNCTION events_are_kept() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$
            """, [])
        for change in ["UPDATE", "DELETE"] {
            let name = "events_no_\(change.lowercased())"
            try sql.run(
                """
                CREATE OR REPLACE TRIGGER \(name) BEFORE \(change) ON events FOR EACH ROW
                EXECUTE FUNCTION events_are_kept()
                """, [])
        }
    }
}
