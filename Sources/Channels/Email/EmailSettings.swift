import Casework
import Foundation
import Settings
import Transfer

/// What the settings file of a mail channel says.
struct EmailSettings: Sendable {
    /// A mailbox from which mail is fetched.
    struct Mailbox: Sendable {
        var server: IMAPServer
        var name: String
        var association: AssociationID
        /// Seconds between two looks.
        var interval: Int
    }

    /// Where mail servers deliver; nil when nothing listens.
    var lmtp: LMTPConfiguration?
    var mailboxes: [Mailbox] = []
    /// The server that takes our mail; nil writes to the outbox folder.
    var relay: SMTPServer?
    /// Mails on their way out at once.
    var concurrent = 4
}

extension EmailSettings {
    /// Reads the options; throws a `ConfigurationProblem` naming file, line and key.
    init(_ settings: ChannelSettings, _ environment: ChannelEnvironment) throws(ConfigurationProblem) {
        let options = settings.options
        try options.checkKeys(["lmtp", "imap", "smtp"])
        concurrent = settings.limits.concurrent ?? concurrent
        if let map = try options.optionalMap("lmtp") { lmtp = try Self.lmtp(map, settings.limits, environment) }
        for map in try options.list("imap") { mailboxes.append(try Mailbox(map)) }
        if let map = try options.optionalMap("smtp") { relay = try SMTPServer(map) }
    }

    private static func lmtp(
        _ map: SettingValue, _ limits: ChannelSettings.Limits, _ environment: ChannelEnvironment
    ) throws(ConfigurationProblem) -> LMTPConfiguration {
        try map.checkKeys(["host", "port", "host_name"])
        var configuration = LMTPConfiguration(
            host: try map.string("host", default: "127.0.0.1"),
            port: try map.int("port", in: 0...65_535, default: 2_424),
            hostName: try map.string("host_name", default: "localhost"),
            spool: environment.data.appending(path: "spool", directoryHint: .isDirectory))
        if let host = environment.lmtpHost { configuration.host = host }
        if let port = environment.lmtpPort { configuration.port = port }
        if let bytes = limits.messageBytes { configuration.limits.message = bytes }
        return configuration
    }
}

extension EmailSettings.Mailbox {
    fileprivate init(_ map: SettingValue) throws(ConfigurationProblem) {
        try map.checkKeys(
            ["host", "port", "security", "user", "password", "ca_file", "mailbox", "association", "interval_seconds"])
        let security = try MailSecurity(map, default: .tls)
        server = IMAPServer(
            host: try map.string("host"),
            port: try map.int("port", in: 1...65_535, default: security == .tls ? 993 : 143),
            security: security.transport,
            user: try map.string("user"), password: try map.string("password"),
            caFile: try map.optionalString("ca_file"))
        name = try map.string("mailbox", default: "INBOX")
        let written = try map.string("association")
        guard let association = AssociationID(rawValue: written) else {
            throw map.problem(
                "‘\(written)’ is no association's id.", cure: "Write the id of its profile, like al-eman.")
        }
        self.association = association
        interval = try map.int("interval_seconds", in: 1...86_400, default: 60)
    }
}

extension SMTPServer {
    fileprivate init(_ map: SettingValue) throws(ConfigurationProblem) {
        try map.checkKeys(["host", "port", "security", "user", "password", "ca_file", "own_name"])
        let security = try MailSecurity(map, default: .startTLS)
        self.init(
            host: try map.string("host"),
            port: try map.int("port", in: 1...65_535, default: security == .tls ? 465 : 587),
            security: security.transport,
            user: try map.optionalString("user"), password: try map.optionalString("password"),
            caFile: try map.optionalString("ca_file"), ownName: try map.string("own_name", default: "localhost"))
    }
}

/// The words for `TransportSecurity` in settings.
private enum MailSecurity: String, CaseIterable {
    case plain
    case startTLS = "starttls"
    case tls

    init(_ map: SettingValue, default fallback: MailSecurity) throws(ConfigurationProblem) {
        self = try map.word("security", default: fallback)
    }

    var transport: TransportSecurity {
        switch self {
        case .plain: .plain
        case .startTLS: .startTLS
        case .tls: .tls
        }
    }
}
