import CCurl

/// How a connection to a mail server is protected.
public enum TransportSecurity: String, Sendable, Hashable, CaseIterable {
    /// Not at all: for a server on the same machine only. Passwords go out this way only to this machine.
    case plain
    /// Begins in the clear and must switch to TLS before anything else (RFC 3207, RFC 9051 section 6.2.1).
    case startTLS
    /// TLS from the first byte (RFC 8314).
    case tls
}

/// What SMTP and IMAP servers have in common: where they are, how they are protected and who signs in.
struct MailServer: Sendable, Hashable {
    /// The protocol's name in a libcurl address: `smtp` or `imap`.
    let scheme: String
    let host: String
    let port: Int
    let security: TransportSecurity
    let user: String?
    let password: String?
    let caFile: String?
    /// The name we give ourselves in SMTP's EHLO.
    let ownName: String?

    /// A sentence saying what is wrong with these settings, or nil when they can be used.
    var complaint: String? {
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:".utf8)
        if host.isEmpty || !host.utf8.allSatisfy({ allowed.contains($0) }) {
            return "the server's host name holds a character that is not allowed"
        }
        if let ownName, ownName.isEmpty || !ownName.utf8.allSatisfy({ allowed.contains($0) }) {
            return "our own host name holds a character that is not allowed"
        }
        if !(1...65_535).contains(port) { return "the server's port must be between 1 and 65535" }
        let secrets = (user ?? "") + (password ?? "")
        if secrets.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            return "the user name or password holds a control character"
        }
        if user != nil, security == .plain, !isThisMachine {
            return "a password must not travel unprotected; use startTLS or tls"
        }
        return nil
    }

    var url: String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return "\(scheme)\(security == .tls ? "s" : "")://\(name):\(port)/\(ownName ?? "")"
    }

    private var isThisMachine: Bool { ["localhost", "127.0.0.1", "::1"].contains(host.lowercased()) }
}

/// Why a mail server could not be used; nothing of any message was sent.
enum MailConnectionFailure: Error {
    case invalid(String)
    case untrusted(String)
    case signInRefused(String)
    case unreachable(String)
    case cancelled
}

/// A connection on which libcurl has greeted, encrypted and signed in, and what the server said meanwhile.
struct MailGreeting {
    let connection: LineConnection
    let lines: [String]
}

extension MailServer {
    /// Connects and signs in; blocks until done, failed or cancelled.
    func connect(_ limits: TransferLimits, _ cancellation: Cancellation) throws(MailConnectionFailure) -> MailGreeting {
        if let complaint { throw .invalid(complaint) }
        guard let handle = CurlHandle() else { throw .unreachable("out of memory; try again later") }
        let context = TransferContext(cancellation: cancellation)
        handle.prepare(url: url, protocols: "\(scheme),\(scheme)s", caFile: caFile, limits: limits, context: context)
        handle.set(CURLOPT_CONNECT_ONLY, 1)
        if security == .startTLS { _ = curlshim_require_starttls(handle.easy) }
        if let user {
            handle.set(CURLOPT_USERNAME, user)
            handle.set(CURLOPT_PASSWORD, password ?? "")
        }
        let code = withExtendedLifetime(context) { handle.perform() }
        handle.forgetContext()
        var socket = CURL_SOCKET_BAD
        if code == CURLE_OK, curlshim_get_socket(handle.easy, &socket) == CURLE_OK, socket != CURL_SOCKET_BAD {
            return MailGreeting(connection: LineConnection(handle, socket), lines: context.headerLines)
        }
        throw failure(code, handle, context)
    }

    private func failure(
        _ code: CURLcode, _ handle: CurlHandle, _ context: TransferContext
    ) -> MailConnectionFailure {
        if context.cancellation.isRequested { return .cancelled }
        if code.isAboutTrust { return .untrusted(handle.explain(code)) }
        let lastLine = context.headerLines.last.map { String($0.prefix(200)) }
        if code == CURLE_LOGIN_DENIED {
            // 454 and [UNAVAILABLE] mean "not now" (RFC 4954 section 4.7.1, RFC 5530): the password may be right.
            let isTemporary = lastLine.map { $0.hasPrefix("4") || $0.contains("[UNAVAILABLE]") } ?? false
            return isTemporary ? .unreachable(lastLine ?? "") : .signInRefused(lastLine ?? handle.explain(code))
        }
        return .unreachable(lastLine ?? handle.explain(code))
    }
}
