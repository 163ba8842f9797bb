import Foundation
import Peers

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The console as an officer's browser meets it: cookies kept, forms sent with their hidden fields, redirects one by one.
final class ConsoleBrowser {
    /// One answer of the site.
    struct Page {
        var status: Int
        var location: String?
        var body: String

        /// The value of a hidden field; nil when the page has none of that name.
        func hidden(_ name: String) -> String? {
            guard let start = body.range(of: "name=\"\(name)\" value=\"")?.upperBound,
                let end = body[start...].firstIndex(of: "\"")
            else { return nil }
            return String(body[start..<end])
        }
    }

    private let hub: HubProcess
    private let session: URLSession
    private var cookies: [String: String] = [:]

    /// A browser without cookies.
    init(_ hub: HubProcess) {
        self.hub = hub
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.timeoutIntervalForRequest = 30
        session = URLSession(configuration: configuration, delegate: StaysWhereItIs(), delegateQueue: nil)
    }

    deinit { session.invalidateAndCancel() }

    /// Signs in with the one-time link that a hub prints at its first start, and chooses a password.
    func signIn(withLinkIn printed: String) async throws {
        guard let start = printed.range(of: "/console/link/")?.lowerBound,
            let end = printed[start...].firstIndex(where: \.isWhitespace)
        else { throw NotInTime(what: "a one-time link in: \(printed)") }
        let link = String(printed[start..<end])
        let door = try await submit(to: link, [:], of: try await get(link))
        guard door.status == 303, door.location == "/console/password" else { throw Unexpected(door) }
        let password = "correct horse battery \(UInt32.random(in: 0...UInt32.max))"
        let chosen = try await submit(
            to: "/console/password", ["password": password, "repeated": password],
            of: try await get("/console/password"))
        guard chosen.status == 303 else { throw Unexpected(chosen) }
    }

    /// Fetches a page.
    func get(_ path: String) async throws -> Page { try await load(URLRequest(url: try hub.url(path))) }

    /// Sends a form of a page, with the page's hidden fields.
    func submit(to path: String, _ fields: [String: String], of page: Page) async throws -> Page {
        var request = URLRequest(url: try hub.url(path))
        request.httpMethod = "POST"
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        request.setValue("http://127.0.0.1:\(hub.httpPort)", forHTTPHeaderField: "Origin")
        request.setValue("same-origin", forHTTPHeaderField: "Sec-Fetch-Site")
        var all = fields
        for name in ["csrf", "once"] { all[name] = page.hidden(name) }
        request.httpBody = Data(
            all.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&").utf8)
        return try await load(request)
    }

    private func load(_ request: URLRequest) async throws -> Page {
        var request = request
        let held = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if !held.isEmpty { request.setValue(held, forHTTPHeaderField: "Cookie") }
        let (body, response) = try await session.data(for: request)
        guard let answer = response as? HTTPURLResponse, let url = request.url else {
            throw NotInTime(what: "an answer")
        }
        let headers = answer.allHeaderFields.reduce(into: [String: String]()) { fields, field in
            if let name = field.key as? String, let value = field.value as? String { fields[name] = value }
        }
        for cookie in HTTPCookie.cookies(withResponseHeaderFields: headers, for: url) {
            cookies[cookie.name] = cookie.value
        }
        return Page(
            status: answer.statusCode, location: answer.value(forHTTPHeaderField: "Location"),
            body: String(decoding: body, as: UTF8.self))
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(
            withAllowedCharacters: .alphanumerics.intersection(CharacterSet(charactersIn: "\0"..."\u{7F}")))
            ?? ""
    }

    /// A page that should have been another.
    struct Unexpected: Error, CustomStringConvertible {
        var page: Page
        init(_ page: Page) { self.page = page }
        var description: String { "\(page.status) \(page.location ?? "") \(page.body.suffix(1500))" }
    }
}

/// Follows no redirect, so that each answer can be looked at.
private final class StaysWhereItIs: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
