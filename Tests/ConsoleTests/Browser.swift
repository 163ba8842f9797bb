import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Console

/// A browser that keeps cookies and follows nothing by itself.
final class Browser {
    private let client: any TestClientProtocol
    private var cookies: [String: String] = [:]

    init(_ client: any TestClientProtocol) { self.client = client }

    /// What came back.
    struct Page {
        let status: Int
        let headers: HTTPFields
        let text: String
        let data: Data

        /// The value of a header field; empty when absent.
        func header(_ name: String) -> String { HTTPField.Name(name).flatMap { headers[$0] } ?? "" }

        /// The cookies that the answer sets, as they are on the wire.
        var cookieLines: [String] { headers[values: .setCookie] }

        /// The value of the first hidden or visible input of a name.
        func input(_ name: String) -> String? {
            guard let tag = text.range(of: "name=\"\(name)\"[^>]*value=\"([^\"]*)\"", options: .regularExpression),
                let value = text[tag].range(of: "value=\"", options: .backwards)
            else { return nil }
            return String(text[value.upperBound..<tag.upperBound].dropLast())
        }
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> Page {
        try await send(.get, path, headers: headers, body: nil)
    }

    /// Sends form fields; the token of `page` is added when given.
    func post(_ path: String, _ fields: [String: String], from page: Page? = nil, headers: [String: String] = [:])
        async throws -> Page
    {
        var fields = fields
        if let token = page?.input("csrf") { fields["csrf"] = token }
        let body = fields.map { "\(URLForm.encode($0.key))=\(URLForm.encode($0.value))" }.joined(separator: "&")
        var headers = headers
        headers["content-type"] = "application/x-www-form-urlencoded"
        return try await send(.post, path, headers: headers, body: Data(body.utf8))
    }

    func send(
        _ method: Endpoint.Method, _ path: String, headers: [String: String] = [:], body: Data? = nil
    ) async throws -> Page {
        var fields = HTTPFields()
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        if !cookies.isEmpty {
            fields[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }
        let buffer = body.map { ByteBuffer(bytes: $0) }
        let verb = HTTPRequest.Method(rawValue: method.rawValue) ?? .get
        let response = try await client.executeRequest(uri: path, method: verb, headers: fields, body: buffer)
        for line in response.headers[values: .setCookie] { remember(line) }
        let bytes = Data(response.body.readableBytesView)
        return Page(
            status: response.status.code, headers: response.headers, text: String(decoding: bytes, as: UTF8.self),
            data: bytes)
    }

    /// Signs in as the sample's administrator or another account.
    @discardableResult
    func signIn(_ name: String = "huda") async throws -> Page {
        let page = try await get("/console/sign-in")
        return try await post("/console/sign-in", ["name": name, "password": SampleAccounts.password], from: page)
    }

    private func remember(_ line: String) {
        guard let pair = line.split(separator: ";").first else { return }
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return }
        cookies[parts[0]] = parts[1].isEmpty ? nil : parts[1]
    }
}

/// Runs a test with a browser in front of the sample site.
func browse(
    _ sample: SampleSite, _ test: @escaping @Sendable (Browser) async throws -> Void
) async throws {
    let application = sample.site.application(host: "127.0.0.1", port: 0)
    try await application.test(.router) { client in try await test(Browser(client)) }
}
