import Casework
import Foundation
import Testing

@testable import Console

@Suite("Signing in")
struct SignInTests {
    @Test("The right password opens the queue, or the page that was asked for")
    func signIn() async throws {
        try await browse(SampleSite()) { browser in
            #expect(try await browser.signIn().header("location") == "/console")
            let asked = try await browser.get("/console/sign-in?next=/console/channels")
            let fields = ["name": "huda", "password": SampleAccounts.password, "next": asked.input("next") ?? ""]
            #expect(
                try await browser.post("/console/sign-in", fields, from: asked).header("location")
                    == "/console/channels")
        }
    }

    @Test("An unknown name and a wrong password are answered alike")
    func wrong() async throws {
        try await browse(SampleSite()) { browser in
            let form = try await browser.get("/console/sign-in")
            let one = try await browser.post("/console/sign-in", ["name": "huda", "password": "x"], from: form)
            let two = try await browser.post("/console/sign-in", ["name": "none", "password": "x"], from: form)
            #expect(one.status == 403 && two.status == 403)
            #expect(one.text.replacingOccurrences(of: "huda", with: "none") == two.text)
        }
    }

    @Test("Too many failures are told with a time to wait, and a huge password is refused unread")
    func locked() async throws {
        try await browse(SampleSite()) { browser in
            let form = try await browser.get("/console/sign-in")
            let locked = try await browser.post("/console/sign-in", ["name": "locked", "password": "x"], from: form)
            #expect(locked.status == 429)
            #expect(locked.header("retry-after") == "600")
            let huge = String(repeating: "x", count: 20_000)
            let refused = try await browser.post("/console/sign-in", ["name": "huda", "password": huge], from: form)
            #expect(refused.status == 413)
        }
    }

    @Test("A one-time link is used by the button, not by looking; then a password must be chosen")
    func link() async throws {
        try await browse(SampleSite()) { browser in
            let path = "/console/link/0123456789abcdef0123456789abcdef"
            _ = try await browser.get(path)
            let page = try await browser.get(path)
            let entered = try await browser.post(path, [:], from: page)
            #expect(entered.header("location") == "/console/password")
            #expect(try await browser.get("/console").header("location") == "/console/password")
            let form = try await browser.get("/console/password")
            let short = try await browser.post(
                "/console/password", ["password": "short", "repeated": "short"], from: form)
            #expect(short.status == 422)
            let long = "a sentence to remember"
            let set = try await browser.post("/console/password", ["password": long, "repeated": long], from: form)
            #expect(set.header("location").hasPrefix("/console?"))
            #expect(try await browser.get("/console").status == 200)
            let fresh = try await browser.get("/console/sign-in")
            #expect(try await browser.post(path, [:], from: fresh).status == 403)
        }
    }

    @Test("After signing out the session is over and the browser forgets")
    func signOut() async throws {
        try await browse(SampleSite()) { browser in
            try await browser.signIn()
            let page = try await browser.get("/console")
            let out = try await browser.post("/console/sign-out", [:], from: page)
            #expect(out.header("clear-site-data").contains("storage"))
            #expect(try await browser.get("/console").status == 303)
        }
    }

    @Test("A new account gets a link of the configured address, whatever host the request names")
    func hostIgnored() async throws {
        try await browse(SampleSite(baseURL: "http://localhost:8080")) { browser in
            try await browser.signIn()
            let form = try await browser.get("/console/accounts/0")
            let fields = ["name": "amal", "display": "أمل", "position al-eman complaints": "1"]
            let page = try await browser.post(
                "/console/accounts/0", fields, from: form,
                headers: ["x-forwarded-host": "evil.example", "forwarded": "host=evil.example"])
            #expect(page.text.contains("http://localhost:8080/console/link/fedcba9876543210fedcba9876543210"))
            #expect(!page.text.contains("evil.example"))
        }
    }

    @Test(
        "Only pages of the console are gone on to after signing in",
        arguments: [
            "/console": "/console", "/console/tickets/saa/1": "/console/tickets/saa/1", "https://evil.example": nil,
            "//evil.example": nil, "/console//evil": nil, "/console\\evil": nil, "/al-eman": nil, "/console/%2e": nil,
        ] as [String: String?])
    func next(path: String, safe: String?) { #expect(SignInPages.safeNext(path) == safe) }

    @Test("Programs use the API with a session as bearer, and get no page without")
    func api() async throws {
        try await browse(SampleSite()) { browser in
            let refused = try await browser.get("/api/v1/tickets")
            #expect(refused.status == 401)
            #expect(refused.header("www-authenticate") == "Bearer")
            try await browser.signIn("saud")
            let page = try await browser.get("/api/v1/tickets?list=all")
            #expect(page.status == 200)
            #expect(page.text.contains(SampleTickets.reference(1).description))
            #expect(!page.text.contains(SampleTickets.reference(4).description), "a sealed ticket must not appear")
            #expect(try await browser.get("/api/v1/tickets?list=none").status == 400)
        }
    }
}
