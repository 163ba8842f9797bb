public import Casework
import Foundation

extension SQLConnection {
    /// Adds a ticket with what was read from its first message.
    public func add(_ ticket: Ticket, reading: ReadText?, mentions: [ReferenceNumber]) throws {
        try run(
            """
            INSERT INTO tickets (association, id, reference, kind, field, urgency, stage, channel, medium, officer, person,
            subject, language, sealed, opened_at, due_at, updated_at, reading, mentions)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            """,
            [
                .text(ticket.association.rawValue), .int(ticket.id), .text(ticket.reference.description),
                .text(ticket.kind.rawValue), .text(orNull: ticket.field), .count(ticket.urgency.rank),
                .text(ticket.stage.rawValue), .text(ticket.channel.rawValue), .text(ticket.medium.rawValue),
                .text(orNull: ticket.officer), .int(ticket.person), .text(ticket.subject),
                .text(ticket.language.rawValue), .flag(ticket.isSealed), .date(ticket.openedAt),
                .date(orNull: ticket.dueAt), .date(ticket.updatedAt),
                reading.map { .json($0) } ?? .null,
                mentions.isEmpty ? .null : .text(mentions.map(\.description).joined(separator: " ")),
            ])
    }

    /// Writes what may change of a ticket.
    public func update(_ ticket: Ticket) throws {
        try run(
            """
            UPDATE tickets SET kind = $3, field = $4, urgency = $5, stage = $6, officer = $7, language = $8, sealed = $9,
            due_at = $10, updated_at = $11 WHERE association = $1 AND id = $2
            """,
            [
                .text(ticket.association.rawValue), .int(ticket.id), .text(ticket.kind.rawValue),
                .text(orNull: ticket.field), .count(ticket.urgency.rank), .text(ticket.stage.rawValue),
                .text(orNull: ticket.officer), .text(ticket.language.rawValue), .flag(ticket.isSealed),
                .date(orNull: ticket.dueAt), .date(ticket.updatedAt),
            ])
    }

    /// A ticket by the number of its row; `locked` when it is about to be changed.
    public func ticket(_ id: Identifier, of association: AssociationID, locked: Bool = false) throws -> Ticket? {
        try first(
            """
            SELECT \(Self.ticketColumns) FROM tickets WHERE association = $1 AND id = $2 \(locked ? dialect.locked : "")
            """,
            [.text(association.rawValue), .int(id)]
        )?.ticket()
    }

    /// A ticket by its reference; `locked` when it is about to be changed.
    public func ticket(
        _ reference: ReferenceNumber, of association: AssociationID, locked: Bool = false
    ) throws -> Ticket? {
        try first(
            """
            SELECT \(Self.ticketColumns) FROM tickets WHERE association = $1 AND reference = $2
            \(locked ? dialect.locked : "")
            """,
            [.text(association.rawValue), .text(reference.description)]
        )?.ticket()
    }

    /// What was read from a ticket's first message, and the tickets it mentions without proof.
    public func reading(ofTicket id: Identifier, _ association: AssociationID) throws -> (ReadText?, [ReferenceNumber])
    {
        let row = try first(
            "SELECT reading, mentions FROM tickets WHERE association = $1 AND id = $2",
            [.text(association.rawValue), .int(id)])
        let reading = try row?.textOrNil(0).map { try StoredJSON.decode(ReadText.self, from: $0) }
        let mentions = try row?.textOrNil(1)?.split(separator: " ").compactMap { ReferenceNumber(String($0)) }
        return (reading, mentions ?? [])
    }

    /// The tickets that hold any of these Message-IDs of senders, about to be changed.
    public func tickets(havingMessageIDs ids: [String], of association: AssociationID) throws -> [Ticket] {
        var found: [Ticket] = []
        for id in ids.suffix(Self.messageIDLimit) {
            let rows = try query(
                "SELECT ticket FROM message_ids WHERE association = $1 AND message_id = $2",
                [.text(association.rawValue), .text(id)])
            for row in rows {
                guard let ticket = try ticket(try row.int(0), of: association, locked: true) else { continue }
                found.append(ticket)
            }
        }
        return found
    }

