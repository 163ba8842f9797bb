import Foundation
import FoundationNetworking
import Peers

/// Somebody who uses the pages over HTTP without scripts: keeps cookies and sends forms with the token of the last page.
final class Visitor {
    private let hub: HubProcess
    private let session: URLSession
    /// The page seen last.
    private(set) var page = ""

    /// A visitor who has not been here before.
    init(_ hub: HubProcess) {
        self.hub = hub
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 30
        configuration.httpAdditionalHeaders = ["Accept-Language": "ar"]
        session = URLSession(configuration: configuration)
    }

    /// The one-time sign-in link in what a new hub printed.
    static func link(in printed: String) throws -> String {
        guard let match = printed.firstMatch(of: /\/console\/link\/[A-Za-z0-9_-]+/) else {
            throw NotInTime(what: "a sign-in link in: \(printed)")
        }
        return String(match.output)
    }

    /// Signs in by the one-time link that the hub printed, and chooses a password.
    func signIn(_ child: Child) async throws {
        try await eventually("a sign-in link") { child.printed.contains("/console/link/") }
        let link = try Self.link(in: child.printed)
        try await open(link)
        try await send(link, [:])
        try await send(
            "/console/password", ["password": "غيم فوق البحر الأحمر 7", "repeated": "غيم فوق البحر الأحمر 7"])
    }

    /// Opens a page.
    @discardableResult
    func open(_ path: String) async throws -> String {
        page = String(decoding: try await data(URLRequest(url: try hub.url(path))), as: UTF8.self)
        return page
    }

    /// The bytes behind a link.
    func download(_ path: String) async throws -> Data { try await data(URLRequest(url: try hub.url(path))) }

    /// Sends a form and follows where it leads.
    @discardableResult
    func send(_ path: String, _ fields: [String: String]) async throws -> String {
        var fields = fields
        fields["csrf"] = try value("csrf")
        var request = URLRequest(url: try hub.url(path))
        request.httpMethod = "POST"
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data(fields.map { "\($0.key)=\(Self.encoded($0.value))" }.joined(separator: "&").utf8)
        page = String(decoding: try await data(request), as: UTF8.self)
        return page
    }

    /// The value of a hidden field on the page.
    func value(_ name: String) throws -> String {
        guard let start = page.range(of: "name=\"\(name)\" value=\""),
            let end = page[start.upperBound...].firstIndex(of: "\"")
        else { throw NotInTime(what: "the field \(name) on: \(page.prefix(2000))") }
        return String(page[start.upperBound..<end])
    }

    /// The first link on the page whose path ends so.
    func link(endingIn ending: String) throws -> String {
        let links = page.matches(of: /href="([^"?]+)[^"]*"/).map { String($0.output.1) }
        guard let link = links.first(where: { $0.hasSuffix(ending) }) else {
            throw NotInTime(what: "a link to …\(ending) on: \(page.prefix(2000))")
        }
        return link
    }

    private func data(_ request: URLRequest) async throws -> Data {
        let (data, response) = try await session.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        guard (200..<300).contains(status) else {
            let path = request.url?.path ?? ""
            throw NotInTime(
                what: "a page at \(path), but \(status): \(String(decoding: data.prefix(2000), as: UTF8.self))")
        }
        return data
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
