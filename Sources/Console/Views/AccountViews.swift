import Casework

/// The list of accounts.
struct AccountListView: Sendable {
    let accounts: [AccountRowView]
    let newURL: String
}

/// One account in the list.
struct AccountRowView: Sendable {
    let accountURL: String
    let name: String
    let displayName: String
    let isAdministrator: Bool
    let isDisabled: Bool
    let holds: [String]
    let lastSeen: Moment?

    init(_ account: Account, _ words: Words, _ profiles: [AssociationProfile]) {
        accountURL = ConsoleRoute.account(String(account.id)).path
        name = account.name
        displayName = account.displayName
        isAdministrator = account.isAdministrator
        isDisabled = account.isDisabled
        lastSeen = account.lastSeenAt.map { words.moment($0, in: .anywhere) }
        holds = profiles.flatMap { profile in
            (account.positions[profile.id] ?? []).map { id in
                "\(words.officer(id, of: profile)) · \(profile.shortName[words.language])"
            }
        }
    }
}

/// One account to change, or a new one.
struct AccountView: Sendable {
    /// The positions of one association.
    struct Group: Sendable {
        let associationName: String
        let positions: [Position]
        let isOpen: Bool
    }

    /// One position that may be held.
    struct Position: Sendable {
        let fieldName: String
        let title: String
        let isHeld: Bool
    }

    let heading: String
    let saveURL: String
    let listURL: String
    let isNew: Bool
    let name: String
    let displayName: String
    let isAdministrator: Bool
    let isDisabled: Bool
    let groups: [Group]
    /// The one-time link just made; it is shown this once.
    let link: String?
    let problem: String?

    init(_ account: Account, _ words: Words, _ profiles: [AssociationProfile], link: String?, problem: String?) {
        isNew = account.id == 0
        heading = isNew && link == nil ? words["accounts.new"] : account.displayName
        saveURL = ConsoleRoute.account(String(account.id)).path
        listURL = ConsoleRoute.accounts.path
        name = account.name
        displayName = account.displayName
        isAdministrator = account.isAdministrator
        isDisabled = account.isDisabled
        self.link = link
        self.problem = problem
        groups = profiles.map { profile in
            let held = account.positions[profile.id] ?? []
            let positions = profile.officers.map { officer in
                Position(
                    fieldName: "position \(profile.id) \(officer.id)", title: officer.title[words.language],
                    isHeld: held.contains(officer.id))
            }
            return Group(associationName: profile.name[words.language], positions: positions, isOpen: !held.isEmpty)
        }
    }
}
