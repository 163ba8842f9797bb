import Casework
import Foundation
import Testing

@testable import Console

@Suite("Headers and rights of every address")
struct HeaderTests {
    /// The addresses with samples in the place of their variable parts.
    static func filled(_ pattern: String) -> String {
        let samples = [
            ":association": "al-eman", ":reference": SampleTickets.reference(1).description, ":message": "1",
            ":index": "0", ":form": "inquiry", ":scope": "all", ":token": "abc", ":id": "1", ":channel": "email",
            ":name": "wasl.css", "**": "more",
        ]
        return pattern.split(separator: "/", omittingEmptySubsequences: false)
            .map { samples[String($0)] ?? String($0) }.joined(separator: "/")
    }

    static func endpoints(_ method: Endpoint.Method, _ audiences: Set<Endpoint.Audience>) throws -> [Endpoint] {
        try SampleSite().site.site.endpoints.filter { $0.method == method && audiences.contains($0.audience) }
    }

    @Test("Every answer carries a policy without inline script or style, and the other security headers")
    func securityHeaders() async throws {
        try await browse(SampleSite()) { browser in
            try await browser.signIn()
            let endpoints = try Self.endpoints(.get, [.visitor, .officer, .administrator, .machine, .client])
            #expect(endpoints.count > 30)
            for endpoint in endpoints where endpoint.route != .live {
                let page = try await browser.get(Self.filled(endpoint.route.path))
                let policy = page.header("content-security-policy")
                #expect(policy.hasPrefix("default-src 'none'"), "\(endpoint.route)")
                #expect(policy.contains("frame-ancestors"), "\(endpoint.route)")
                #expect(!policy.contains("unsafe"), "\(endpoint.route)")
                #expect(page.header("x-content-type-options") == "nosniff", "\(endpoint.route)")
                #expect(page.header("referrer-policy") == "no-referrer", "\(endpoint.route)")
                #expect(page.header("access-control-allow-origin").isEmpty, "\(endpoint.route)")
                let caching = page.header("cache-control")
                #expect(endpoint.route == .file(":name") ? caching == "public, no-cache" : caching == "no-store")
                #expect(page.status < 500, "\(endpoint.route)")
            }
        }
    }

    @Test("An address that does not exist is answered with a page and the same headers")
    func unknownAddress() async throws {
        try await browse(SampleSite()) { browser in
            let page = try await browser.get("/no/such/page/here")
            #expect(page.status == 404)
            #expect(page.text.contains("لا توجد صفحة هنا"))
            #expect(page.header("content-security-policy") == HeaderPolicy.pagePolicy)
        }
    }

    @Test("Who is not signed in is sent to sign in, whatever they ask for")
    func signedOut() async throws {
        try await browse(SampleSite()) { browser in
            for method in [Endpoint.Method.get, .post] {
                for endpoint in try Self.endpoints(method, [.officer, .administrator]) {
                    let path = Self.filled(endpoint.route.path)
                    let page = method == .get ? try await browser.get(path) : try await browser.post(path, [:])
                    #expect(page.status == 303, "\(endpoint.route)")
                    #expect(page.header("location").hasPrefix("/console/sign-in"), "\(endpoint.route)")
                }
            }
        }
    }

    @Test("A change without the page's token, or from another site, is refused")
    func forgery() async throws {
        try await browse(SampleSite(formsPerTenMinutes: 100)) { browser in
            try await browser.signIn()
            let ticket = try await browser.get("/console")
            for endpoint in try Self.endpoints(.post, [.visitor, .officer, .administrator]) {
                let path = Self.filled(endpoint.route.path)
                #expect(try await browser.post(path, [:]).status == 403, "\(endpoint.route)")
                #expect(try await browser.post(path, ["csrf": "wrong"]).status == 403, "\(endpoint.route)")
                for foreign in [["origin": "https://evil.example"], ["sec-fetch-site": "cross-site"]] {
                    let page = try await browser.post(path, [:], from: ticket, headers: foreign)
                    #expect(page.status == 403, "\(endpoint.route)")
                }
            }
        }
    }

    @Test("Looking never changes anything: an address that changes cannot be read")
    func getRefused() async throws {
        try await browse(SampleSite()) { browser in
            try await browser.signIn()
            let readable = Set(try Self.endpoints(.get, [.visitor, .officer, .administrator]).map(\.route))
            for endpoint in try Self.endpoints(.post, [.officer, .administrator])
            where !readable.contains(endpoint.route) {
                #expect(try await browser.get(Self.filled(endpoint.route.path)).status == 404, "\(endpoint.route)")
            }
        }
    }

    @Test("An officer who is no administrator sees no accounts")
    func administratorOnly() async throws {
        try await browse(SampleSite()) { browser in
            try await browser.signIn("saud")
            #expect(try await browser.get("/console/accounts").status == 404)
            #expect(try await browser.get("/console").text.contains("/console/accounts") == false)
        }
    }

    @Test("With https, cookies are bound to the host and the browser stays on https")
    func hostCookies() async throws {
        try await browse(SampleSite(baseURL: "https://wasl.example")) { browser in
            let page = try await browser.get("/console/sign-in?lang=en")
            let cookies = page.cookieLines
            #expect(cookies.count == 2)
            for cookie in cookies {
                #expect(cookie.hasPrefix("__Host-wasl-"))
                #expect(cookie.contains("; Secure") && cookie.contains("; HttpOnly") && cookie.contains("SameSite=Lax"))
            }
            #expect(page.header("strict-transport-security").hasPrefix("max-age="))
        }
    }

    @Test("Every route has its own address, and no association can hide one of the site's own")
    func routeTable() throws {
        let endpoints = try SampleSite().site.site.endpoints
        let addresses = endpoints.map { "\($0.method.rawValue) \($0.route.path)" }
        #expect(Set(addresses).count == addresses.count)
        for endpoint in endpoints where endpoint.audience != .visitor {
            let first = endpoint.route.path.split(separator: "/").first.map(String.init) ?? ""
            #expect(Site.reservedNames.contains(first), "\(endpoint.route)")
        }
    }

    @Test("A style sheet is kept for a year under its version and asked for again otherwise")
    func staticFiles() async throws {
        try await browse(SampleSite()) { browser in
            let page = try await browser.get("/")
            let link = try #require(
                page.text.range(of: "/static/wasl.css\\?v=[0-9a-f]{16}", options: .regularExpression))
            let file = try await browser.get(String(page.text[link]))
            #expect(file.header("cache-control").contains("immutable"))
            let again = try await browser.get("/static/wasl.css", headers: ["if-none-match": file.header("etag")])
            #expect(again.status == 304)
            #expect(again.data.isEmpty)
            #expect(try await browser.get("/static/..%2Fopenapi.json").status == 404)
        }
    }
}
