import Foundation
import Logging
import Storage
import Synchronization

/// Does what only one process on the store may do at a time (claim D11). Where one process has the store to itself, it
/// leads always. Otherwise the leader holds a term in the store, renews it, and stops before the store could give it to
/// another: its trust ends a margin before the lease does, counted from before it asked.
struct Election: Sendable {
    /// How long a term lasts unless it is renewed.
    static let term: TimeInterval = 30
    /// How long before its end the leader trusts it no more.
    static let margin: TimeInterval = 5
    /// How often it is renewed, and asked for by the others.
    static let interval: TimeInterval = 5

    let hub: Hub
    let name: String

    /// Runs `body` whenever and as long as this process leads, until the task is cancelled.
    func run(_ body: @escaping @Sendable (Lead) async -> Void) async {
        guard hub.database.isShared else { return await body(Lead(nil, until: .now)) }
        while !Task.isCancelled {
            let start = ContinuousClock.now
            do {
                if let leadership = try await begin() {
                    await lead(Lead(leadership, until: Self.trust(from: start)), body)
                }
            } catch {
                hub.logger.error("no leader could be chosen", metadata: ["what": "\(name)", "why": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(Self.interval))
        }
    }

    private static func trust(from start: ContinuousClock.Instant) -> ContinuousClock.Instant {
        start + .seconds(term - margin)
    }

    private func begin() async throws -> Leadership? {
        let (name, holder, leaseClock) = (name, hub.holder, hub.leaseClock)
        return try await hub.database.write { sql in
            let now = try leaseClock(sql)
            return try sql.lead(name, holder: holder, now: now, until: now.addingTimeInterval(Self.term))
        }
    }

    private func lead(_ lead: Lead, _ body: @escaping @Sendable (Lead) async -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await body(lead) }
            group.addTask { await renew(lead) }
            await group.next()
            group.cancelAll()
        }
        guard Task.isCancelled, let leadership = lead.leadership else { return }
        // Handed over at once; when that fails the term runs out.
        await Task { _ = try? await hub.database.write { sql in try sql.resign(leadership) } }.value
    }

    /// Renews until the term is lost or the task is cancelled.
    private func renew(_ lead: Lead) async {
        guard let leadership = lead.leadership else { return }
        while !Task.isCancelled, lead.isHeld {
            try? await Task.sleep(for: .seconds(Self.interval))
            let start = ContinuousClock.now
            let leaseClock = hub.leaseClock
            let renewed = try? await hub.database.write { sql in
                try sql.renew(leadership, until: try leaseClock(sql).addingTimeInterval(Self.term))
            }
            if renewed == false { return }
            if renewed == true { lead.extend(until: Self.trust(from: start)) }
        }
    }
}

/// The right to go on while one leads.
final class Lead: Sendable {
    /// The term in the store; nil for a process that is alone.
    let leadership: Leadership?
    private let trusted: Mutex<ContinuousClock.Instant>

    init(_ leadership: Leadership?, until moment: ContinuousClock.Instant) {
        self.leadership = leadership
        trusted = Mutex(moment)
    }

    /// Whether no other process can lead yet.
    var isHeld: Bool { leadership == nil || ContinuousClock.now < trusted.withLock { $0 } }

    /// The same, sure: asked in the transaction of what the leader does.
    func confirm(on sql: any SQLConnection) throws -> Bool { try leadership.map { try sql.confirm($0) } ?? true }

    func extend(until moment: ContinuousClock.Instant) { trusted.withLock { $0 = max($0, moment) } }
}
