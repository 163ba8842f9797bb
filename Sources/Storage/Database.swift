public import Casework
public import Foundation

/// The one door to a store: SQLite or PostgreSQL behind the same few words (promise P12).
public protocol Database: Sendable {
    /// What differs between the engines.
    var dialect: Dialect { get }

    /// Runs `body` on a snapshot; nothing it does is kept.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    /// Runs `body` alone and returns once its changes are durable. Concurrent calls share one commit; a body that throws
    /// undoes only itself. A body may run more than once, and only its last run counts.
    func write<Value: Sendable>(
        _ lane: WriteLane, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value

    /// Whether other processes may be at work on the same store.
    var isShared: Bool { get }

    /// What this process is among those on the store; nil where the store gives no numbers.
    var membership: Membership? { get }

    /// What other processes on the same store rang (`SQLConnection.ring`), until the store is closed; empty where there
    /// are none.
    func rings() -> AsyncStream<Ring>

    /// Closes the store; later calls throw.
    func close() async throws
}

extension Database {
    /// Writes in the lane of all common work.
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await write(.work, body)
    }
}

/// What a process is among those on a store.
public struct Membership: Sendable, Hashable {
    /// Its number, 0 to 255, which no other living process bears.
    public var node: Int
    /// Its name, which no process bore before; leases begin with it.
    public var name: String

    /// A membership.
    public init(node: Int, name: String) {
        self.node = node
        self.name = name
    }
}

/// Where a change waits for its commit. Changes of one lane are made one after the other by one process; an engine with
/// many writers may commit different lanes side by side.
public enum WriteLane: Sendable, Hashable {
    /// Taking deliveries of an association.
    case intake(AssociationID)
    /// Everything else.
    case work
}

/// What one process tells the others on the same store.
public enum Ring: Sendable, Hashable {
    /// Jobs of a kind are due.
    case work(JobKind)
    /// Something that the desks of an association show has changed.
    case desk(AssociationID)
}

/// One connection inside a transaction; never kept beyond the closure that got it.
public protocol SQLConnection {
    /// What differs between the engines.
    var dialect: Dialect { get }
    /// The number of this process among those on the store, 0 to 255.
    var node: Int { get }
    /// Runs one statement and returns how many rows it changed. Parameters are written `$1`, `$2` …
    @discardableResult func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int
    /// Runs one query and returns all its rows. Parameters are written `$1`, `$2` …
    func query(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow]
    /// Tells other processes on the same store, once this transaction is durable.
    func ring(_ ring: Ring)
}

extension SQLConnection {
    /// The first row of a query, nil when there is none.
    public func first(_ sql: String, _ arguments: [SQLValue]) throws -> SQLRow? { try query(sql, arguments).first }
}

/// The few words in which the engines differ.
public struct Dialect: Sendable {
    /// The engine's name in messages.
    public var name: String
    /// The type of a byte string.
    public var bytes: String
    /// What follows a table whose rows are kept in the order of their primary key.
    public var clustered: String
    /// What follows a query whose rows are claimed, so that other processes skip them.
    public var skipLocked: String
    /// What follows a query whose rows are about to be changed, so that other processes wait.
    public var locked: String
    /// Compares with a pattern whatever the case of Latin letters.
    public var like: String
    /// The engine's clock in milliseconds since 1970, nil where the hub's own clock is the only one.
    public var clock: String?

    /// Whether the process that a row's `holder` names (`name/…`) has ended; nil where no process can know of another.
    public var ended: String?

    /// A dialect.
    public init(
        name: String, bytes: String, clustered: String, skipLocked: String, locked: String, like: String,
        clock: String?, ended: String?
    ) {
        self.name = name
        self.bytes = bytes
        self.clustered = clustered
        self.skipLocked = skipLocked
        self.locked = locked
        self.like = like
        self.clock = clock
        self.ended = ended
    }

    /// Statement text with `{bytes}` and `{clustered}` spelled for the engine.
    public func spell(_ sql: String) -> String {
        sql.replacing("{bytes}", with: bytes).replacing("{clustered}", with: clustered)
    }
}

