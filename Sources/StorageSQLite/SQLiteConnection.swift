import GRDB
import GRDBSQLite
import Storage

/// One SQLite connection inside a transaction.
///
/// GRDB opens it, begins and ends the transaction and keeps the prepared statements. Arguments and columns go straight
/// through SQLite's C interface: one message takes some twenty statements, and what is done for each of their values
/// decides how many messages there can be.
final class SQLiteConnection: SQLConnection {
    let db: GRDB.Database
    let dialect: Dialect
    private var prepared: [StatementText: PreparedStatement] = [:]

    init(db: GRDB.Database, dialect: Dialect) {
        self.db = db
        self.dialect = dialect
    }

    @discardableResult func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        let statement = try statement(sql)
        defer { statement.reset() }
        try statement.bind(arguments)
        while try statement.step() {}
        return Int(sqlite3_changes(db.sqliteConnection))
    }

    func query(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        let statement = try statement(sql)
        defer { statement.reset() }
        try statement.bind(arguments)
        var rows: [SQLRow] = []
        while try statement.step() { rows.append(statement.row()) }
        return rows
    }

    /// Transactions of all processes follow one another on the file, so that they share one chain of events.
    var node: Int { 0 }

    /// There is nobody to tell.
    func ring(_ ring: Ring) {}

    private func statement(_ sql: String) throws -> PreparedStatement {
        let text = StatementText(sql: sql)
        if let known = prepared[text] { return known }
        let statement = try PreparedStatement(sql, on: db)
        prepared[text] = statement
        return statement
    }
}

/// The text of a statement as a key: statements are long and few, so a look at their length and a few bytes tells them
/// apart, and equal texts are mostly the very same string.
private struct StatementText: Hashable {
    let sql: String

    func hash(into hasher: inout Hasher) {
        let sample = sql.utf8.withContiguousStorageIfAvailable { bytes in
            stride(from: 0, to: bytes.count, by: 16).reduce(0) { $0 &* 31 &+ Int(bytes[$1]) }
        }
        hasher.combine((sample ?? 0) &* 1024 &+ sql.utf8.count)
    }
}
