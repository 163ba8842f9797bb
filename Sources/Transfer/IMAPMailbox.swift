/// A server where mail waits to be fetched.
public struct IMAPServer: Sendable, Hashable {
    /// Host name or address.
    public var host: String
    /// Port, usually 143 or 993.
    public var port: Int
    /// How the connection is protected.
    public var security: TransportSecurity
    /// Who signs in.
    public var user: String
    /// The password of `user`.
    public var password: String
    /// PEM file of certificates to trust in place of the system's.
    public var caFile: String?

    /// A server as configured; checked when first used.
    public init(
        host: String, port: Int, security: TransportSecurity, user: String, password: String, caFile: String? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.caFile = caFile
    }

    var common: MailServer {
        MailServer(
            scheme: "imap", host: host, port: port, security: security, user: user, password: password, caFile: caFile,
            ownName: nil)
    }
}

/// What a mailbox says about itself when selected (RFC 9051 section 6.3.2).
public struct MailboxStatus: Sendable, Hashable {
    /// Changes when the mailbox's UIDs are no longer those of before.
    public let uidValidity: UInt32
    /// The UID that the next message will have, if the server says so.
    public let uidNext: UInt32?
    /// How many messages there are.
    public let messages: UInt32

    /// A status as the server gave it.
    public init(uidValidity: UInt32, uidNext: UInt32?, messages: UInt32) {
        self.uidValidity = uidValidity
        self.uidNext = uidNext
        self.messages = messages
    }
}

/// Why a mailbox could not be read.
public enum IMAPError: Error, Sendable, Hashable {
    /// The settings are not acceptable: correct them.
    case invalid(String)
    /// The server does not accept the user name and password.
    case authentication(String)
    /// The certificate or encryption of the server is not acceptable.
    case untrusted(String)
    /// Not reached, or cut: try again later.
    case connection(String)
    /// The server refused the command (NO or BAD), with its words.
    case refused(String)
    /// The server's answer makes no sense; the connection was given up.
    case nonsense(String)
    /// The message is longer than the limit; `size` is what the server says, if it says it.
    case tooLarge(size: Int?, limit: Int)
    /// There is no such message any more.
    case gone
    /// No mailbox is selected, because the connection was lost or `select` was never called.
    case notSelected
    /// The calling task was cancelled.
    case cancelled

    init(_ failure: MailConnectionFailure) {
        switch failure {
        case .invalid(let reason): self = .invalid(reason)
        case .untrusted(let reason): self = .untrusted(reason)
        case .signInRefused(let reason): self = .authentication(reason)
        case .unreachable(let reason): self = .connection(reason)
        case .cancelled: self = .cancelled
        }
    }

    init(_ loss: LineConnection.Loss) {
        switch loss {
        case .cancelled: self = .cancelled
        case .lineTooLong: self = .nonsense(loss.sentence)
        case .closed, .timedOut, .failed: self = .connection(loss.sentence)
        }
    }
}

/// A mailbox's name as a quoted string in modified UTF-7 (RFC 3501 section 5.1.3).
struct IMAPMailboxName {
    let quoted: String

    /// Nil for an empty name, one over 500 bytes, or one with a control character.
    init?(_ name: String) {
        guard !name.isEmpty, name.utf8.count <= 500,
            !name.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        else { return nil }
        var text = ""
        var shifted: [UInt16] = []
        for scalar in name.unicodeScalars {
            if scalar.isASCII {
                text += modifiedBase64(&shifted)
                text += scalar == "&" ? "&-" : scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : String(scalar)
            } else {
                shifted.append(contentsOf: UTF16.encode(scalar).map(Array.init) ?? [])
            }
        }
        quoted = "\"\(text)\(modifiedBase64(&shifted))\""
    }
}

private func modifiedBase64(_ units: inout [UInt16]) -> String {
    guard !units.isEmpty else { return "" }
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,")
    var text = "&"
    var bits: UInt32 = 0
    var count = 0
    for byte in units.flatMap({ [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }) {
        bits = bits << 8 | UInt32(byte)
        count += 8
        while count >= 6 {
            count -= 6
            text.append(alphabet[Int(bits >> UInt32(count) & 63)])
        }
    }
    if count > 0 { text.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
    units = []
    return text + "-"
}
