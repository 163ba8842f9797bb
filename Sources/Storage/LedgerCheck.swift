import Casework
import Foundation

/// One cross-check: rows that should not be there, found a stretch of a table at a time, so that no statement takes long on
/// a large store.
struct LedgerCheck {
    /// Rows of one fault that are named.
    static let named = 10
    /// Rows of one stretch.
    private static let stretch = 200_000

    /// What is wrong with the rows.
    let fault: String
    /// The table that is gone through, and the column after the association by which.
    let table: String
    let key: String
    /// Selects the keys of such rows; `{stretch}` limits it to an association and a stretch of the table.
    let query: String

    /// A few faults of an association, in words.
    func faults(of association: AssociationID, on sql: any SQLConnection) throws -> [String] {
        try rows(of: association, after: .min, on: sql).map { "\(fault): \($0)" }
    }

    /// The keys of a few such rows.
    func rows(of association: AssociationID, after first: Int64, on sql: any SQLConnection) throws -> [Int64] {
        var found: [Int64] = []
        var start = first
        while found.count < Self.named {
            let end = try sql.first(
                "SELECT \(key) FROM \(table) WHERE association = $1 AND \(key) > $2 ORDER BY \(key) LIMIT 1 OFFSET $3",
                [.text(association.rawValue), .int(start), .count(Self.stretch)])?.int(0)
            let rows = try sql.query(
                query.replacing("{stretch}", with: "t.association = $1 AND t.\(key) > $2 AND t.\(key) <= $3")
                    + " LIMIT \(Self.named)",
                [.text(association.rawValue), .int(start), .int(end ?? .max)])
            found += try rows.map { try $0.int(0) }
            guard let end else { break }
            start = end
        }
        return Array(found.prefix(Self.named))
    }
}

extension LedgerCheck {
    static let all: [LedgerCheck] = deliveries + tickets + outgoing + jobs

    /// The checks of deliveries; the rows that they find are unaccounted for.
    static let deliveries: [LedgerCheck] = [
        LedgerCheck(
            fault: "accepted delivery without a job", table: "deliveries", key: "id",
            query: """
                SELECT t.id FROM deliveries t WHERE {stretch} AND t.state = 'accepted' AND NOT EXISTS (SELECT 1 FROM jobs j
                WHERE j.association = t.association AND j.kind = 'read' AND j.subject = t.id)
                """),
        LedgerCheck(
            fault: "delivery without its bytes", table: "deliveries", key: "id",
            query: """
                SELECT t.id FROM deliveries t WHERE {stretch} AND t.state <> 'erased' AND NOT EXISTS (SELECT 1
                FROM contents c WHERE c.association = t.association AND c.sha256 = t.content AND c.part = 0)
                """),
        LedgerCheck(
            fault: "ticketed delivery without exactly one message", table: "deliveries", key: "id",
            query: """
                SELECT t.id FROM deliveries t LEFT JOIN messages m ON m.association = t.association
                AND m.ticket = t.ticket AND m.delivery = t.id WHERE {stretch} AND t.state = 'ticketed'
                GROUP BY t.association, t.id HAVING count(m.id) <> 1
                """),
        LedgerCheck(
            fault: "delivery set aside without a reason", table: "deliveries", key: "id",
            query: "SELECT t.id FROM deliveries t WHERE {stretch} AND t.state = 'aside' AND t.reason IS NULL"),
    ]

    private static let tickets: [LedgerCheck] = [
        LedgerCheck(
            fault: "message without its delivery", table: "messages", key: "ticket",
            query: """
                SELECT t.id FROM messages t WHERE {stretch} AND t.delivery IS NOT NULL AND NOT EXISTS (SELECT 1
                FROM deliveries d WHERE d.association = t.association AND d.id = t.delivery AND d.ticket = t.ticket)
                """),
        LedgerCheck(
            fault: "ticket without a message", table: "tickets", key: "id",
            query: """
                SELECT t.id FROM tickets t WHERE {stretch} AND NOT EXISTS (SELECT 1 FROM messages m
                WHERE m.association = t.association AND m.ticket = t.id)
                """),
        LedgerCheck(
            fault: "ticket without its person", table: "tickets", key: "id",
            query: """
                SELECT t.id FROM tickets t WHERE {stretch} AND NOT EXISTS (SELECT 1 FROM people p
                WHERE p.association = t.association AND p.id = t.person)
                """),
    ]

