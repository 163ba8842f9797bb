import GRDB
import Storage

/// SQLite's transactions for the group commit.
struct SQLiteEngine: TransactionEngine {
    let pool: DatabasePool
    let dialect: Dialect

    func transact(_ body: (any SQLConnection) throws -> Void) throws {
        try pool.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                try body(SQLiteConnection(db: db, dialect: dialect))
                return .commit
            }
        }
    }

    func translate(_ error: any Error) -> any Error { SQLiteFault.translate(error) }

    // A disk that is full ends the whole transaction by itself: there is no savepoint left.
    func endsTransaction(_ error: any Error) -> Bool {
        SQLiteFault.isDiskFault(error) || (error as? DatabaseError)?.resultCode == .SQLITE_FULL
    }

    func isDiskFault(_ error: any Error) -> Bool { SQLiteFault.isDiskFault(error) }

    // One process writes; another one's lock is waited for by the busy timeout.
    func isConflict(_ error: any Error) -> Bool { (error as? DatabaseError)?.resultCode == .SQLITE_BUSY }
}
