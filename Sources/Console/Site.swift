import Casework
import Foundation
import Logging

/// What the pages share: the hub's doors, the templates and words, the key, the counters.
final class Site: Sendable {
    let configuration: ConsoleConfiguration
    let desk: any Desk
    let accounts: any Accounts
    let forms: any FormIntake
    let learning: any LearningDesk
    let webhook: @Sendable (ConsoleWebhook) async -> ConsoleWebhookReply
    let metrics: @Sendable () async -> String
    let readiness: @Sendable () async -> Bool
    let now: @Sendable () -> Date
    let logger: Logger

    let library: PageLibrary
    let strings: PageStrings
    let files: StaticFiles
    let openAPI: Data
    let seal: Seal
    let limits: [Endpoint.Allowance: RateLimit]
    /// Uploads held in memory at once.
    let uploads = Places(12)
    /// Live streams open at once.
    let streams = Places(500)

    /// Reads templates, words and files; throws when one of them cannot be used.
    init(
        configuration: ConsoleConfiguration, desk: any Desk, accounts: any Accounts, forms: any FormIntake,
        learning: any LearningDesk,
        webhook: @escaping @Sendable (ConsoleWebhook) async -> ConsoleWebhookReply,
        metrics: @escaping @Sendable () async -> String, readiness: @escaping @Sendable () async -> Bool,
        now: @escaping @Sendable () -> Date, logger: Logger
    ) throws {
        try Self.check(configuration, desk.profiles)
        self.configuration = configuration
        self.desk = desk
        self.accounts = accounts
        self.forms = forms
        self.learning = learning
        self.webhook = webhook
        self.metrics = metrics
        self.readiness = readiness
        self.now = now
        self.logger = logger
        library = try PageLibrary(folder: configuration.templates)
        strings = try PageStrings(folder: configuration.templates)
        files = try StaticFiles(folder: configuration.templates.appendingPathComponent("static"))
        openAPI = try Data(contentsOf: configuration.templates.appendingPathComponent("openapi.json"))
        seal = Seal(key: configuration.secret)
        limits = [
            .formSubmissions: RateLimit(configuration.formsPerTenMinutes, in: 600),
            .statusQuestions: RateLimit(10, in: 600),
            .signIns: RateLimit(20, in: 300),
            .hooks: RateLimit(6000, in: 60),
        ]
    }

    private static func check(_ configuration: ConsoleConfiguration, _ profiles: [AssociationProfile]) throws {
        guard configuration.secret.count >= 32 else {
            throw PageLibrary.Fault(description: "Give the console a secret of at least 32 bytes.")
        }
        if let taken = profiles.first(where: { reservedNames.contains($0.id.rawValue) }) {
            throw PageLibrary.Fault(
                description: "Rename the association \(taken.id): the site uses this address itself.")
        }
    }

    /// The words for a visit.
    func words(_ visit: Visit) -> Words {
        Words(
            language: visit.language, table: strings.table(visit.language), now: visit.now,
            sentenceOf: configuration.sentence)
    }

    /// The profile of an association; nil when there is none.
    func profile(_ id: AssociationID) -> AssociationProfile? { desk.profiles.first { $0.id == id } }

    /// The profile named in the path; throws 404 when there is none.
    func profile(of visit: Visit) throws(Refusal) -> AssociationProfile {
        guard let profile = profile(try visit.association()) else { throw .notFound }
        return profile
    }

    /// Whether a path is served by the site itself, so that no association may have that name.
    static let reservedNames: Set<String> = ["console", "hooks", "api", "static", "healthz", "readyz", "metrics"]
}
