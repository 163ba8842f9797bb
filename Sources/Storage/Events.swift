public import Casework
import Crypto
public import Foundation

/// The audit trail of one association inside one transaction: each event is sealed with the hash of the one before it,
/// so that a changed or missing row is noticed (promise P9). Make a new one in every transaction.
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
        let last = try head ?? sql.lastEvent(of: association)
        let number = last.number + 1
        let text = StoredJSON.encode(facts)
        let hash = EventSeal.hash(
            after: last.hash, number: number, at: moment.milliseconds, actor: actor, kind: kind.rawValue,
            ticket: ticket,
            facts: text)
        try sql.run(
            """
            INSERT INTO events (association, number, at, actor, kind, ticket, facts, hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .text(association.rawValue), .int(number), .date(moment), .text(actor), .text(kind.rawValue),
                .int(orNull: ticket), .text(text), .bytes(hash),
            ])
        head = (number, hash)
    }
}

/// How one event is sealed with the one before it: SHA-256 over the fields, each led by its length.
enum EventSeal {
    static let start = Data(repeating: 0, count: 32)

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
            ORDER BY number LIMIT $3
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

    /// The numbers of events whose seal does not fit the row before; empty when the trail is whole.
    public func brokenEvents(of association: AssociationID) throws -> [Int64] {
        var broken: [Int64] = []
        var previous = EventSeal.start
        var expected: Int64 = 1
        var after: Int64 = 0
        while true {
            let rows = try query(
                """
                SELECT number, at, actor, kind, ticket, facts, hash FROM events
                WHERE association = $1 AND number > $2 ORDER BY number LIMIT 1000
                """, [.text(association.rawValue), .int(after)])
            if rows.isEmpty { return broken }
            for row in rows {
                let number = try row.int(0)
                let hash = EventSeal.hash(
                    after: previous, number: number, at: try row.int(1), actor: try row.text(2), kind: try row.text(3),
                    ticket: try row.intOrNil(4), facts: try row.text(5))
                let kept = try row.bytes(6)
                if number != expected || hash != kept { broken.append(number) }
                previous = kept
                expected = number + 1
                after = number
            }
        }
    }

    fileprivate func lastEvent(of association: AssociationID) throws -> (number: Int64, hash: Data) {
        let row = try first(
            "SELECT number, hash FROM events WHERE association = $1 ORDER BY number DESC LIMIT 1",
            [.text(association.rawValue)])
        guard let row else { return (0, EventSeal.start) }
        return (try row.int(0), try row.bytes(1))
    }
}
