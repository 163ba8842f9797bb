import Casework
import Foundation

/// The tickets that the caller may see, as JSON.
struct TicketAPI: Sendable {
    let site: Site

    var endpoints: [Endpoint] {
        [
            .get(.apiTickets, .client) { visit in
                let scope = visit.query["list"].map(TicketList.Scope.init(rawValue:)) ?? .all
                guard let scope else { throw Refusal.malformed }
                let page = min(max(visit.query["page"].flatMap { Int($0) } ?? 1, 1), ListPages.lastPage)
                let association = visit.query["association"].flatMap(AssociationID.init(rawValue:))
                let list = TicketList(scope: scope, association: association, page: page)
                let result = try await site.desk.tickets(list, for: visit.viewer)
                return .json(TicketsJSON(tickets: result.rows.map { TicketJSON($0) }, hasMore: result.hasMore))
            }
        ]
    }
}

/// A page of tickets as the API writes it.
struct TicketsJSON: Sendable, Encodable {
    let tickets: [TicketJSON]
    let hasMore: Bool
}

/// One ticket as the API writes it.
struct TicketJSON: Sendable, Encodable {
    let reference: String
    let association: String
    let kind: String
    let field: String?
    let urgency: String
    let state: String
    let channel: String
    let officer: String?
    let person: String
    let subject: String
    let language: String
    let messages: Int
    let openedAt: Date
    let dueAt: Date?
    let updatedAt: Date

    init(_ row: TicketRow) {
        let ticket = row.ticket
        reference = ticket.reference.description
        association = ticket.association.rawValue
        kind = ticket.kind.rawValue
        field = ticket.field
        urgency = ticket.urgency.rawValue
        state = ticket.stage.rawValue
        channel = ticket.channel.rawValue
        officer = ticket.officer
        person = row.personName
        subject = ticket.subject
        language = ticket.language.rawValue
        messages = row.messages
        openedAt = ticket.openedAt
        dueAt = ticket.dueAt
        updatedAt = ticket.updatedAt
    }
}
