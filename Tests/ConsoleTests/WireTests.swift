import Foundation
import Logging
import MIME
import Testing

@testable import Console

@Suite("What comes over the wire")
struct WireTests {
    @Test(
        "Form fields are decoded once, whatever they look like",
        arguments: [
            "a=1&b=%D8%B3+x": ["a": "1", "b": "س x"], "a[b][c]=1": ["a[b][c]": "1"], "a=%": ["a": ""],
            "a=%ZZ": ["a": ""], "a=1&a=2": ["a": "1"], "": [:], "a=%FF": ["a": "\u{FFFD}"],
        ])
    func urlForm(text: String, fields: [String: String]) { #expect(URLForm.parse(text.utf8) == fields) }

    @Test("A form with too many fields is refused")
    func manyFields() {
        let text = (0...URLForm.maximumFields).map { "f\($0)=1" }.joined(separator: "&")
        #expect(URLForm.parse(text.utf8) == nil)
    }

    @Test(
        "A body of several parts that is cut short, nameless or endless is refused",
        arguments: [
            "", "--x", "--x\r\n", "--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--",
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nvalue",
        ])
    func badParts(body: String) {
        #expect(MultipartForm(Data(body.utf8), contentType: "multipart/form-data; boundary=x") == nil)
    }

    @Test("More parts than the limit are refused")
    func manyParts() {
        let part = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
        let body = String(repeating: part, count: FormParts.maximumParts + 1) + "--x--"
        #expect(MultipartForm(Data(body.utf8), contentType: "multipart/form-data; boundary=x") == nil)
        let fewer = String(repeating: part, count: 3) + "--x--"
        #expect(MultipartForm(Data(fewer.utf8), contentType: "multipart/form-data; boundary=x")?.fields == ["a": "1"])
    }

    @Test(
        "A download's name is clean, whole and on one line",
        arguments: [
            "../../x": "x", "..\\x": "x", ".htaccess": "htaccess", "a\r\nSet-Cookie: b": "aSet-Cookie: b",
            "photo\u{202E}gnp.exe": "photognp.exe", "\u{200B}.\u{200B}": "file", "": "file", "تقرير.pdf": "تقرير.pdf",
        ])
    func names(given: String, clean: String) {
        #expect(Disposition.cleaned(given) == clean)
        #expect(Disposition.header("attachment", name: given).utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
    }

    @Test("A cookie is found by its whole name, the first one")
    func cookies() {
        let header = "x-wasl-session=0; wasl-session=1; wasl-session=2"
        #expect(ConsoleCookie.session.value(in: header, isHTTPS: false) == "1")
        #expect(ConsoleCookie.session.value(in: header, isHTTPS: true) == nil)
    }

    @Test("A signed value is opened only for its purpose and unchanged")
    func seals() {
        let seal = Seal(key: Data(repeating: 1, count: 32))
        let sealed = seal.sealed("receipt", "26004173")
        #expect(seal.opened("receipt", sealed) == "26004173")
        #expect(seal.opened("browser", sealed) == nil)
        #expect(seal.opened("receipt", sealed.replacingOccurrences(of: "26004173", with: "26004174")) == nil)
        #expect(Seal(key: Data(repeating: 2, count: 32)).opened("receipt", sealed) == nil)
    }

    @Test("The counter forgets after its window and never grows without end")
    func rateLimit() {
        let limit = RateLimit(1, in: 60)
        #expect(limit.refuse("a", at: SampleSite.noon) == nil)
        #expect(limit.refuse("a", at: SampleSite.noon.addingTimeInterval(10)) == 50)
        #expect(limit.refuse("a", at: SampleSite.noon.addingTimeInterval(60)) == nil)
        #expect(limit.refuse("2001:db8:1:2::1", at: SampleSite.noon) == nil)
        #expect(limit.refuse("2001:db8:1:2::9", at: SampleSite.noon) != nil, "one household is one address")
        for number in 0...RateLimit.maximumEntries { _ = limit.refuse("n\(number)", at: SampleSite.noon) }
        #expect(limit.refuse("b", at: SampleSite.noon) == nil)
    }

    @Test("A webhook is handed over whole, and one that is too large is refused")
    func webhooks() async throws {
        try await browse(SampleSite(baseURL: "https://wasl.example")) { browser in
            let call = try await browser.send(.post, "/hooks/sms-kannel/in?from=1", body: Data("body".utf8))
            #expect(call.text == "sms-kannel POST https://wasl.example/hooks/sms-kannel/in?from=1 4")
            #expect(try await browser.get("/hooks/email").text.hasPrefix("email GET"))
            #expect(try await browser.get("/hooks/missing").status == 404)
            let large = Data(repeating: 0x61, count: Endpoint.hookLimit + 1)
            #expect(try await browser.send(.post, "/hooks/email", body: large).status == 413)
        }
    }

    @Test("Figures, health and the described interface answer programs")
    func machines() async throws {
        try await browse(SampleSite()) { browser in
            #expect(try await browser.get("/healthz").text == "ok\n")
            #expect(try await browser.get("/readyz").status == 200)
            #expect(try await browser.get("/metrics").text.contains("wasl_tickets_open 6"))
            let described = try await browser.get("/api/v1/openapi.json")
            let json = try JSONSerialization.jsonObject(with: described.data) as? [String: Any]
            #expect(json?["openapi"] as? String == "3.1.0")
        }
    }

    @Test("Only a trusted proxy may say who is behind it")
    func proxies() throws {
        var configuration = ConsoleConfiguration(
            templates: SampleSite.templates, baseURL: "https://Wasl.example/", secret: Data(count: 32))
        #expect(configuration.origin == "https://wasl.example")
        configuration.trustedProxies = ["127.0.0.1"]
        let wire = Wire(configuration: configuration)
        #expect(wire.remote("127.0.0.1", "6.6.6.6, 10.0.0.9") == "10.0.0.9")
        #expect(wire.remote("10.0.0.1", "6.6.6.6") == "10.0.0.1")
    }

    @Test("Without a long secret the site does not start")
    func shortSecret() {
        let configuration = ConsoleConfiguration(
            templates: SampleSite.templates, baseURL: "http://localhost", secret: Data(count: 31))
        #expect(throws: PageLibrary.Fault.self) {
            try ConsoleSite(
                configuration: configuration, desk: SampleDesk(now: SampleSite.noon), accounts: SampleAccounts(),
                forms: SampleForms(), learning: SampleLearning(), webhook: { _ in ConsoleWebhookReply(status: 404) },
                logger: Logger(label: "console"))
        }
    }
}
