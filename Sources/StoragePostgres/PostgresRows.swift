import CPQ
import Foundation
import Storage

/// Rows out of a result in binary form (PostgreSQL 15, chapter 55: network byte order).
enum PostgresRows {
    /// Types by their numbers in the catalogue `pg_type`, which never change.
    private enum TypeID {
        static let bool: Oid = 16
        static let bytea: Oid = 17
        static let int8: Oid = 20
        static let int2: Oid = 21
        static let int4: Oid = 23
    }

    static func decode(_ result: OpaquePointer) -> [SQLRow] {
        let columns = PQnfields(result)
        let types = (0..<columns).map { PQftype(result, $0) }
        return (0..<PQntuples(result)).map { row in
            SQLRow((0..<columns).map { value(result, row, $0, type: types[Int($0)]) })
        }
    }

    private static func value(_ result: OpaquePointer, _ row: Int32, _ column: Int32, type: Oid) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
        switch type {
        case TypeID.int8, TypeID.int4, TypeID.int2: return .int(number(bytes))
        case TypeID.bool: return .int(bytes.first == 1 ? 1 : 0)
        case TypeID.bytea: return .bytes(Data(bytes))
        default: return .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    private static func number(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        var pattern: UInt64 = 0
        for byte in bytes { pattern = pattern << 8 | UInt64(byte) }
        let unused = 64 - 8 * bytes.count
        return Int64(bitPattern: pattern << unused) >> unused
    }
}
