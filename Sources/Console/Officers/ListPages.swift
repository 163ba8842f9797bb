import Casework

/// The lists of tickets: the viewer's own by due time, triage, waiting, closed, all, and the search.
struct ListPages: Sendable {
    /// The last page that can be asked for.
    static let lastPage = 2000
    /// The longest search, in characters.
    static let longestSearch = 200

    let site: Site

    var endpoints: [Endpoint] {
        [
            .get(.queue, .officer) { try await list($0, .mine, .queue) },
            .get(.list(":scope"), .officer) { visit in
                guard let scope = visit.parameters["scope"].flatMap(TicketList.Scope.init(rawValue:)) else {
                    throw Refusal.notFound
                }
                return try await list(visit, scope, scope == .mine ? .queue : .list(scope.rawValue))
            },
            .get(.search, .officer) { try await search($0) },
            // A search may hold somebody's number, so it is never part of an address.
            .post(.search, .officer) { try await search($0) },
        ]
    }

    private func list(_ visit: Visit, _ scope: TicketList.Scope, _ route: ConsoleRoute) async throws -> Answer {
        let list = TicketList(
            scope: scope, association: association(visit.query["association"]), page: page(visit.query["page"]))
        let result = try await site.desk.tickets(list, for: visit.viewer)
        return try await show(list, result, visit, route)
    }

    private func search(_ visit: Visit) async throws -> Answer {
        let list = TicketList(
            scope: .all, association: association(visit.fields["association"]),
            search: String(visit.field("search").prefix(Self.longestSearch)), page: page(visit.fields["page"]))
        let result = list.search.isEmpty ? nil : try await site.desk.tickets(list, for: visit.viewer)
        return try await show(list, result, visit, .search)
    }

    private func show(
        _ list: TicketList, _ result: TicketListPage?, _ visit: Visit, _ route: ConsoleRoute
    ) async throws -> Answer {
        let view = TicketListView(list, result, route, site, site.words(visit))
        return try await site.consolePage("console/list", view, visit, title: view.heading, current: route)
    }

    private func association(_ word: String?) -> AssociationID? {
        word.flatMap(AssociationID.init(rawValue:)).flatMap { site.profile($0)?.id }
    }

    private func page(_ word: String?) -> Int { min(max(word.flatMap { Int($0) } ?? 1, 1), Self.lastPage) }
}
