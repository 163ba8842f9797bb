import GRDB
import Storage

/// SQLite's errors in the store's words, without values of rows.
enum SQLiteFault {
    static func translate(_ error: any Error) -> any Error {
        guard let fault = error as? DatabaseError else { return error }
        switch fault.resultCode {
        case .SQLITE_FULL: return StoreError.full
        case .SQLITE_INTERRUPT: return CancellationError()
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
