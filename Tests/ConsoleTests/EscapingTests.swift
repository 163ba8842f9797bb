import Casework
import Foundation
import Testing
import Wording

@testable import Console

@Suite("Text of strangers stays text")
struct EscapingTests {
    @Test("No mark behind a bracket or quote hides it from escaping", arguments: SampleAttack.marks)
    func marks(mark: String) {
        for sign in ["<", ">", "\"", "'", "&"] {
            let escaped = SafeHTML().escapeText(sign + mark)
            #expect(escaped.utf8.first == UInt8(ascii: "&"))
            #expect(escaped.utf8.contains(UInt8(ascii: ";")))
            #expect(!escaped.utf8.dropFirst().contains(where: { "<>\"'".utf8.contains($0) }))
        }
    }

    @Test("A hostile name, subject, text and warning come out as text on every page that shows them")
    func pages() async throws {
        try await browse(SampleSite(formsPerTenMinutes: 100)) { browser in
            try await browser.signIn()
            let reference = SampleTickets.reference(9)
            let list = try await browser.get("/console")
            let ticket = try await browser.get("/console/tickets/saa/\(reference)")
            let search = try await browser.post("/console/search", ["search": SampleAttack.text], from: list)
            let draft = ["text": SampleAttack.text, "recipient": "", "once": ""]
            let preview = try await browser.post("/console/tickets/saa/\(reference)/preview", draft, from: ticket)
            let form = try await browser.get("/al-eman/inquiry")
            let typed = ["name": SampleAttack.text, "message": SampleAttack.text, "phone": SampleAttack.text]
            let refused = try await browser.post("/al-eman/inquiry", typed, from: form)
            let query = try await browser.get("/al-eman?x=\(URLForm.encode(SampleAttack.text))")
            for page in [list, ticket, search, preview, refused, query] {
                #expect(!page.text.contains("<script>alert"))
                #expect(!page.data.contains(bytes: "\" onload"))
                for mark in SampleAttack.marks {
                    #expect(!page.data.contains(bytes: "<\(mark)"))
                    #expect(!page.data.contains(bytes: "\"\(mark)"))
                }
            }
            #expect(ticket.text.contains("&lt;script&gt;"))
        }
    }

    @Test("A file that hides its ending behind a direction mark shows the real one")
    func fileName() async throws {
        try await browse(SampleSite()) { browser in
            try await browser.signIn()
            let page = try await browser.get("/console/tickets/saa/\(SampleTickets.reference(9))")
            #expect(page.text.contains("photognp.exe"))
        }
    }

    @Test("A template without the escaping line, or with an unescaped insertion, is refused at start")
    func templatesChecked() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pages-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("a.mustache")
        for text in ["<p>{{page}}</p>", PageLibrary.pragma + "{{{page}}}", PageLibrary.pragma + "{{& page}}"] {
            try Data(text.utf8).write(to: file)
            #expect(throws: PageLibrary.Fault.self) { try PageLibrary(folder: folder) }
        }
        try Data((PageLibrary.pragma + "{{page}}").utf8).write(to: file)
        #expect(throws: Never.self) { try PageLibrary(folder: folder) }
    }
}

extension Data {
    /// Whether the very bytes of a text occur, whatever letters they would combine to.
    func contains(bytes text: String) -> Bool { range(of: Data(text.utf8)) != nil }
}
