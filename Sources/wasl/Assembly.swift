import Casework
import Channels
import Console
import Flows
import Foundation
import Logging
import Reading
import Sealing
import Settings
import Storage
import Synchronization
import Wording

/// Puts a hub together from the environment and the configuration folder.
struct Assembly {
    let surroundings: Surroundings
    let configuration: Settings.Configuration
    let logger: Logger

    /// Reads and checks the configuration; throws with every problem found when there is an error among them.
    init(_ surroundings: Surroundings) throws {
        self.surroundings = surroundings
        logger = Logger(label: "wasl")
        let (configuration, problems) = Configuration.load(folder: surroundings.config, secrets: Surroundings.secret)
        let errors = problems.filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw Complaint("The settings cannot be used:\n" + errors.map(\.description).joined(separator: "\n"))
        }
        guard !configuration.associations.isEmpty else {
            throw Complaint(
                "There is no association in \(surroundings.config.path)/associations; set WASL_CONFIG or add a file there."
            )
        }
        self.configuration = configuration
    }

    /// The message templates.
    func wording() throws -> Wording {
        Wording.registerContentTypes()
        return try Wording(folder: surroundings.config.appending(path: "templates"))
    }

    /// The channels switched on.
    func channels(onLMTP: @escaping @Sendable (Int) -> Void = { _ in }) throws -> [any Channel] {
        let environment = ChannelEnvironment(
            data: surroundings.data, outbox: surroundings.data.appending(path: "outbox", directoryHint: .isDirectory),
            executable: surroundings.executable, httpBase: surroundings.baseURL, lmtpHost: surroundings.lmtp?.host,
            lmtpPort: surroundings.lmtp?.port, lmtpListens: onLMTP)
        return try configuration.channels.filter(\.enabled).map { try AllChannels.channel($0, environment) }
    }

    /// The reader's model; trained from the seed corpus the first time.
    func model() throws -> Model {
        if FileManager.default.fileExists(atPath: surroundings.model.path) {
            return try Model(contentsOf: surroundings.model)
        }
        let seed = surroundings.config.appending(path: "training")
        guard FileManager.default.fileExists(atPath: seed.path) else {
            throw Complaint(
                "There is no model at \(surroundings.model.path) and no folder training/ in WASL_CONFIG to make one from."
            )
        }
        let model = try Training.train(lines: try LabelledTexts(contentsOf: seed).lines)
        try FileManager.default.createDirectory(
            at: surroundings.model.deletingLastPathComponent(), withIntermediateDirectories: true)
        try model.write(to: surroundings.model)
        return model
    }

    /// Opens the store, making it when it is new.
    func database() async throws -> any Database { try await StoreDoor(surroundings).openReady() }

    /// The whole hub, at rest.
    ///
    /// `node` (0…255) keeps the row numbers of processes on one store apart where the store gives no numbers: the hub
    /// itself is 0.
    func hub(
        node: Int = Int(getpid()) % 255 + 1, onLMTP: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> Hub {
        let database = try await database()
        let fresh = SecretToken.make()
        let key = try await database.write { sql in try sql.setting("reply-key", orFirst: fresh) }
        let sending = configuration.channels.filter { $0.enabled && $0.direction.sends }
        return Hub(
            database: database, profiles: configuration.associations, channels: try channels(onLMTP: onLMTP),
            pace: Dictionary(
                sending.map {
                    ($0.id, SendingLimits(perSecond: $0.limits.perSecond, concurrent: $0.limits.concurrent ?? 4))
                }, uniquingKeysWith: { first, _ in first }),
            adapters: Dictionary(
                configuration.channels.map { ($0.id, $0.adapter) }, uniquingKeysWith: { first, _ in first }),
            wording: try wording(),
            reader: TextReader(model: try model()), tokens: ReplyTokens(key: Data(key.utf8)),
            baseURL: surroundings.baseURL, node: database.membership?.node ?? node, now: { Date() },
            leaseClock: { sql in try sql.clock(or: Date()) }, objects: surroundings.bucket, limits: surroundings.limits,
            logger: logger)
    }
}
