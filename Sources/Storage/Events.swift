public import Casework
import Crypto
public import Foundation

/// The audit trail of one association inside one transaction: each event is sealed with the hash of the one before it,
/// so that a changed or missing row is noticed (promise P9). Each process on the store writes a chain of its own
/// (`SQLConnection.node`), so that none waits for another. Make a new trail in every transaction.
public final class EventTrail {
    private let sql: any SQLConnection
    private let association: AssociationID
    private var head: (number: Int64, hash: Data)?

    /// The trail of an association on a connection.
    public init(_ sql: any SQLConnection, _ association: AssociationID) {
        self.sql = sql
        self.association = association
    }

    /// Adds one event. `facts` hold identifiers and words of the program, never personal data.
    public func append(
        _ kind: EventKind, at moment: Date, actor: String, ticket: Identifier? = nil, facts: [String: String] = [:]
    ) throws {
        let chain = sql.node
        let last = try head ?? sql.lastEvent(of: association, chain: chain)
        let number = last.number + 1
        let text = StoredJSON.encode(facts)
        let hash = EventSeal.hash(
            after: last.hash, number: number, at: moment.milliseconds, actor: actor, kind: kind.rawValue,
            ticket: ticket,
            facts: text)
        try sql.run(
            """
            INSERT INTO events (association, chain, number, at, actor, kind, ticket, facts, hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .text(association.rawValue), .count(chain), .int(number), .date(moment), .text(actor),
                .text(kind.rawValue),
                .int(orNull: ticket), .text(text), .bytes(hash),
            ])
        head = (number, hash)
        sql.ring(.desk(association))
    }
}

/// How one event is sealed with the one before it: SHA-256 over the fields, each led by its length.
enum EventSeal {
    /// What the first event of a chain is sealed with: the chain's number in 32 bytes.
    static func start(of chain: Int) -> Data {
        var start = Data(repeating: 0, count: 31)
        start.append(UInt8(truncatingIfNeeded: chain))
        return start
    }

    static func hash(
        after previous: Data, number: Int64, at: Int64, actor: String, kind: String, ticket: Identifier?, facts: String
    ) -> Data {
        var sha = SHA256()
        sha.update(data: previous)
        for field in [String(number), String(at), actor, kind, ticket.map(String.init) ?? "", facts] {
            sha.update(data: Data("\(field.utf8.count):\(field)".utf8))
        }
        return Data(sha.finalize())
    }
}

extension SQLConnection {
    /// The events of a ticket, oldest first, at most `limit`.
    public func events(ofTicket ticket: Identifier, _ association: AssociationID, limit: Int = 500) throws
        -> [TicketEvent]
    {
        try query(
            """
            SELECT kind, at, actor, facts FROM events WHERE association = $1 AND ticket = $2 AND kind <> 'viewed'
            ORDER BY at, chain, number LIMIT $3
            """, [.text(association.rawValue), .int(ticket), .count(limit)]
        ).map { row in
            TicketEvent(
                kind: try row.word(0), at: try row.date(1), actor: try row.text(2),
                facts: try StoredJSON.decode([String: String].self, from: try row.text(3)))
        }
    }

    /// How often something happened to a ticket.
    public func count(_ kind: EventKind, ofTicket ticket: Identifier, _ association: AssociationID) throws -> Int {
        try first(
            "SELECT count(*) FROM events WHERE association = $1 AND ticket = $2 AND kind = $3",
            [.text(association.rawValue), .int(ticket), .text(kind.rawValue)])?.number(0) ?? 0
    }

    /// Events whose seal does not fit the row before; empty when the trail is whole.
    public func brokenEvents(of association: AssociationID) throws -> [BrokenEvent] {
        let chains = try query(
            "SELECT DISTINCT chain FROM events WHERE association = $1 ORDER BY chain", [.text(association.rawValue)])
        return try chains.flatMap { try brokenEvents(of: association, chain: try $0.number(0)) }
    }

    private func brokenEvents(of association: AssociationID, chain: Int) throws -> [BrokenEvent] {
        var broken: [BrokenEvent] = []
        var previous = EventSeal.start(of: chain)
        var expected: Int64 = 1
        var after: Int64 = 0
        while true {
            let rows = try query(
                """
                SELECT number, at, actor, kind, ticket, facts, hash FROM events
                WHERE association = $1 AND chain = $2 AND number > $3 ORDER BY number LIMIT 1000
                """, [.text(association.rawValue), .count(chain), .int(after)])
            if rows.isEmpty { return broken }
            for row in rows {
                let number = try row.int(0)
                let hash = EventSeal.hash(
                    after: previous, number: number, at: try row.int(1), actor: try row.text(2), kind: try row.text(3),
                    ticket: try row.intOrNil(4), facts: try row.text(5))
                let kept = try row.bytes(6)
                if number != expected || hash != kept { broken.append(BrokenEvent(chain: chain, number: number)) }
                previous = kept
                expected = number + 1
                after = number
            }
        }
    }

    fileprivate func lastEvent(of association: AssociationID, chain: Int) throws -> (number: Int64, hash: Data) {
        let row = try first(
            "SELECT number, hash FROM events WHERE association = $1 AND chain = $2 ORDER BY number DESC LIMIT 1",
            [.text(association.rawValue), .count(chain)])
        guard let row else { return (0, EventSeal.start(of: chain)) }
        return (try row.int(0), try row.bytes(1))
    }
}

/// An event that does not fit the trail.
public struct BrokenEvent: Sendable, Hashable {
    /// Whose chain it stands in.
    public var chain: Int
    /// Its number there.
    public var number: Int64
}
