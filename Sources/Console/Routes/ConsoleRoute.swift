import Casework

/// Every address of the site; links are written and requests are matched from this one list.
enum ConsoleRoute: Sendable, Hashable {
    // The public pages.
    case associations
    case association(_ association: String)
    case form(_ association: String, _ form: String)
    case receipt(_ association: String)
    case status(_ association: String)
    case letterProof(_ association: String, _ code: String)

    // Signing in.
    case signIn
    case signOut
    case link(_ token: String)
    case password

    // Lists.
    case queue
    case list(_ scope: String)
    case search
    case live

    // One ticket.
    case ticket(_ association: String, _ reference: String)
    case classification(_ association: String, _ reference: String)
    case assignment(_ association: String, _ reference: String)
    case notes(_ association: String, _ reference: String)
    case closure(_ association: String, _ reference: String)
    case reopening(_ association: String, _ reference: String)
    case preview(_ association: String, _ reference: String)
    case reply(_ association: String, _ reference: String)
    case attachment(_ association: String, _ reference: String, message: String, index: String)
    case raw(_ association: String, _ reference: String, message: String)
    case html(_ association: String, _ reference: String, message: String)
    case letter(_ association: String, _ reference: String, message: String)

    // Oversight.
    case setAside
    case setAsideSource(_ association: String, _ id: String)
    case setAsideRetry(_ association: String, _ id: String)
    case outgoing
    case outgoingRetry(_ association: String, _ id: String)
    case channels
    case pause(_ channel: String)
    case resume(_ channel: String)
    case ledger
    case release
    case learning
    case rollBack
    case promote(_ number: String)
    case backtest
    case accounts
    case account(_ id: String)

    // Machines.
    case hook(_ channel: String)
    case hookPath(_ channel: String)
    case health
    case readiness
    case metrics
    case openAPI
    case apiTickets
    case file(_ name: String)

    /// The path; with `:name` arguments it is the pattern that the router matches.
    var path: String { "/" + segments.joined(separator: "/") }

    private var segments: [String] {
        switch self {
        case .associations: []
        case .association(let association): [association]
        case .form(let association, let form): [association, form]
        case .receipt(let association): [association, "receipt"]
        case .status(let association): [association, "status"]
        case .letterProof(let association, let code): [association, "letters", code]
        case .hook(let channel): ["hooks", channel]
        case .hookPath(let channel): ["hooks", channel, "**"]
        case .health: ["healthz"]
        case .readiness: ["readyz"]
        case .metrics: ["metrics"]
        case .openAPI: ["api", "v1", "openapi.json"]
        case .apiTickets: ["api", "v1", "tickets"]
        case .file(let name): ["static", name]
        default: ["console"] + consoleSegments
        }
    }

    private var consoleSegments: [String] {
        switch self {
        case .queue: []
        case .signIn: ["sign-in"]
        case .signOut: ["sign-out"]
        case .link(let token): ["link", token]
        case .password: ["password"]
        case .list(let scope): ["lists", scope]
        case .search: ["search"]
        case .live: ["live"]
        case .setAside: ["set-aside"]
        case .setAsideSource(let association, let id): ["set-aside", association, id, "raw"]
        case .setAsideRetry(let association, let id): ["set-aside", association, id, "retry"]
        case .outgoing: ["outgoing"]
        case .outgoingRetry(let association, let id): ["outgoing", association, id, "retry"]
        case .channels: ["channels"]
        case .pause(let channel): ["channels", channel, "pause"]
        case .resume(let channel): ["channels", channel, "resume"]
        case .ledger: ["ledger"]
        case .release: ["ledger", "release"]
        case .learning: ["learning"]
        case .rollBack: ["learning", "roll-back"]
        case .promote(let number): ["learning", "models", number, "promotion"]
        case .backtest: ["back-test"]
        case .accounts: ["accounts"]
        case .account(let id): ["accounts", id]
        default: ["tickets"] + ticketSegments
        }
    }

    private var ticketSegments: [String] {
        switch self {
        case .ticket(let association, let reference): [association, reference]
        case .classification(let association, let reference): [association, reference, "classification"]
        case .assignment(let association, let reference): [association, reference, "assignment"]
        case .notes(let association, let reference): [association, reference, "notes"]
        case .closure(let association, let reference): [association, reference, "closure"]
        case .reopening(let association, let reference): [association, reference, "reopening"]
        case .preview(let association, let reference): [association, reference, "preview"]
        case .reply(let association, let reference): [association, reference, "reply"]
        case .attachment(let association, let reference, let message, let index):
            [association, reference, "messages", message, "attachments", index]
        case .raw(let association, let reference, let message): [association, reference, "messages", message, "raw"]
        case .html(let association, let reference, let message): [association, reference, "messages", message, "html"]
        case .letter(let association, let reference, let message):
            [association, reference, "messages", message, "letter.pdf"]
        default: []
        }
    }
}

extension ConsoleRoute {
    /// The page of a ticket.
    static func ticket(_ ticket: Ticket) -> ConsoleRoute {
        .ticket(ticket.association.rawValue, ticket.reference.description)
    }
}
