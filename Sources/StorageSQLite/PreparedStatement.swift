import Foundation
import GRDB
import GRDBSQLite
import Storage

/// A prepared statement, bound and stepped through SQLite's own interface.
struct PreparedStatement {
    /// Keeps the statement alive.
    private let statement: Statement
    private let handle: OpaquePointer
    /// For each parameter of the statement the position of its argument: PostgreSQL's `$1` means "the first", while
    /// SQLite takes it for a name and numbers names as they first appear.
    private let order: [Int]

    init(_ sql: String, on db: GRDB.Database) throws {
        statement = try db.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
        let handle = handle
        order = try (0..<sqlite3_bind_parameter_count(handle)).map { number in
            let name = sqlite3_bind_parameter_name(handle, number + 1).map { String(cString: $0) } ?? ""
            guard let position = Int(name.dropFirst()), position > 0 else {
                throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "parameters are written $1, $2 …")
            }
            return position - 1
        }
    }

    /// Gives each parameter its argument.
    func bind(_ arguments: [SQLValue]) throws {
        for (parameter, position) in order.enumerated() {
            guard arguments.indices.contains(position) else {
                throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "an argument is missing")
            }
            let code = bind(arguments[position], to: Int32(truncatingIfNeeded: parameter + 1))
            if code != SQLITE_OK { throw fault }
        }
    }

    /// Goes on to the next row; false when there is none.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw fault
        }
    }

    /// The row at hand.
    func row() -> SQLRow { SQLRow((0..<sqlite3_column_count(handle)).map(value)) }

    /// Makes the statement ready for its next use.
    func reset() { sqlite3_reset(handle) }

    private func bind(_ value: SQLValue, to parameter: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(handle, parameter)
        case .int(let number): return sqlite3_bind_int64(handle, parameter, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                guard let start = bytes.baseAddress, bytes.count > 0 else {
                    return sqlite3_bind_text(handle, parameter, "", 0, copied)
                }
                if memchr(start, 0, bytes.count) != nil { return bind(withoutNull: bytes, to: parameter) }
                return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    sqlite3_bind_text64(
                        handle, parameter, $0, sqlite3_uint64(bytes.count), copied, UInt8(SQLITE_UTF8))
                }
            }
        case .bytes(let data):
            return data.withUnsafeBytes { bytes in
                bytes.isEmpty
                    ? sqlite3_bind_zeroblob(handle, parameter, 0)
                    : sqlite3_bind_blob64(handle, parameter, bytes.baseAddress, sqlite3_uint64(bytes.count), copied)
            }
        }
    }

    /// PostgreSQL knows no U+0000 in a text; both engines keep U+FFFD in its place.
    private func bind(withoutNull bytes: UnsafeBufferPointer<UInt8>, to parameter: Int32) -> Int32 {
        var text = String.UnicodeScalarView()
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            text.append(scalar.value == 0 ? "\u{FFFD}" : scalar)
        }
        return bind(.text(String(text)), to: parameter)
    }

    private func value(_ column: Int32) -> SQLValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: return .int(sqlite3_column_int64(handle, column))
        case SQLITE_FLOAT:
            return Int64(exactly: sqlite3_column_double(handle, column).rounded()).map(SQLValue.int) ?? .null
        case SQLITE_TEXT:
            let text = sqlite3_column_text(handle, column)
            let count = Int(sqlite3_column_bytes(handle, column))
            return .text(String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            let start = sqlite3_column_blob(handle, column)
            let count = Int(sqlite3_column_bytes(handle, column))
            return .bytes(start.map { Data(bytes: $0, count: count) } ?? Data())
        default: return .null
        }
    }

    private var fault: DatabaseError {
        let connection = sqlite3_db_handle(handle)
        let message = sqlite3_errmsg(connection).map { String(cString: $0) }
        return DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)), message: message)
    }
}

/// Tells SQLite to copy what it is given before the call returns.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
