import Casework

/// Whether a change comes from a page of ours: the browser says so, and the form carries the token of its page.
struct OriginCheck: Sendable {
    /// The name of the token's field, or of its header for scripts.
    static let field = "csrf"

    let site: Site

    /// Throws 403 when the request comes from elsewhere or without the right token.
    func check(_ visit: Visit) throws(Refusal) {
        if let place = visit.headers["sec-fetch-site"], place != "same-origin" { throw .forged }
        // Browsers write "null" for pages that send no referrer, as ours do.
        if let origin = visit.headers["origin"], origin != "null", origin != site.configuration.origin {
            throw .forged
        }
        guard isTokenRight(visit) else { throw .forged }
    }

    private func isTokenRight(_ visit: Visit) -> Bool {
        let token = visit.fields[Self.field] ?? ""
        if let session = visit.session { return !session.csrf.isEmpty && Seal.areEqual(token, session.csrf) }
        return !visit.visitor.isEmpty && site.seal.isValid(token, "visitor", visit.visitor)
    }
}

extension ConsoleConfiguration {
    /// Scheme, host and port of the base URL, as browsers write an origin.
    var origin: String {
        let parts = baseURL.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count < 3 ? baseURL : "\(parts[0])//\(parts[2])".lowercased()
    }
}
