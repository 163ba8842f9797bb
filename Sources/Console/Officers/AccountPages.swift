import Casework

/// Who may use the console: for administrators.
struct AccountPages: Sendable {
    let site: Site

    var endpoints: [Endpoint] {
        [
            .get(.accounts, .administrator) { try await list($0) },
            .get(.account(":id"), .administrator) { visit in
                try await edit(try await account(visit), visit)
            },
            .post(.account(":id"), .administrator) { try await save($0) },
        ]
    }

    private func list(_ visit: Visit) async throws -> Answer {
        let words = site.words(visit)
        let accounts = try await site.accounts.accounts()
        let view = AccountListView(
            accounts: accounts.map { AccountRowView($0, words, site.desk.profiles) },
            newURL: ConsoleRoute.account("0").path)
        return try await site.consolePage(
            "console/accounts", view, visit, title: words["accounts.title"], current: .accounts)
    }

    private func edit(
        _ account: Account, _ visit: Visit, link: String? = nil, problem: String? = nil, status: Int = 200
    ) async throws -> Answer {
        let words = site.words(visit)
        let view = AccountView(account, words, site.desk.profiles, link: link, problem: problem.map { words[$0] })
        return try await site.consolePage(
            "console/account", view, visit, title: view.heading, current: .accounts, status: status)
    }

    private func account(_ visit: Visit) async throws -> Account {
        let id = try visit.identifier("id")
        if id == 0 {
            return Account(
                id: 0, name: "", displayName: "", isAdministrator: false, positions: [:], isDisabled: false)
        }
        guard let account = try await site.accounts.accounts().first(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        return account
    }

    /// Keeps an account; a new one, or one whose link was asked for, gets a link that is shown once.
    private func save(_ visit: Visit) async throws -> Answer {
        var account = try await account(visit)
        let viewer = try visit.viewer
        account.name = String(visit.field("name").prefix(100))
        account.displayName = String(visit.field("display").prefix(100))
        account.isAdministrator = visit.isTicked("administrator")
        account.isDisabled = visit.isTicked("disabled")
        account.positions = positions(visit)
        if let problem = try await problem(account, viewer) {
            return try await edit(account, visit, problem: problem, status: 422)
        }
        let newLink = account.id == 0 || visit.isTicked("link")
        let token = try await site.accounts.save(account, newLink: newLink, by: viewer)
        guard let token else { return .see(.accounts, query: "?done=saved") }
        let link = site.configuration.baseURL + ConsoleRoute.link(token).path
        return try await edit(account, visit, link: link)
    }

    private func problem(_ account: Account, _ viewer: Viewer) async throws -> String? {
        if account.name.isEmpty || account.displayName.isEmpty { return "accounts.name_missing" }
        if account.id == viewer.user, account.isDisabled || !account.isAdministrator { return "accounts.own_rights" }
        let isTaken = try await site.accounts.accounts().contains { $0.name == account.name && $0.id != account.id }
        return isTaken ? "accounts.name_taken" : nil
    }

    /// The ticked positions that the profiles really have.
    private func positions(_ visit: Visit) -> [AssociationID: [String]] {
        var result: [AssociationID: [String]] = [:]
        for profile in site.desk.profiles {
            let held = profile.officers.map(\.id).filter { visit.isTicked("position \(profile.id) \($0)") }
            if !held.isEmpty { result[profile.id] = held }
        }
        return result
    }
}
