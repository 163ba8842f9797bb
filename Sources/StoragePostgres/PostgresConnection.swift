import CPQ
import Casework
import Foundation
import Storage
import Synchronization

/// One session with PostgreSQL. It is used by one thread at a time: by its writer's queue, or by the reader that borrowed
/// it; that is why it may cross threads unchecked.
final class PostgresConnection: SQLConnection, @unchecked Sendable {
    /// How long the far side may be silent before the session is given up, in milliseconds; longer than any statement may
    /// take there (`statementTimeout`).
    static let silence: Int32 = 20_000
    /// Prepared statements kept at most; queries with changing lists would otherwise pile up.
    static let statementLimit = 400

    /// What each session is set to: limits on time, and the durability that promise P1 needs.
    private static let settings = """
        SET statement_timeout = '15s'; SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '60s';
        SET timezone = 'UTC'; SET client_min_messages = 'warning'
        """

    let dialect = Dialect.postgres
    let node: Int
    private let address: String
    private let backendNumber = Atomic<Int32>(0)
    private var session: OpaquePointer?
    private var statements: [String: String] = [:]
    private var waitingRings: Set<Ring> = []

    /// A connection that is opened when it is first used. `address` is a `postgres://` URL; `node` the number of this
    /// process among those on the store.
    init(address: String, node: Int) {
        self.address = address
        self.node = node
    }

    deinit { close() }

    /// The number of the server's process for this session, 0 when there is none; may be asked by any thread.
    var backend: Int32 { backendNumber.load(ordering: .relaxed) }

    /// Opens the session unless it is open.
    func open() throws {
        if let session, PQstatus(session) == CONNECTION_OK { return }
        close()
        let words = [
            "dbname": address, "connect_timeout": "5", "application_name": "wasl", "keepalives_idle": "10",
            "keepalives_interval": "5", "keepalives_count": "3", "tcp_user_timeout": "20000",
        ]
        var names = words.keys.map { strdup($0) } + [nil]
        var values = words.keys.map { strdup(words[$0] ?? "") } + [nil]
        defer { for word in names + values { free(word) } }
        let opened = names.withUnsafeMutableBufferPointer { names in
            values.withUnsafeMutableBufferPointer { values in
                names.withMemoryRebound(to: UnsafePointer<CChar>?.self) { names in
                    values.withMemoryRebound(to: UnsafePointer<CChar>?.self) { values in
                        PQconnectdbParams(names.baseAddress, values.baseAddress, 1)
                    }
                }
            }
        }
        guard let opened, PQstatus(opened) == CONNECTION_OK, PQsetnonblocking(opened, 1) == 0 else {
            PQfinish(opened)
            throw StoreError.unreachable("no answer at the address of WASL_DATABASE_URL")
        }
        session = opened
        backendNumber.store(PQbackendPID(opened), ordering: .relaxed)
        try command(Self.settings)
    }

    /// Ends the session.
    func close() {
        PQfinish(session)
        session = nil
        backendNumber.store(0, ordering: .relaxed)
        statements.removeAll()
        waitingRings.removeAll()
    }

    /// Whether the session can still be used.
    var isOpen: Bool { session.map { PQstatus($0) == CONNECTION_OK } ?? false }

    /// Runs statements without arguments.
    func command(_ sql: String) throws {
        let session = try live()
        guard PQsendQuery(session, sql) == 1 else { throw lost() }
        PQclear(try answer())
    }

    @discardableResult func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        let result = try perform(sql, arguments)
        defer { PQclear(result) }
        return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    func query(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        let result = try perform(sql, arguments)
        defer { PQclear(result) }
        return result.map(PostgresRows.decode) ?? []
    }

    func ring(_ ring: Ring) { waitingRings.insert(ring) }

    /// The rings of this transaction, sent with its commit.
    func sendRings() throws {
        for ring in waitingRings {
            try run("SELECT pg_notify($1, $2)", [.text(RingWire.channel), .text(RingWire.text(of: ring))])
        }
        waitingRings.removeAll()
    }

    /// Forgets the rings of a transaction that was undone.
    func dropRings() { waitingRings.removeAll() }

    /// Waits until somebody rings or the time is over; what was rung by sessions other than those in `own`.
    func rung(within milliseconds: Int32, except own: Set<Int32>) throws -> [String] {
        let session = try live()
        var source = pollfd(fd: PQsocket(session), events: Int16(POLLIN), revents: 0)
        guard poll(&source, 1, milliseconds) > 0 else { return [] }
        guard PQconsumeInput(session) == 1 else { throw lost() }
        var texts: [String] = []
        while let notice = PQnotifies(session) {
            if !own.contains(notice.pointee.be_pid), let text = notice.pointee.extra {
                texts.append(String(cString: text))
            }
            PQfreemem(notice)
        }
        return texts
    }

