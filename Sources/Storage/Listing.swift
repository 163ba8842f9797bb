public import Casework

/// A ticket with what a listing says besides.
public struct ListedTicket: Sendable {
    /// The ticket.
    public var ticket: Ticket
    /// Messages in its conversation.
    public var messages: Int
    /// The receipts of the deliveries in it.
    public var receipts: [String]
}

extension SQLConnection {
    /// Tickets after a row, in the order of their making, at most `limit`.
    public func ticketListing(after id: Identifier, association: String?, limit: Int) throws -> [ListedTicket] {
        let only = association.map { _ in "AND association = $3" } ?? ""
        let tickets = try query(
            "SELECT \(Self.ticketColumns) FROM tickets WHERE id > $1 \(only) ORDER BY id LIMIT $2",
            [.int(id), .count(limit)] + (association.map { [.text($0)] } ?? [])
        ).map { try $0.ticket() }
        return try tickets.map { ticket in
            let key: [SQLValue] = [.text(ticket.association.rawValue), .int(ticket.id)]
            let messages = try first("SELECT count(*) FROM messages WHERE association = $1 AND ticket = $2", key)
            let receipts = try query(
                """
                SELECT deliveries.receipt FROM messages JOIN deliveries ON deliveries.association = messages.association
                AND deliveries.id = messages.delivery WHERE messages.association = $1 AND messages.ticket = $2
                ORDER BY messages.id
                """, key)
            return ListedTicket(
                ticket: ticket, messages: try messages?.number(0) ?? 0, receipts: try receipts.map { try $0.text(0) })
        }
    }
}
