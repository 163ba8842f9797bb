import CPQ
import Foundation
import Storage

/// What PostgreSQL refused, by its SQLSTATE; holds no data of rows.
struct PostgresFault: Error {
    /// Five characters (PostgreSQL 15, appendix A).
    var state: String
    /// The constraint or table it names.
    var object: String

    init(_ result: OpaquePointer?) {
        state = Self.field("C", of: result) ?? "XX000"
        object = Self.field("n", of: result) ?? Self.field("t", of: result) ?? ""
        // Only the statement's own faults (class 42) are said in words: other messages may hold values.
        if state.hasPrefix("42") { object += " " + (Self.field("M", of: result) ?? "") }
    }

    /// Another process was in the way: serialization failure, deadlock, lock not available, or a row of the same key that
    /// was added at the same time; done again, the work sees that row.
    var isConflict: Bool { ["40001", "40P01", "55P03", "23505"].contains(state) }

    /// The server is stopping, or ended this session.
    var endsSession: Bool { state.hasPrefix("57P") || state.hasPrefix("08") }

    /// In the store's words.
    var storeError: StoreError {
        switch state {
        case "53100": .full
        case "57014": .unreachable("a statement took too long")
        case _ where endsSession: .unreachable("the server ended the session (\(state))")
        default: .engine("PostgreSQL says \(state) \(object)".trimmingCharacters(in: .whitespaces))
        }
    }

    // The field codes are characters (libpq's PG_DIAG_…, which are macros that Swift does not see).
    private static func field(_ code: Unicode.Scalar, of result: OpaquePointer?) -> String? {
        PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) }
    }
}
