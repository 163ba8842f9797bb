import Casework
public import Foundation
import Scanning
public import Settings
import Transfer

/// What a channel is given besides its settings file.
public struct ChannelEnvironment: Sendable {
    /// The hub's data folder.
    public var data: URL
    /// The folder for texts that leave as files.
    public var outbox: URL
    /// The hub's own program, which reads scans in a process of their own.
    public var executable: URL
    /// The hub's address as others reach it, without a slash at its end: `https://hub.example`.
    public var httpBase: String
    /// Where LMTP listens whatever the settings file says; nil leaves it to the file.
    public var lmtpHost: String?
    /// The port on which LMTP listens whatever the settings file says; nil leaves it to the file.
    public var lmtpPort: Int?
    /// Hears the LMTP port once mail is accepted.
    public var lmtpListens: @Sendable (Int) -> Void

    /// An environment.
    public init(
        data: URL, outbox: URL, executable: URL, httpBase: String, lmtpHost: String? = nil, lmtpPort: Int? = nil,
        lmtpListens: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.data = data
        self.outbox = outbox
        self.executable = executable
        self.httpBase = httpBase
        self.lmtpHost = lmtpHost
        self.lmtpPort = lmtpPort
        self.lmtpListens = lmtpListens
    }
}

/// Every adapter there is: one line each.
public enum AllChannels {
    /// Makes a channel; throws a `ConfigurationProblem` naming file, line and key.
    typealias Factory = @Sendable (ChannelSettings, ChannelEnvironment) throws(ConfigurationProblem) -> any Channel

    static let adapters: [String: Factory] = [
        "email": EmailChannel.make,
        "sms-http": SMSChannel.makeGateway,
        "outbox-folder": SMSChannel.makeFolder,
        "letters": LettersChannel.make,
        "web": WebFormChannel.make,
    ]

    /// The names that `adapter:` may have in a settings file.
    public static var adapterNames: [String] { adapters.keys.sorted() }

    /// Whether people can answer the short texts of a channel, so that a text may ask them to.
    public static func isTwoWay(_ settings: ChannelSettings) -> Bool {
        (try? settings.options.bool("two_way", default: false)) ?? false
    }

    /// Makes the channel that a settings file describes; throws a `ConfigurationProblem` when it cannot be used.
    public static func channel(
        _ settings: ChannelSettings, _ environment: ChannelEnvironment
    ) throws(ConfigurationProblem) -> any Channel {
        guard let make = adapters[settings.adapter] else {
            throw settings.options.problem(
                "There is no adapter ‘\(settings.adapter)’.",
                cure: "Write one of: \(adapterNames.joined(separator: ", ")).")
        }
        return try make(settings, environment)
    }
}

extension EmailChannel {
    fileprivate static func make(
        _ settings: ChannelSettings, _ environment: ChannelEnvironment
    ) throws(ConfigurationProblem) -> any Channel {
        EmailChannel(
            id: settings.id, associations: settings.associations ?? [],
            settings: try EmailSettings(settings, environment), outbox: OutboxFolder(root: environment.outbox),
            onListening: environment.lmtpListens)
    }
}

extension SMSChannel {
    fileprivate static func makeGateway(
        _ settings: ChannelSettings, _ environment: ChannelEnvironment
    ) throws(ConfigurationProblem) -> any Channel {
        let gateway = try SMSGateway(settings.options, settings.limits)
        let exit = Exit.gateway(
            gateway, HTTPTransfer(threads: settings.limits.concurrent ?? 4),
            SendingPace(perSecond: gateway.ratePerSecond))
        return try make(settings, environment, exit, values: gateway.values)
    }

    fileprivate static func makeFolder(
        _ settings: ChannelSettings, _ environment: ChannelEnvironment
    ) throws(ConfigurationProblem) -> any Channel {
        try settings.options.checkKeys(["values", "incoming", "medium", "two_way"])
        var values: [String: String] = [:]
        let map = try settings.options.map("values")
        for entry in map.entries { values[entry.key] = try map.string(entry.key, default: "") }
        return try make(settings, environment, .folder(OutboxFolder(root: environment.outbox)), values: values)
    }

    private static func make(
        _ settings: ChannelSettings, _ environment: ChannelEnvironment, _ exit: Exit, values: [String: String]
    ) throws(ConfigurationProblem) -> any Channel {
        _ = try settings.options.bool("two_way", default: false)
        var incoming = try settings.options.optionalMap("incoming").map { map throws(ConfigurationProblem) in
            try IncomingHook(map, values)
        }
        if let limit = settings.limits.messageBytes { incoming?.door.longestBody = limit }
        let wire: Wire = try settings.options.word("medium", default: .sms)
        return SMSChannel(
            id: settings.id, associations: settings.associations ?? [], exit: exit, incoming: incoming,
            medium: wire == .chat ? .chat : .sms, httpBase: environment.httpBase)
    }

    /// The word for what a gateway carries.
    private enum Wire: String, CaseIterable {
        case sms
        case chat
    }
}

extension LettersChannel {
    fileprivate static func make(
        _ settings: ChannelSettings, _ environment: ChannelEnvironment
    ) throws(ConfigurationProblem) -> any Channel {
        try settings.options.checkKeys(["inbox"])
        let inbox = try settings.options.string("inbox", default: environment.data.appending(path: "letters").path)
        return LettersChannel(
            id: settings.id, associations: settings.associations ?? [],
            inbox: URL(filePath: inbox, directoryHint: .isDirectory), outbox: OutboxFolder(root: environment.outbox),
            scratch: environment.data.appending(path: "spool", directoryHint: .isDirectory),
            scan: scan(with: environment.executable))
    }
}

extension LettersChannel {
    /// Below this confidence (0…100) an officer is asked to compare with the picture.
    static let sureFrom = 70

    /// Reads a scan in a process of its own; a file that cannot be read says nothing.
    private static func scan(with executable: URL) -> Scan {
        { file in
            guard let scanned = try? await ScanProcess.read(file: file, executable: executable), !scanned.text.isEmpty
            else {
                return nil
            }
            return ScannedWords(text: scanned.text, isSure: scanned.confidence >= sureFrom)
        }
    }
}

extension WebFormChannel {
    fileprivate static func make(
        _ settings: ChannelSettings, _ environment: ChannelEnvironment
    ) throws(ConfigurationProblem) -> any Channel {
        try settings.options.checkKeys([])
        return WebFormChannel(id: settings.id, associations: settings.associations ?? [])
    }
}
