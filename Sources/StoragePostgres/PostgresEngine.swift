import Foundation
import Storage

/// PostgreSQL's transactions for the group commit, on a session of its own.
struct PostgresEngine: TransactionEngine {
    let connection: PostgresConnection

    func transact(_ body: (any SQLConnection) throws -> Void) throws {
        try connection.open()
        try connection.command("BEGIN")
        do {
            try body(connection)
            try connection.sendRings()
            try connection.command("COMMIT")
        } catch {
            connection.dropRings()
            // Where undoing fails too, the session is closed, and the server undoes by itself.
            if connection.isOpen { do { try connection.command("ROLLBACK") } catch { connection.close() } }
            throw error
        }
    }

    func translate(_ error: any Error) -> any Error { (error as? PostgresFault)?.storeError ?? error }

    func endsTransaction(_ error: any Error) -> Bool {
        if case .unreachable = translate(error) as? StoreError { return true }
        return translate(error) as? StoreError == .full
    }

    // A failing disk ends the server's sessions (it stops and recovers by itself); the next session sees what was kept.
    func isDiskFault(_ error: any Error) -> Bool { false }

    func isConflict(_ error: any Error) -> Bool { (error as? PostgresFault)?.isConflict ?? false }
}
