import Casework
import Foundation

/// Whether a hub may work on a store.
public enum StoreStanding: Sendable, Hashable {
    /// It may.
    case ready
    /// A restore into it has begun and not ended.
    case unfinished
    /// Its data has moved to a store of the other engine.
    case moved(to: String)
}

extension SQLConnection {
    /// Whether a hub may work on this store.
    public func standing() throws -> StoreStanding {
        if try setting(StandingMark.unfinished) != nil { return .unfinished }
        return try setting(StandingMark.moved).map(StoreStanding.moved(to:)) ?? .ready
    }

    /// Says that this store's data has moved, so that no hub is started on it by mistake.
    public func markMoved(to engine: String) throws { try set(StandingMark.moved, to: engine) }

    /// Whether nothing was ever accepted, opened or written here.
    public func isUnused() throws -> Bool {
        try ["deliveries", "tickets", "outbox"].allSatisfy { try first("SELECT 1 FROM \($0) LIMIT 1", []) == nil }
    }
}

/// The names of the settings that say how a store stands.
enum StandingMark {
    static let unfinished = "restore-unfinished"
    static let moved = "moved-to"
}
