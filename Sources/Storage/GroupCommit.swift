public import Casework
import Dispatch
import Synchronization

/// What an engine does for the group commit, and what its errors mean. All calls come from one thread at a time.
public protocol TransactionEngine: Sendable {
    /// Runs `body` in one transaction and returns once that is durable; when it throws, nothing is known to be kept.
    func transact(_ body: (any SQLConnection) throws -> Void) throws
    /// The error in the store's words, without values of rows.
    func translate(_ error: any Error) -> any Error
    /// Whether the transaction is beyond saving, so that no savepoint helps.
    func endsTransaction(_ error: any Error) -> Bool
    /// Whether nothing may be taken for written any more until the store is opened again (claim D3).
    func isDiskFault(_ error: any Error) -> Bool
    /// Whether the same work may succeed when it is done again, since another process was in its way.
    func isConflict(_ error: any Error) -> Bool
}

/// Gathers concurrent writes and commits them together: one fsync for many callers, each told only after it (claim D4).
///
/// A batch is first run as it is. When one of its writes fails, all is undone and run again with a savepoint around each,
/// so that the failing one undoes only itself; when another process was in the way, each write is committed alone. A body
/// may therefore run more than once, and only its last run counts.
public final class GroupCommit: Sendable {
    /// At most this many writes share a commit.
    public static let batchLimit = 256
    /// Times that one write is tried when other processes are in its way.
    static let conflictLimit = 6

    /// One waiting write: performs its work and returns how to tell the caller, given the fate of the commit.
    private struct Entry: Sendable {
        var order: AssociationID?
        var perform: @Sendable (any SQLConnection) throws -> (@Sendable () -> Void)
        var refuse: @Sendable (any Error) -> Void
    }

    private struct Waiting {
        var entries: [Entry] = []
        var isDraining = false
        /// Set after a disk fault: what the disk holds is unknown until the store is opened again.
        var fault: StoreError?
    }

    /// How one batch is run.
    private enum Care {
        case none
        case savepoints
    }

    private let engine: any TransactionEngine
    private let waiting = Mutex(Waiting())
    private let queue: DispatchQueue

    /// A group commit on an engine of its own; `label` names its thread.
    public init(label: String, engine: any TransactionEngine) {
        self.engine = engine
        queue = DispatchQueue(label: label)
    }

    /// Runs `body` in the next commit and returns when that is on disk. Within one commit, writes with an `order` come
    /// sorted by it, so that two processes lock the same rows in the same order.
    public func write<Value: Sendable>(
        order: AssociationID? = nil, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            add(
                Entry(
                    order: order,
                    perform: { sql in
                        let value = try body(sql)
                        return { continuation.resume(returning: value) }
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
            commit(sorted(batch))
        }
    }

    private func sorted(_ batch: [Entry]) -> [Entry] {
        guard batch.contains(where: { $0.order != nil }) else { return batch }
        return batch.enumerated().sorted { left, right in
            switch (left.element.order, right.element.order) {
            case (let one?, let other?) where one != other: one < other
            case (.some, nil): true
            case (nil, .some): false
            default: left.offset < right.offset
            }
        }.map(\.element)
    }

    private func commit(_ batch: [Entry]) {
        guard let error = failure(of: batch, care: .none), !isHopeless(error, for: batch) else { return }
        let isConflict = engine.isConflict(error)
        if batch.count == 1, !isConflict { return batch[0].refuse(engine.translate(error)) }
        if !isConflict {
            guard let again = failure(of: batch, care: .savepoints), !isHopeless(again, for: batch) else { return }
        }
        for entry in batch { commitAlone(entry) }
    }

    /// One write in a commit of its own, again while other processes are in its way.
    private func commitAlone(_ entry: Entry) {
        for attempt in 1...Self.conflictLimit {
            guard let error = failure(of: [entry], care: .none), !isHopeless(error, for: [entry]) else { return }
            if !engine.isConflict(error) || attempt == Self.conflictLimit {
                return entry.refuse(engine.translate(error))
            }
        }
    }

    private func failure(of batch: [Entry], care: Care) -> (any Error)? {
        do { try run(batch, care: care) } catch { return error }
        return nil
    }

    /// Refuses a batch that no repetition can save: a failing disk, or an engine that is out of reach.
    private func isHopeless(_ error: any Error, for batch: [Entry]) -> Bool {
        guard engine.endsTransaction(error) else { return false }
        let translated = engine.translate(error)
        if engine.isDiskFault(error) {
            waiting.withLock { $0.fault = .engine("the disk failed; the hub must be started again. \(translated)") }
        }
        for entry in batch { entry.refuse(translated) }
        return true
    }

    private func run(_ batch: [Entry], care: Care) throws {
        var answers: [@Sendable () -> Void] = []
        try engine.transact { sql in
            answers.removeAll(keepingCapacity: true)
            for entry in batch {
                switch care {
                case .none: answers.append(try entry.perform(sql))
                case .savepoints: answers.append(try performKept(entry, on: sql))
                }
            }
        }
        for answer in answers { answer() }
    }

    /// Does one write in a savepoint, so that its failure undoes only itself.
    private func performKept(_ entry: Entry, on sql: any SQLConnection) throws -> @Sendable () -> Void {
        try sql.run("SAVEPOINT one", [])
        do {
            let answer = try entry.perform(sql)
            try sql.run("RELEASE SAVEPOINT one", [])
            return answer
        } catch {
            guard !engine.endsTransaction(error), !engine.isConflict(error) else { throw error }
            try sql.run("ROLLBACK TO SAVEPOINT one", [])
            try sql.run("RELEASE SAVEPOINT one", [])
            let translated = engine.translate(error)
            return { entry.refuse(translated) }
        }
    }
}