    private static let outgoing: [LedgerCheck] = [
        LedgerCheck(
            fault: "outgoing text without its ticket", table: "outbox", key: "id",
            query: """
                SELECT t.id FROM outbox t WHERE {stretch} AND NOT EXISTS (SELECT 1 FROM tickets k
                WHERE k.association = t.association AND k.id = t.ticket)
                """),
        LedgerCheck(
            fault: "outgoing text without its cause", table: "outbox", key: "id",
            query: """
                SELECT t.id FROM outbox t WHERE {stretch} AND (t.cause = '' OR t.cause LIKE 'delivery-%' AND NOT EXISTS
                (SELECT 1 FROM deliveries d WHERE d.association = t.association AND d.id =
                CASE WHEN t.cause LIKE 'delivery-%' THEN CAST(substr(t.cause, 10) AS BIGINT) END))
                """),
        LedgerCheck(
            fault: "queued text without a job", table: "outbox", key: "id",
            query: """
                SELECT t.id FROM outbox t WHERE {stretch} AND t.state IN ('queued', 'sending') AND NOT EXISTS (SELECT 1
                FROM jobs j WHERE j.association = t.association AND j.kind = 'send' AND j.subject = t.id)
                """),
    ]

    private static let jobs: [LedgerCheck] = [
        LedgerCheck(
            fault: "job without an accepted delivery", table: "jobs", key: "subject",
            query: """
                SELECT t.subject FROM jobs t WHERE {stretch} AND t.kind = 'read' AND NOT EXISTS (SELECT 1
                FROM deliveries d WHERE d.association = t.association AND d.id = t.subject AND d.state = 'accepted')
                """),
        LedgerCheck(
            fault: "job of a text that has ended", table: "jobs", key: "subject",
            query: """
                SELECT t.subject FROM jobs t WHERE {stretch} AND t.kind = 'send' AND NOT EXISTS (SELECT 1
                FROM outbox o WHERE o.association = t.association AND o.id = t.subject
                AND o.state IN ('queued', 'sending'))
                """),
        LedgerCheck(
            fault: "promise without its ticket", table: "jobs", key: "subject",
            query: """
                SELECT t.subject FROM jobs t WHERE {stretch} AND t.kind = 'promise' AND NOT EXISTS (SELECT 1
                FROM tickets k WHERE k.association = t.association AND k.id = t.subject)
                """),
    ]
}

extension SQLConnection {
    /// Bytes that no delivery has, and parts that are missing in the middle.
    func contentFaults(of association: AssociationID) throws -> [String] {
        let key: [SQLValue] = [.text(association.rawValue)]
        let orphans = try query(
            """
            SELECT sha256 FROM contents WHERE association = $1 AND part = 0 EXCEPT SELECT content FROM deliveries
            WHERE association = $1 AND state <> 'erased' LIMIT \(LedgerCheck.named)
            """, key
        ).map { "bytes without a delivery: \(ContentID(bytes: try $0.bytes(0)).hex)" }
        let gaps = try query(
            """
            SELECT sha256 FROM contents WHERE association = $1 GROUP BY sha256 HAVING count(*) <> max(part) + 1
            LIMIT \(LedgerCheck.named)
            """, key
        ).map { "bytes with a part missing: \(ContentID(bytes: try $0.bytes(0)).hex)" }
        return orphans + gaps
    }

    /// Bytes whose SHA-256 is not the one under which they are kept. All are read, one part at a time.
    func changedContents() throws -> [String] {
        guard let table = try archivedTables().first(where: { $0.name == "contents" }) else { return [] }
        var walk = ContentWalk()
        _ = try table.eachRow(on: self, columns: ["association", "sha256", "part", "bytes", "place"]) {
            try walk.take($0)
        }
        return walk.finish()
    }
}
