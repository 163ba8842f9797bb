public import struct Foundation.Data

/// A server that takes our outgoing mail.
public struct SMTPServer: Sendable, Hashable {
    /// Host name or address.
    public var host: String
    /// Port, usually 25, 465 or 587.
    public var port: Int
    /// How the connection is protected; nothing is sent when that protection cannot be had.
    public var security: TransportSecurity
    /// Who signs in, or nil for no sign-in.
    public var user: String?
    /// The password of `user`.
    public var password: String?
    /// PEM file of certificates to trust in place of the system's.
    public var caFile: String?
    /// The name we give ourselves in EHLO.
    public var ownName: String

    /// A server as configured; checked when first used.
    public init(
        host: String, port: Int, security: TransportSecurity, user: String? = nil, password: String? = nil,
        caFile: String? = nil, ownName: String = "localhost"
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.caFile = caFile
        self.ownName = ownName
    }

    var common: MailServer {
        MailServer(
            scheme: "smtp", host: host, port: port, security: security, user: user, password: password, caFile: caFile,
            ownName: ownName)
    }
}

/// One message for one server; all its recipients take it or none does.
public struct SMTPSubmission: Sendable {
    /// Where it goes.
    public var server: SMTPServer
    /// The return path; empty for messages that nobody may answer by machine (RFC 5321 section 4.5.5).
    public var from: String
    /// At least one and at most 100 addresses.
    public var to: [String]
    /// Header and content. Line ends are made CRLF and dots are doubled on the way out.
    public var message: Data

    /// A message to be sent.
    public init(server: SMTPServer, from: String, to: [String], message: Data) {
        self.server = server
        self.from = from
        self.to = to
        self.message = message
    }
}

/// The server has taken responsibility for the message (RFC 5321 section 6.1).
public struct SMTPAccepted: Sendable, Hashable {
    /// The server's last answer, such as `2.0.0 Ok: queued as 4F2`.
    public let reply: String
}

/// Why a message was not, or perhaps not, taken.
public enum SMTPError: Error, Sendable, Hashable {
    /// The submission or the settings are not acceptable: correct them; nothing was sent.
    case refused(String)
    /// The server says not now (4xx): try again later.
    case temporary(code: Int, text: String)
    /// The server says never (5xx) to this message or one of its recipients.
    case permanent(code: Int, text: String, enhancedStatus: String?)
    /// The server does not accept the user name and password, or offers no sign-in.
    case authentication(String)
    /// The certificate or encryption of the server is not acceptable.
    case untrusted(String)
    /// Not connected, or cut before the message was complete: the server has nothing, trying again is safe.
    case connection(String)
    /// Cut after the end of the message was sent and before the answer came: the server may have it or not.
    case uncertain(String)
    /// The calling task was cancelled before the message was complete: the server has nothing.
    case cancelled
}
