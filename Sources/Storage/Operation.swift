public import Casework
public import Foundation

/// A channel's figures of a period.
public struct ChannelFigures: Sendable {
    /// Deliveries taken.
    public var received: Int
    /// The last one.
    public var lastReceivedAt: Date?
    /// Texts sent.
    public var sent: Int
    /// The last one.
    public var lastSentAt: Date?
    /// Texts waiting.
    public var queued: Int
    /// Texts that need a person.
    public var failed: Int
    /// Whether sending is paused.
    public var isPaused: Bool
}

extension SQLConnection {
    /// A channel's figures since a moment.
    public func figures(of channel: ChannelID, since moment: Date) throws -> ChannelFigures {
        let name = SQLValue.text(channel.rawValue)
        let received = try first(
            "SELECT count(*), max(received_at) FROM deliveries WHERE channel = $1 AND received_at >= $2",
            [name, .date(moment)])
        let sent = try first(
            """
            SELECT count(*), max(sent_at) FROM outbox WHERE channel = $1 AND sent_at >= $2
            """, [name, .date(moment)])
        let waiting = try first(
            """
            SELECT coalesce(sum(CASE WHEN state IN ('queued', 'sending') THEN 1 ELSE 0 END), 0),
            coalesce(sum(CASE WHEN state IN ('failed', 'uncertain', 'held') THEN 1 ELSE 0 END), 0) FROM outbox WHERE channel = $1
            """, [name])
        return ChannelFigures(
            received: try received?.number(0) ?? 0, lastReceivedAt: try received?.dateOrNil(1),
            sent: try sent?.number(0) ?? 0, lastSentAt: try sent?.dateOrNil(1), queued: try waiting?.number(0) ?? 0,
            failed: try waiting?.number(1) ?? 0, isPaused: try isPaused(channel))
    }

    /// Whether sending on a channel is paused by a person.
    public func isPaused(_ channel: ChannelID) throws -> Bool { try setting("paused:\(channel)") == "1" }

    /// Pauses or resumes sending on a channel.
    public func setPaused(_ channel: ChannelID, _ isPaused: Bool) throws {
        try set("paused:\(channel)", to: isPaused ? "1" : "0")
    }

    /// Puts a set-aside delivery back into the queue.
    public func takeBack(_ row: DeliveryRow, asTicket: Bool, at moment: Date) throws {
        var attributes = row.attributes
        attributes["as-ticket"] = asTicket ? "1" : nil
        try run(
            "UPDATE deliveries SET attributes = $3 WHERE association = $1 AND id = $2",
            [.text(row.association.rawValue), .int(row.id), .json(attributes)])
        try settle(row.id, of: row.association, as: .accepted)
        try schedule(.read, row.id, of: row.association, lane: row.channel.rawValue, at: moment)
    }
}
