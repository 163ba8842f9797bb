import Dispatch
import Foundation
import Storage
import Synchronization

/// Sessions for reading, lent to one reader at a time; readers beyond them wait.
final class ReadingPool: Sendable {
    private struct State {
        var idle: [PostgresConnection]
        var waiting: [@Sendable (PostgresConnection) -> Void] = []
    }

    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "wasl.read", attributes: .concurrent)

    init(address: String, node: Int, size: Int) {
        state = Mutex(State(idle: (0..<size).map { _ in PostgresConnection(address: address, node: node) }))
    }

    /// Runs `body` on a snapshot, off the cooperative threads.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            borrow { connection in
                self.queue.async {
                    let result = Result { try Self.snapshot(on: connection, body) }
                    self.giveBack(connection)
                    continuation.resume(with: result.mapError { ($0 as? PostgresFault)?.storeError ?? $0 })
                }
            }
        }
    }

    /// Ends the sessions that nobody uses.
    func close() { state.withLock { for connection in $0.idle { connection.close() } } }

    private static func snapshot<Value>(
        on connection: PostgresConnection, _ body: (any SQLConnection) throws -> Value
    ) throws -> Value {
        try connection.open()
        try connection.command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        do {
            let value = try body(connection)
            try connection.command("COMMIT")
            return value
        } catch {
            if connection.isOpen { do { try connection.command("ROLLBACK") } catch { connection.close() } }
            throw error
        }
    }

    private func borrow(_ use: @escaping @Sendable (PostgresConnection) -> Void) {
        let lent = state.withLock { state -> PostgresConnection? in
            if let connection = state.idle.popLast() { return connection }
            state.waiting.append(use)
            return nil
        }
        if let lent { use(lent) }
    }

    private func giveBack(_ connection: PostgresConnection) {
        let next = state.withLock { state -> (@Sendable (PostgresConnection) -> Void)? in
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.idle.append(connection)
            return nil
        }
        next?(connection)
    }
}
