/// The security headers of an answer, by what it is.
enum HeaderPolicy: Sendable, Hashable {
    /// A page of ours.
    case page
    /// The HTML form of a stranger's mail, shown in a frame of ours; remote pictures only when asked for.
    case frame(remoteImages: Bool)
    /// Bytes of a stranger, to be saved or shown as a picture.
    case download
    /// An answer to a program.
    case machine

    /// The policy of our own pages: nothing but our own style, script, pictures and forms.
    static let pagePolicy = [
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:", "form-action 'self'",
        "frame-src 'self'", "connect-src 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    /// Header fields by lower-case name.
    func headers(isHTTPS: Bool) -> [String: String] {
        var headers = [
            "content-security-policy": contentPolicy,
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
            "cache-control": "no-store",
        ]
        if case .frame = self { headers["x-frame-options"] = "SAMEORIGIN" } else { headers["x-frame-options"] = "DENY" }
        if isHTTPS { headers["strict-transport-security"] = "max-age=63072000; includeSubDomains" }
        return headers
    }

    private var contentPolicy: String {
        switch self {
        case .page: Self.pagePolicy
        case .frame(let remoteImages):
            "default-src 'none'; img-src data:\(remoteImages ? " https:" : ""); base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
        case .download: "default-src 'none'; frame-ancestors 'none'; sandbox"
        case .machine: "default-src 'none'; frame-ancestors 'none'"
        }
    }
}
