/// A cookie to set or to end.
struct CookieChange: Sendable, Hashable {
    /// Which one.
    var cookie: ConsoleCookie
    /// Its value; empty ends it.
    var value: String
    /// Seconds it lives; nil until the browser closes.
    var maxAge: Int?

    /// Ends a cookie.
    static func end(_ cookie: ConsoleCookie) -> CookieChange { CookieChange(cookie: cookie, value: "", maxAge: 0) }

    /// The header field (RFC 6265); with https the name carries `__Host-`, so that no other host can plant it.
    func header(isHTTPS: Bool) -> String {
        var parts = ["\(cookie.name(isHTTPS: isHTTPS))=\(value)", "Path=/", "HttpOnly", "SameSite=Lax"]
        if isHTTPS { parts.append("Secure") }
        if let maxAge { parts.append("Max-Age=\(maxAge)") }
        return parts.joined(separator: "; ")
    }
}

/// The cookies that the console uses; all of them are needed for it to work, none follows anybody.
enum ConsoleCookie: String, Sendable, CaseIterable {
    /// The signed-in session.
    case session = "wasl-session"
    /// What the public forms' tokens are made from.
    case visitor = "wasl-visitor"
    /// The language chosen.
    case language = "wasl-language"

    /// The name on the wire.
    func name(isHTTPS: Bool) -> String { (isHTTPS ? "__Host-" : "") + rawValue }

    /// Reads this cookie from a `Cookie` header; the first wins, 512 bytes at most.
    func value(in header: String, isHTTPS: Bool) -> String? {
        let name = Array(name(isHTTPS: isHTTPS).utf8)
        for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
            let trimmed = pair.drop { $0 == UInt8(ascii: " ") }
            guard trimmed.starts(with: name) else { continue }
            let rest = trimmed.dropFirst(name.count)
            guard rest.first == UInt8(ascii: "="), rest.count <= 513 else { continue }
            return String(decoding: rest.dropFirst(), as: UTF8.self)
        }
        return nil
    }
}
