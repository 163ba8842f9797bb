public import Casework
public import Foundation

/// A ticket whose reading an officer corrected: what was read first, and what is said last.
public struct CorrectedTicket: Sendable, Hashable {
    /// The day on which it was opened, in days since 1970.
    public var day: Int
    /// What was read.
    public var from: CorrectionLabels
    /// What the officers say.
    public var to: CorrectionLabels
    /// Who corrected, once for each correction.
    public var officers: [String]
}

/// What the page of learning asks; sealed tickets are left out for everybody.
extension SQLConnection {
    /// How many tickets opened since a moment are of each kind, by day (days since 1970, begun `offset` seconds before
    /// Greenwich's).
    public func kindsByDay(of association: AssociationID, since: Date, offset: Int) throws -> [(
        day: Int, kind: MessageKind, count: Int
    )] {
        try query(
            """
            SELECT (opened_at + $3) / 86400000 AS day, kind, count(*) FROM tickets
            WHERE association = $1 AND opened_at >= $2 AND sealed = 0 AND reading IS NOT NULL GROUP BY 1, 2
            """, [.text(association.rawValue), .date(since), .count(offset * 1000)]
        ).map { (day: try $0.number(0), kind: try $0.word(1), count: try $0.number(2)) }
    }

    /// The tickets opened since a moment whose reading was corrected, at most from the newest `limit` corrections.
    public func correctedTickets(of association: AssociationID, since: Date, offset: Int, limit: Int = 20_000) throws
        -> [CorrectedTicket]
    {
        let rows = try query(
            """
            SELECT tickets.id, (tickets.opened_at + $3) / 86400000 AS day, corrections.officer, corrections.from_kind,
            corrections.to_kind, corrections.from_field, corrections.to_field, corrections.from_urgency,
            corrections.to_urgency FROM corrections
            JOIN tickets ON tickets.association = corrections.association AND tickets.id = corrections.ticket
            WHERE corrections.association = $1 AND tickets.opened_at >= $2 AND tickets.sealed = 0
            ORDER BY corrections.corrected_at DESC, corrections.id DESC LIMIT $4
            """, [.text(association.rawValue), .date(since), .count(offset * 1000), .count(limit)])
        var tickets: [Identifier: CorrectedTicket] = [:]
        for row in rows {
            let (id, officer) = (try row.int(0), try row.text(2))
            let from = CorrectionLabels(
                kind: try row.word(3), field: try row.textOrNil(5), urgency: try row.word(7))
            if tickets[id] == nil {
                let to = CorrectionLabels(
                    kind: try row.word(4), field: try row.textOrNil(6), urgency: try row.word(8))
                tickets[id] = CorrectedTicket(day: try row.number(1), from: from, to: to, officers: [officer])
            } else {
                tickets[id]?.from = from
                tickets[id]?.officers.append(officer)
            }
        }
        return tickets.sorted { $0.key < $1.key }.map(\.value)
    }
}
