import Foundation
import Logging
import Storage

/// Gives back at once what ended processes had claimed (claim D10). A process that is merely slow, frozen or cut off keeps
/// its claims until their leases end; should it come back later than that, its commits are refused by their attempt
/// numbers (claim D9).
public struct Rescue: Sendable {
    let hub: Hub

    /// The rescue of a hub's store.
    public init(hub: Hub) { self.hub = hub }

    /// Looks every few seconds, on one process of many, until the task is cancelled.
    public func run() async {
        await Election(hub: hub, name: "rescue").run { lead in
            while !Task.isCancelled, lead.isHeld {
                // After a loss of the server the others need a moment to be seen again.
                try? await Task.sleep(for: .seconds(5))
                do { try await rescue() } catch {
                    hub.logger.error("claims of ended processes are held up", metadata: ["why": "\(error)"])
                }
            }
        }
    }

    /// Gives back what was claimed before this process started, as far as those who claimed it have ended.
    public func rescue() async throws {
        let (isShared, leaseClock) = (hub.database.isShared, hub.leaseClock)
        let count = try await hub.database.write { sql in
            let now = try leaseClock(sql)
            return isShared ? try sql.releaseLeasesOfEnded(now: now) : try sql.releaseAllLeases(now: now)
        }
        if count > 0 { hub.arrived.ring() }
    }
}