    /// Of a conversation's Message-IDs only the newest this many are looked up.
    public static var messageIDLimit: Int { 20 }

    /// Remembers a sender's Message-ID of a ticket.
    public func addMessageID(_ id: String, ticket: Identifier, of association: AssociationID) throws {
        try run(
            """
            INSERT INTO message_ids (association, message_id, ticket) VALUES ($1, $2, $3)
            ON CONFLICT (association, message_id, ticket) DO NOTHING
            """, [.text(association.rawValue), .text(id), .int(ticket)])
    }

    /// The Message-IDs of a ticket, oldest first.
    public func messageIDs(ofTicket ticket: Identifier, _ association: AssociationID) throws -> [String] {
        try query(
            """
            SELECT details FROM messages WHERE association = $1 AND ticket = $2 ORDER BY id
            """, [.text(association.rawValue), .int(ticket)]
        ).compactMap { try StoredJSON.decode(MessageDetails.self, from: try $0.text(0)).messageID }
    }

    /// The newest ticket of a person on a channel, about to be changed.
    public func latestTicket(of person: Identifier, on channel: ChannelID, _ association: AssociationID) throws
        -> Ticket?
    {
        try first(
            """
            SELECT \(Self.ticketColumns) FROM tickets WHERE association = $1 AND person = $2 AND channel = $3
            ORDER BY updated_at DESC LIMIT 1 \(dialect.locked)
            """, [.text(association.rawValue), .int(person), .text(channel.rawValue)]
        )?.ticket()
    }

    /// A person's tickets, newest first, at most 50.
    public func tickets(of person: Identifier, _ association: AssociationID) throws -> [Ticket] {
        try query(
            """
            SELECT \(Self.ticketColumns) FROM tickets WHERE association = $1 AND person = $2
            ORDER BY updated_at DESC LIMIT 50
            """, [.text(association.rawValue), .int(person)]
        ).map { try $0.ticket() }
    }

    /// Tickets that owe an answer, per officer position of an association.
    public func loads(of association: AssociationID) throws -> [String: Int] {
        var loads: [String: Int] = [:]
        let rows = try query(
            """
            SELECT officer, count(*) FROM tickets
            WHERE association = $1 AND stage IN ('open', 'reopened') AND officer IS NOT NULL GROUP BY officer
            """, [.text(association.rawValue)])
        for row in rows { loads[try row.text(0)] = try row.number(1) }
        return loads
    }

    /// The columns that `SQLRow.ticket` reads, in its order.
    static var ticketColumns: String {
        """
        tickets.association, tickets.id, tickets.reference, tickets.kind, tickets.field, tickets.urgency, tickets.stage,
        tickets.channel, tickets.medium, tickets.officer, tickets.person, tickets.subject, tickets.language,
        tickets.sealed, tickets.opened_at, tickets.due_at, tickets.updated_at
        """
    }

    /// How many columns those are.
    static var ticketColumnCount: Int { 17 }
}

extension SQLRow {
    /// A ticket from the columns of `ticketColumns`, which stand first.
    func ticket() throws -> Ticket {
        let rank = try number(5)
        guard let urgency = Urgency.allCases.first(where: { $0.rank == rank }) else {
            throw StoreError.word("urgency \(rank)")
        }
        return Ticket(
            association: try association(0), id: try int(1), reference: try reference(2), kind: try word(3),
            field: try textOrNil(4), urgency: urgency, stage: try word(6), channel: ChannelID(rawValue: try text(7)),
            medium: try word(8), officer: try textOrNil(9), person: try int(10), subject: try text(11),
            language: try word(12), isSealed: try flag(13), openedAt: try date(14), dueAt: try dateOrNil(15),
            updatedAt: try date(16))
    }
}
