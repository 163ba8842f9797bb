import Casework
import Foundation
import Storage
import Synchronization

/// The session that stands for this process among those on the store: it holds the process's number and its name, and
/// hears what the other processes ring (`LISTEN`), on a thread of its own.
///
/// A lost session is opened again; what was rung meanwhile is made good by ringing for all work. Number and name are locks
/// that end with the session, so that the others see when a process has ended. Should two processes come to bear one
/// number for a while, the keys of the rows refuse what would collide, and the work is done again.
final class RingListener: Sendable {
    /// The class of the advisory locks that give numbers.
    private static let numberLocks: Int64 = 1_998_545_268
    /// The class of those that stand for names.
    static let nameLocks: Int64 = 1_998_545_269

    private let connection: PostgresConnection
    private let isStopped = Mutex(false)
    private let continuation: AsyncStream<Ring>.Continuation
    private let number = Int64.random(in: 1...0x7FFF_FFFF)
    /// The process's name among those on the store.
    var name: String { String(number) }
    /// What was heard.
    let rings: AsyncStream<Ring>

    init(address: String) {
        connection = PostgresConnection(address: address, node: 0)
        (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(256))
    }

    /// Opens the session and returns the smallest number that no other process bears, 0 to 255.
    func open() throws -> Int {
        try connection.open()
        _ = try hold(number, of: Self.nameLocks)
        for node in 0...255 where try hold(Int64(node), of: Self.numberLocks) { return node }
        throw StoreError.heldByAnother("256 processes work on this database already")
    }

    /// Hears from now on; `own` names the sessions of this process, whose rings it needs not hear.
    func start(except own: @escaping @Sendable () -> Set<Int32>) {
        let thread = Thread { self.listen(except: own) }
        thread.name = "wasl.rings"
        thread.start()
    }

    func stop() {
        isStopped.withLock { $0 = true }
        continuation.finish()
    }

    private func hold(_ number: Int64, of locks: Int64) throws -> Bool {
        try connection.first("SELECT pg_try_advisory_lock($1, $2)::int", [.int(locks), .int(number)])?.flag(0) ?? false
    }

    private func listen(except own: () -> Set<Int32>) {
        var isListening = false
        while !isStopped.withLock({ $0 }) {
            do {
                if !connection.isOpen { _ = try open() }
                if !isListening {
                    try connection.command("LISTEN \(RingWire.channel)")
                    for kind in JobKind.allCases { continuation.yield(.work(kind)) }
                    isListening = true
                }
                for text in try connection.rung(within: 500, except: own()) {
                    if let ring = RingWire.ring(of: text) { continuation.yield(ring) }
                }
            } catch {
                isListening = false
                connection.close()
                Thread.sleep(forTimeInterval: 1)
            }
        }
        connection.close()
    }
}
