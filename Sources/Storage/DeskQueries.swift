public import Casework
public import Foundation

extension SQLConnection {
    /// Rows of a console list.
    public static var deskPageSize: Int { 50 }
    /// How far the figures beside the menu are counted in one association; more is shown as so many.
    public static var deskCountLimit: Int { 1000 }

    /// One page of tickets of an association that the viewer may see (promise P9: the query itself shows no other).
    /// `words` are those of the list's search, each in the forms of the index.
    public func tickets(
        _ list: TicketList, words: [[String]], of association: AssociationID, sealedPositions: [String],
        for viewer: Viewer
    ) throws -> TicketListPage {
        var condition = Condition(viewer: viewer, association: association, sealedPositions: sealedPositions)
        condition.limit(to: list.scope, viewer: viewer, association: association)
        condition.search(list.search, words: words, dialect.search, of: association)
        let limit = Self.deskPageSize
        let offset = (max(1, min(list.page, 10_000)) - 1) * limit
        // The page is picked first and looked up after: what a row shows is asked for 51 tickets, not for all of a list.
        let rows = try query(
            """
            SELECT \(Self.ticketColumns), people.name,
            (SELECT count(*) FROM messages WHERE messages.association = tickets.association
                AND messages.ticket = tickets.id),
            (SELECT substr(messages.text, 1, 160) FROM messages WHERE messages.association = tickets.association
                AND messages.ticket = tickets.id AND messages.direction <> 'note' AND messages.automatic = 0
                ORDER BY messages.id DESC LIMIT 1),
            (SELECT identities.value FROM identities WHERE identities.association = tickets.association
                AND identities.person = tickets.person LIMIT 1)
            FROM (SELECT tickets.association, tickets.id FROM tickets WHERE \(condition.text)
                ORDER BY \(list.scope.order) LIMIT \(limit + 1) OFFSET \(offset)) AS picked
            JOIN tickets ON tickets.association = picked.association AND tickets.id = picked.id
            JOIN people ON people.association = tickets.association AND people.id = tickets.person
            ORDER BY \(list.scope.order)
            """, condition.arguments)
        return TicketListPage(rows: try rows.prefix(limit).map(ticketRow), hasMore: rows.count > limit)
    }

    /// The figures beside the menu, for one association.
    public func counts(of association: AssociationID, sealedPositions: [String], for viewer: Viewer, now: Date) throws
        -> DeskCounts
    {
        var counts = DeskCounts()
        var mine = Condition(viewer: viewer, association: association, sealedPositions: sealedPositions)
        mine.limit(to: .mine, viewer: viewer, association: association)
        counts.mine = try count(mine)
        mine.add("tickets.due_at < ", .date(now))
        counts.overdue = try count(mine)
        var triage = Condition(viewer: viewer, association: association, sealedPositions: sealedPositions)
        triage.limit(to: .triage, viewer: viewer, association: association)
        counts.triage = try count(triage)
        var urgent = Condition(viewer: viewer, association: association, sealedPositions: sealedPositions)
        urgent.add("tickets.stage IN ('new', 'triage', 'open', 'reopened')")
        urgent.add("tickets.urgency <= ", .count(Urgency.safeguarding.rank))
        counts.urgent = try count(urgent)
        if viewer.isAdministrator {
            counts.setAside =
                try first(
                    """
                    SELECT count(*) FROM (SELECT 1 FROM deliveries WHERE association = $1 AND state = 'aside'
                    LIMIT \(Self.deskCountLimit)) AS counted
                    """,
                    [.text(association.rawValue)])?.number(0) ?? 0
            counts.undelivered =
                try first(
                    """
                    SELECT count(*) FROM (SELECT 1 FROM outbox WHERE association = $1
                    AND state IN ('failed', 'uncertain', 'held') LIMIT \(Self.deskCountLimit)) AS counted
                    """,
                    [.text(association.rawValue)])?.number(0) ?? 0
        }
        return counts
    }

