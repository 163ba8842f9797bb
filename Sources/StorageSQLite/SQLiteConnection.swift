import Foundation
import GRDB
import Storage

/// One SQLite connection inside a transaction.
struct SQLiteConnection: SQLConnection {
    let db: GRDB.Database
    let dialect: Dialect

    @discardableResult func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        let statement = try db.cachedStatement(sql: NumberedParameters.spell(sql))
        try statement.setArguments(StatementArguments(arguments.map(\.databaseValue)))
        try statement.execute()
        return db.changesCount
    }

    func query(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        let statement = try db.cachedStatement(sql: NumberedParameters.spell(sql))
        try statement.setArguments(StatementArguments(arguments.map(\.databaseValue)))
        let columns = statement.columnCount
        var rows: [SQLRow] = []
        let cursor = try Row.fetchCursor(statement)
        while let row = try cursor.next() {
            rows.append(SQLRow((0..<columns).map { SQLValue(row[$0] as DatabaseValue) }))
        }
        return rows
    }
}

extension SQLiteConnection {
    /// Transactions of all processes follow one another on the file, so that they share one chain of events.
    var node: Int { 0 }

    /// There is nobody to tell.
    func ring(_ ring: Ring) {}
}

/// PostgreSQL's `$1` means "the first"; SQLite takes it for a name, and `?1` for "the first".
enum NumberedParameters {
    static func spell(_ sql: String) -> String {
        var spelled = sql
        spelled.makeContiguousUTF8()
        let bytes = spelled.utf8.map { $0 == UInt8(ascii: "$") ? UInt8(ascii: "?") : $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension SQLValue {
    var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .int(let value): value.databaseValue
        case .text(let value): value.databaseValue
        case .bytes(let value): value.databaseValue
        }
    }

    init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .int(number)
        case .double(let number): self = Int64(exactly: number.rounded()).map(SQLValue.int) ?? .null
        case .string(let text): self = .text(text)
        case .blob(let data): self = .bytes(data)
        }
    }
}

/// SQLite's errors in the store's words, without values of rows.
enum SQLiteFault {
    static func translate(_ error: any Error) -> any Error {
        guard let fault = error as? DatabaseError else { return error }
        switch fault.resultCode {
        case .SQLITE_FULL: return StoreError.full
        default:
            return StoreError.engine("\(fault.extendedResultCode.rawValue) \(fault.message ?? "no message")")
        }
    }

    /// Whether the disk refused: after that nothing may be taken for written (claim D3).
    static func isDiskFault(_ error: any Error) -> Bool {
        guard let fault = error as? DatabaseError else { return false }
        return fault.resultCode == .SQLITE_IOERR || fault.resultCode == .SQLITE_CORRUPT
    }
}
