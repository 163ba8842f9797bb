import Foundation
import Peers
import Testing

@Suite(
    "RouteTests: in a real browser", .serialized,
    .enabled(if: Places.hasBrowser, "chromium, chromium-driver or python3-selenium is not installed"))
struct BrowserTests {
    @Test(
        "a form with an attachment is sent, followed by its number, and closed to others; nothing typed is lost",
        arguments: [("ar", "scripts"), ("en", "scripts"), ("ar", "no-scripts")])
    func form(language: String, scripts: String) async throws {
        try await withHub("form-\(language)") { hub, child in
            let printed = try await Self.script("public_form.py", in: hub, [language, scripts])
            let number = String(printed.split(separator: "\n").last ?? "")
            #expect(number.count >= 8)
            try await eventually("the ticket", within: 20, every: 200) { try await hub.tickets().count == 1 }
            let ticket = try #require(try await hub.tickets().first)
            #expect(ticket["reference"] as? String == number)
            #expect(ticket["association"] as? String == "al-eman")
            #expect(ticket["channel"] as? String == "web")
            #expect(ticket["kind"] as? String == "aid_request")
            #expect(ticket["language"] as? String == language)
            #expect((ticket["receipts"] as? [String]) == [number])
            #expect(try await hub.command("verify").hasSuffix("balanced\n"))
            guard ticket["sealed"] as? Bool == false else { return }
            let officer = Visitor(hub)
            try await officer.signIn(child)
            try await officer.open("/console/tickets/al-eman/\(number)")
            let file = try await officer.download(try officer.link(endingIn: "/attachments/0"))
            #expect(String(decoding: file, as: UTF8.self) == "تقرير للتجربة\n")
        }
    }

    @Test("an officer signs in by the printed link, previews and sends an answer, and sees the next message come in")
    func console() async throws {
        try await withHub("console") { hub, child in
            try Self.deliver(hub, "موعد العلاج", "السلام عليكم، متى موعد صرف العلاج لوالدتي؟")
            try await eventually("the ticket", every: 200) { try await hub.tickets().count == 1 }
            let reference = try #require(try await hub.tickets().first?["reference"] as? String)
            try await eventually("the sign-in link") { child.printed.contains("/console/link/") }
            let link = try hub.url(try Visitor.link(in: child.printed)).absoluteString
            let answer = "وعليكم السلام، يُصرف العلاج كل أحد من الساعة ٩ صباحًا. أحضروا <الهوية> & التقرير."
            let officer = try Self.start("console.py", in: hub, [link, "al-eman/\(reference)", answer])
            try await eventually("the officer watching", within: 90, every: 200) {
                officer.printed.contains("watching") || !officer.isRunning
            }
            try Self.deliver(hub, "new one", "متى تفتحون أبوابكم؟")
            try await officer.wait(within: 60)
            #expect(officer.exitCode == 0, "\(officer.complaints.suffix(500))")
            let sent = try await hub.outbox().filter { $0["kind"] as? String == "reply" }
            #expect(sent.count == 1)
            #expect((sent.first?["text"] as? String)?.contains(answer) == true)
            #expect(sent.first?["state"] as? String == "sent")
            #expect(sent.first?["to"] as? String == "umm.salem@people.example")
            let tickets = try await hub.tickets()
            #expect(tickets.first { $0["reference"] as? String == reference }?["state"] as? String == "answered")
        }
    }

    private static func deliver(_ hub: HubProcess, _ subject: String, _ text: String) throws {
        let encoded = Data(subject.utf8).base64EncodedString()
        let mail = """
            From: umm.salem@people.example\r\nTo: al-eman@al-eman.example\r\nSubject: =?utf-8?B?\(encoded)?=\r\n\
            Message-ID: <\(UUID().uuidString)@people.example>\r\nMIME-Version: 1.0\r\n\
            Content-Type: text/plain; charset=utf-8\r\n\r\n\(text)\r\n
            """
        let client = try #require(LMTPClient(port: hub.lmtpPort))
        let answer = client.deliver(Data(mail.utf8), from: "umm.salem@people.example", to: "al-eman@al-eman.example")
        #expect(answer?.hasPrefix("250") == true)
    }

    /// Starts a script with the hub's address and a folder for its pictures before its own arguments.
    private static func start(_ name: String, in hub: HubProcess, _ arguments: [String]) throws -> Child {
        let pictures = try pictures(name, in: hub, arguments)
        let base = try hub.url("").absoluteString
        return try Child(
            URL(filePath: "/usr/bin/python3"), [Places.script(name).path, base, pictures.path] + arguments,
            environment: ["PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"], folder: pictures)
    }

    private static func script(_ name: String, in hub: HubProcess, _ arguments: [String]) async throws -> String {
        let child = try start(name, in: hub, arguments)
        try await child.wait(within: 90)
        guard child.exitCode == 0 else {
            throw ChildFailure(program: name, code: child.exitCode, said: child.complaints)
        }
        return child.printed
    }

    /// Below `WASL_PICTURES` when somebody wants to look at the pages, else in the hub's own folder.
    private static func pictures(_ name: String, in hub: HubProcess, _ arguments: [String]) throws -> URL {
        let kept = ProcessInfo.processInfo.environment["WASL_PICTURES"].map { URL(filePath: $0) }
        let label = arguments.first.map { $0.count < 10 ? "-\(arguments.prefix(2).joined(separator: "-"))" : "" } ?? ""
        let folder = (kept ?? hub.folder).appending(path: name.replacing(".py", with: "") + label)
        try FileManager.default.createDirectory(
            at: folder.appending(path: "other"), withIntermediateDirectories: true)
        return folder
    }
}