    /// A ticket by its reference, if the viewer may see it; `locked` when it is about to be changed.
    public func ticket(
        _ reference: ReferenceNumber, of association: AssociationID, sealedPositions: [String], for viewer: Viewer,
        locked: Bool = false
    ) throws -> Ticket? {
        var condition = Condition(viewer: viewer, association: association, sealedPositions: sealedPositions)
        condition.add("tickets.reference = ", .text(reference.description))
        return try first(
            "SELECT \(Self.ticketColumns) FROM tickets WHERE \(condition.text) \(locked ? dialect.locked : "")",
            condition.arguments
        )?.ticket()
    }

    private func count(_ condition: Condition) throws -> Int {
        try first(
            "SELECT count(*) FROM (SELECT 1 FROM tickets WHERE \(condition.text) LIMIT \(Self.deskCountLimit)) AS counted",
            condition.arguments)?.number(0) ?? 0
    }

    private func ticketRow(_ row: SQLRow) throws -> TicketRow {
        let ticket = try row.ticket()
        let column = Self.ticketColumnCount
        return TicketRow(
            ticket: ticket, personName: try row.textOrNil(column) ?? row.textOrNil(column + 3) ?? "",
            snippet: try row.textOrNil(column + 2) ?? "", messages: try row.number(column + 1),
            isUnanswered: ticket.stage.isOwed)
    }
}

extension TicketList.Scope {
    fileprivate var order: String {
        switch self {
        case .mine, .triage, .all: "tickets.urgency > 1, tickets.due_at, tickets.id"
        case .waiting, .closed: "tickets.updated_at DESC, tickets.id DESC"
        }
    }
}

/// The WHERE of a console query: what the viewer may see, then what was asked for.
private struct Condition {
    var text: String
    var arguments: [SQLValue]

    /// Tickets of the viewer's positions and those nobody has (an administrator's: all); sealed ones only for those who
    /// hold a safeguarding position.
    init(viewer: Viewer, association: AssociationID, sealedPositions: [String]) {
        text = "tickets.association = $1"
        arguments = [.text(association.rawValue)]
        let held = viewer.positions[association] ?? []
        if !held.contains(where: sealedPositions.contains) { add("tickets.sealed = 0") }
        if !viewer.isAdministrator {
            add("(tickets.officer IS NULL OR tickets.officer IN (\(marks(of: held))))")
            if held.isEmpty { add("1 = 0") }
        }
    }

    mutating func add(_ sql: String) { text += " AND \(sql)" }

    mutating func add(_ sql: String, _ value: SQLValue) {
        arguments.append(value)
        text += " AND \(sql)$\(arguments.count)"
    }

    mutating func limit(to scope: TicketList.Scope, viewer: Viewer, association: AssociationID) {
        switch scope {
        case .mine:
            add("tickets.stage IN ('open', 'reopened')")
            let held = viewer.positions[association] ?? []
            if !viewer.isAdministrator || !held.isEmpty { add("tickets.officer IN (\(marks(of: held)))") }
        case .triage: add("tickets.stage IN ('new', 'triage')")
        case .waiting: add("tickets.stage IN ('waiting', 'answered')")
        case .closed: add("tickets.stage = 'closed'")
        case .all: add("tickets.stage <> 'closed'")
        }
    }

    /// `words` stand in the forms of the index.
    mutating func search(_ text: String, words: [[String]], _ dialect: SearchDialect, of association: AssociationID) {
        let wanted = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !wanted.isEmpty else { return }
        if let reference = ReferenceNumber(wanted) {
            add("tickets.reference = ", .text(reference.description))
            return
        }
        guard !words.isEmpty else { return add("1 = 0") }
        arguments.append(.text(dialect.query(words, association)))
        add("tickets.id IN (\(dialect.match.replacing("{query}", with: "$\(arguments.count)")))")
    }

    private mutating func marks(of positions: [String]) -> String {
        let marks = positions.map { position -> String in
            arguments.append(.text(position))
            return "$\(arguments.count)"
        }
        return marks.isEmpty ? "NULL" : marks.joined(separator: ", ")
    }
}