    private func perform(_ sql: String, _ arguments: [SQLValue]) throws -> OpaquePointer? {
        let name = try prepare(sql)
        let session = try live()
        let sent = try BoundArguments(arguments).withPointers { count, values, lengths, formats in
            PQsendQueryPrepared(session, name, count, values, lengths, formats, 1)
        }
        guard sent == 1 else { throw lost() }
        return try answer()
    }

    private func prepare(_ sql: String) throws -> String {
        if let name = statements[sql] { return name }
        if statements.count >= Self.statementLimit {
            try command("DEALLOCATE ALL")
            statements.removeAll()
        }
        let name = "s\(statements.count)"
        guard PQsendPrepare(try live(), name, sql, 0, nil) == 1 else { throw lost() }
        PQclear(try answer())
        statements[sql] = name
        return name
    }

    /// The last result of what was sent; throws what the server refused, or that it was lost.
    private func answer() throws -> OpaquePointer? {
        let session = try live()
        var last: OpaquePointer?
        while true {
            try wait(for: session)
            guard let result = PQgetResult(session) else { break }
            PQclear(last)
            last = result
            guard PQresultStatus(result) == PGRES_FATAL_ERROR else { continue }
            let fault = PostgresFault(result)
            // The rest of the answers is taken off the wire, so that the session can be used again.
            while PQstatus(session) == CONNECTION_OK, let rest = PQgetResult(session) { PQclear(rest) }
            PQclear(result)
            if fault.endsSession || PQstatus(session) != CONNECTION_OK { throw lost() }
            throw fault
        }
        return last
    }

    /// Sends what waits and returns once a whole result is there.
    private func wait(for session: OpaquePointer) throws {
        while true {
            let unsent = PQflush(session)
            guard unsent >= 0 else { throw lost() }
            if unsent == 0, PQisBusy(session) == 0 { return }
            var wire = pollfd(fd: PQsocket(session), events: Int16(unsent == 1 ? POLLIN | POLLOUT : POLLIN), revents: 0)
            let ready = poll(&wire, 1, Self.silence)
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { throw lost() }
            if wire.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0, PQconsumeInput(session) == 0 { throw lost() }
        }
    }

    private func live() throws -> OpaquePointer {
        guard let session else { throw StoreError.unreachable("the session was ended") }
        return session
    }

    /// Gives the session up: what the far side did last is unknown.
    private func lost() -> StoreError {
        close()
        return .unreachable("the session was lost")
    }
}

/// How rings are written on the wire: `LISTEN wasl`, words of the program only.
enum RingWire {
    static let channel = "wasl"

    static func text(of ring: Ring) -> String {
        switch ring {
        case .work(let kind): "work \(kind.rawValue)"
        case .desk(let association): "desk \(association)"
        }
    }

    static func ring(of text: String) -> Ring? {
        let words = text.split(separator: " ")
        guard words.count == 2 else { return nil }
        switch words[0] {
        case "work": return JobKind(rawValue: String(words[1])).map(Ring.work)
        case "desk": return AssociationID(rawValue: String(words[1])).map(Ring.desk)
        default: return nil
        }
    }
}

extension Dialect {
    static let postgres = Dialect(
        name: "PostgreSQL", bytes: "BYTEA", clustered: "", skipLocked: "FOR UPDATE SKIP LOCKED", locked: "FOR UPDATE",
        search: .postgres, clock: "(extract(epoch FROM clock_timestamp()) * 1000)::bigint",
        catalogue: """
            SELECT t.relname::text, c.attname::text, coalesce(array_position(k.indkey::int2[], c.attnum) + 1, 0),
            CASE WHEN t.relname LIKE 'search%' THEN 1 ELSE 0 END
            FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
            AND c.attgenerated = '' LEFT JOIN pg_index k ON k.indrelid = t.oid AND k.indisprimary
            WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace ORDER BY t.relname, c.attnum
            """,
        ended: """
            split_part(holder, '/', 1) NOT IN (SELECT objid::text FROM pg_locks WHERE locktype = 'advisory'
            AND classid = \(RingListener.nameLocks) AND objsubid = 2 AND granted)
            """)
}