/// A value in a statement or a row.
public enum SQLValue: Sendable, Hashable {
    case null
    case int(Int64)
    case text(String)
    case bytes(Data)
}

/// One row of a result; columns are read by position, in the order the query names them.
public struct SQLRow: Sendable {
    private let values: [SQLValue]

    /// A row of those values.
    public init(_ values: [SQLValue]) { self.values = values }

    /// The column as a number; throws `StoreError.column` when it is none.
    public func int(_ column: Int) throws(StoreError) -> Int64 {
        guard case .int(let value) = self[column] else { throw .column(column) }
        return value
    }

    /// The column as a number that fits `Int`.
    public func number(_ column: Int) throws(StoreError) -> Int {
        guard let value = Int(exactly: try int(column)) else { throw .column(column) }
        return value
    }

    /// The column as text.
    public func text(_ column: Int) throws(StoreError) -> String {
        guard case .text(let value) = self[column] else { throw .column(column) }
        return value
    }

    /// The column as bytes.
    public func bytes(_ column: Int) throws(StoreError) -> Data {
        guard case .bytes(let value) = self[column] else { throw .column(column) }
        return value
    }

    /// The column as a moment (stored as milliseconds since 1970, UTC).
    public func date(_ column: Int) throws(StoreError) -> Date { Date(milliseconds: try int(column)) }

    /// The column as yes or no.
    public func flag(_ column: Int) throws(StoreError) -> Bool { try int(column) != 0 }

    /// The column as text, nil for NULL.
    public func textOrNil(_ column: Int) throws(StoreError) -> String? {
        isNull(column) ? nil : try text(column)
    }

    /// The column as a number, nil for NULL.
    public func intOrNil(_ column: Int) throws(StoreError) -> Int64? { isNull(column) ? nil : try int(column) }

    /// The column as a moment, nil for NULL.
    public func dateOrNil(_ column: Int) throws(StoreError) -> Date? { isNull(column) ? nil : try date(column) }

    private func isNull(_ column: Int) -> Bool { self[column] == .null }

    private subscript(column: Int) -> SQLValue { values.indices.contains(column) ? values[column] : .null }
}

/// What can go wrong with the store; descriptions hold no data of rows.
public enum StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A column does not hold what the program expects: the store is newer or damaged.
    case column(Int)
    /// A value of a row is none of the words the program knows.
    case word(String)
    /// The disk or its reserve is full.
    case full
    /// Another process holds the store.
    case heldByAnother(String)
    /// The engine is not as safe as it must be (claim D2): what is wrong and what to do.
    case unsafe(String)
    /// The engine refused; its own words, without data of rows.
    case engine(String)
    /// The store was written by a newer program.
    case newer(found: Int, known: Int)
    /// A lease was lost: somebody else has done or is doing the work (claim D9).
    case leaseLost
    /// The engine cannot be reached, or was lost while it worked; whether a commit under way was kept is unknown.
    case unreachable(String)

    /// A sentence that says what to do.
    public var description: String {
        switch self {
        case .column(let index): "Column \(index) of a row is not as expected; run 'wasl verify'."
        case .word(let word): "The store holds the unknown word '\(word)'; run 'wasl verify'."
        case .full: "The disk is full; make room and the hub goes on by itself."
        case .heldByAnother(let path): "Another hub is running on \(path); stop it first or set WASL_DATA."
        case .unsafe(let why): "The store is not safe enough: \(why)"
        case .engine(let why): "The store refused: \(why)"
        case .newer(let found, let known): "The store has schema \(found), this program knows \(known); update Wasl."
        case .leaseLost: "The work was taken over by another worker."
        case .unreachable(let why): "The database cannot be reached: \(why)"
        }
    }
}

extension Date {
    /// The moment `milliseconds` after 1970-01-01 00:00 UTC.
    public init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }

    /// Milliseconds since 1970-01-01 00:00 UTC, 0 for moments that do not fit.
    public var milliseconds: Int64 { Int64(exactly: (timeIntervalSince1970 * 1000).rounded()) ?? 0 }
}
