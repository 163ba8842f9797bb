import Casework

/// A list of tickets.
struct TicketListView: Sendable {
    let heading: String
    let intro: String
    let rows: [TicketRowView]
    let isEmpty: Bool
    let emptyText: String
    let associations: [Choice]
    let hasAssociations: Bool
    let listURL: String
    /// What was searched for; nil outside the search.
    let search: String?
    let pageNumber: String
    let hasPages: Bool
    let nextPage: String?
    let previousPage: String?
    let nextURL: String?
    let previousURL: String?

    /// A page of a list.
    init(_ list: TicketList, _ result: TicketListPage?, _ route: ConsoleRoute, _ site: Site, _ words: Words) {
        let isSearch = route == .search
        let name = isSearch ? "search" : list.scope.rawValue
        heading = words["list.\(name)_title"]
        intro = words["list.\(name)_intro"]
        emptyText = words[result == nil ? "list.search_empty" : "list.\(name)_none"]
        let profiles = Dictionary(site.desk.profiles.map { ($0.id, $0) }) { first, _ in first }
        rows = (result?.rows ?? []).map { TicketRowView($0, words, profiles[$0.ticket.association]) }
        isEmpty = rows.isEmpty
        hasAssociations = site.desk.profiles.count > 1
        let names = site.desk.profiles.map { (value: $0.id.rawValue, label: $0.name[words.language]) }
        associations = Choice.list(
            [(value: "", label: words["list.all_associations"])] + names, selected: list.association?.rawValue ?? "")
        listURL = route.path
        search = isSearch ? list.search : nil
        pageNumber = words.fill("list.page", ["n": words.number(list.page)])
        let hasMore = result?.hasMore ?? false
        hasPages = hasMore || list.page > 1
        nextPage = hasMore ? String(list.page + 1) : nil
        previousPage = list.page > 1 ? String(list.page - 1) : nil
        let association = list.association.map { "&association=\($0.rawValue)" } ?? ""
        nextURL = nextPage.map { "\(route.path)?page=\($0)\(association)" }
        previousURL = previousPage.map { "\(route.path)?page=\($0)\(association)" }
    }
}
