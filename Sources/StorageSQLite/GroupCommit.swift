import Dispatch
import GRDB
import Storage
import Synchronization

/// Gathers concurrent writes and commits them together: one fsync for many callers, each told only after it (claim D4).
final class GroupCommit: Sendable {
    /// At most this many writes share a commit.
    static let batchLimit = 256

    /// One waiting write: performs its work and returns how to tell the caller, given the fate of the commit.
    private struct Entry: Sendable {
        var perform: @Sendable (any SQLConnection) throws -> (@Sendable ((any Error)?) -> Void)
        var refuse: @Sendable (any Error) -> Void
    }

    private struct Waiting {
        var entries: [Entry] = []
        var isDraining = false
        /// Set after a disk fault: what the disk holds is unknown until the store is opened again.
        var fault: StoreError?
    }

    private let pool: DatabasePool
    private let dialect: Dialect
    private let waiting = Mutex(Waiting())
    private let queue = DispatchQueue(label: "wasl.commit")

    init(pool: DatabasePool, dialect: Dialect) {
        self.pool = pool
        self.dialect = dialect
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            add(
                Entry(
                    perform: { sql in
                        let value = try body(sql)
                        return { error in
                            if let error {
                                continuation.resume(throwing: error)
                            } else {
                                continuation.resume(returning: value)
                            }
                        }
                    },
                    refuse: { continuation.resume(throwing: $0) }))
        }
    }

    private func add(_ entry: Entry) {
        let fault = waiting.withLock { state -> StoreError? in
            if let fault = state.fault { return fault }
            state.entries.append(entry)
            if !state.isDraining {
                state.isDraining = true
                queue.async { self.drain() }
            }
            return nil
        }
        if let fault { entry.refuse(fault) }
    }

    private func drain() {
        while true {
            let batch = waiting.withLock { state -> [Entry] in
                let batch = Array(state.entries.prefix(Self.batchLimit))
                state.entries.removeFirst(batch.count)
                if batch.isEmpty { state.isDraining = false }
                return batch
            }
            if batch.isEmpty { return }
            commit(batch)
        }
    }

    private func commit(_ batch: [Entry]) {
        var answers: [@Sendable ((any Error)?) -> Void] = []
        do {
            try pool.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    let sql = SQLiteConnection(db: db, dialect: dialect)
                    for entry in batch { answers.append(try perform(entry, on: sql)) }
                    return .commit
                }
            }
            for answer in answers { answer(nil) }
        } catch {
            let translated = SQLiteFault.translate(error)
            if SQLiteFault.isDiskFault(error) {
                waiting.withLock { $0.fault = .engine("the disk failed; the hub must be started again. \(translated)") }
            }
            for answer in answers { answer(translated) }
            for entry in batch.dropFirst(answers.count) { entry.refuse(translated) }
        }
    }

    /// Does one write in a savepoint, so that its failure undoes only itself.
    private func perform(_ entry: Entry, on sql: SQLiteConnection) throws -> @Sendable ((any Error)?) -> Void {
        try sql.run("SAVEPOINT one", [])
        do {
            let answer = try entry.perform(sql)
            try sql.run("RELEASE one", [])
            return answer
        } catch {
            // A disk that is full or failing ends the whole transaction by itself; then there is no savepoint left.
            guard sql.db.isInsideTransaction, !SQLiteFault.isDiskFault(error) else { throw error }
            try sql.run("ROLLBACK TO one", [])
            try sql.run("RELEASE one", [])
            let translated = SQLiteFault.translate(error)
            return { commitError in entry.refuse(commitError ?? translated) }
        }
    }
}
