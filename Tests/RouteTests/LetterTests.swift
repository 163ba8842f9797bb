import Foundation
import Peers
import Testing

@Suite(
    "RouteTests: letters on paper", .serialized,
    .enabled(if: Places.hasPaper, "chromium or poppler-utils is not installed"))
struct LetterTests {
    /// The share of wrong characters at most when the letter is read back from its PDF.
    static let mostErrors = 0.08
    /// Lines shorter than the paper is wide, so that each stands in the letter as it was written.
    static let answer = """
        يُصرف الدواء كل يوم أحد من الساعة التاسعة صباحا في مقر الجمعية.

        ولا يلزمكم موعد سابق، ولمن ترونه أن يستلم عنكم بصورة من الهوية.
        """

    @Test("a file is taken only when it is whole: not while it grows, not under an unfinished name")
    func wholeFilesOnly() async throws {
        try await withHub("growing") { hub, _ in
            let inbox = hub.data.appending(path: "letters/al-eman/in")
            try await eventually("the folder") { FileManager.default.fileExists(atPath: inbox.path) }
            let text = Data(String(repeating: "أرجو إفادتي بموعد صرف الدواء. ", count: 30).utf8)
            let unfinished = inbox.appending(path: "second.txt.part")
            try (Data("خطاب آخر\n".utf8) + text.prefix(200)).write(to: unfinished)
            let growing = inbox.appending(path: "first.txt")
            try Data().write(to: growing)
            let handle = try FileHandle(forWritingTo: growing)
            let step = text.count / 20
            for start in stride(from: 0, to: text.count, by: step) {
                try handle.write(contentsOf: text[start..<min(start + step, text.count)])
                try await Task.sleep(for: .milliseconds(400))
                #expect(FileManager.default.fileExists(atPath: growing.path), "taken at \(start) of \(text.count)")
            }
            try handle.close()
            try await eventually("the first letter", every: 200) { try await hub.tickets().count == 1 }
            #expect(FileManager.default.fileExists(atPath: unfinished.path))
            let done = hub.data.appending(path: "letters/al-eman/done")
            let taken = try FileManager.default.contentsOfDirectory(at: done, includingPropertiesForKeys: nil)
            #expect(try taken.map { try Data(contentsOf: $0) } == [text])
            try FileManager.default.moveItem(at: unfinished, to: inbox.appending(path: "second.txt"))
            try await eventually("the second letter", every: 200) { try await hub.tickets().count == 2 }
        }
    }

    @Test("a scanned letter becomes a registered ticket with its scan; the answer leaves as text and PDF on paper")
    func thereAndBack() async throws {
        try await withHub("letters") { hub, child in
            let scan = try await Self.scannedLetter(in: hub.folder)
            let inbox = hub.data.appending(path: "letters/al-eman/in")
            try scan.write(to: inbox.appending(path: "scan.png.part"))
            try FileManager.default.moveItem(
                at: inbox.appending(path: "scan.png.part"), to: inbox.appending(path: "scan.png"))
            try await eventually("the ticket", within: 60, every: 200) { try await hub.tickets().count == 1 }
            let ticket = try #require(try await hub.tickets().first)
            #expect(ticket["channel"] as? String == "letters")
            #expect(ticket["association"] as? String == "al-eman")
            #expect(ticket["subject"] as? String == "موعد صرف الدواء")
            let reference = try #require(ticket["reference"] as? String)
            let officer = Visitor(hub)
            try await officer.signIn(child)
            let path = "/console/tickets/al-eman/\(reference)"
            try await officer.open(path)
            #expect(officer.page.contains("فاطمة علي"))
            #expect(officer.page.contains(/>1\/14\d\d</), "the number in the register of incoming letters")
            #expect(try await officer.download(try officer.link(endingIn: "/attachments/0")) == scan)
            try await Self.reply(officer, path)
            try await eventually("the answer on paper", every: 200) {
                try await hub.outbox().contains { $0["kind"] as? String == "reply" && $0["state"] as? String == "sent" }
            }
            try await check(hub, reference)
        }
    }

    private func check(_ hub: HubProcess, _ reference: String) async throws {
        let row = try #require(try await hub.outbox().first { $0["kind"] as? String == "reply" })
        #expect(row["channel"] as? String == "letters")
        #expect((row["letterNumber"] as? String)?.contains(/^2\/14\d\d$/) == true, "the acknowledgement is number 1")
        let number = try #require(row["id"] as? String)
        let folder = hub.data.appending(path: "outbox/letters")
        let days = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let day = try #require(days.first)
        let name = "\(reference)-\(number)"
        let text = try String(contentsOf: day.appending(path: name + ".txt"), encoding: .utf8)
        #expect(LetterOnPaper.withoutDates(text, hub) == LetterOnPaper.text(Self.answer, reference: reference))
        try await checkProof(hub, text, #require(row["letterNumber"] as? String))
        try await checkPDF(day.appending(path: name + ".pdf"))
    }

    /// The address printed on the letter says that the letter is genuine, to anybody; a made-up one says nothing.
    private func checkProof(_ hub: HubProcess, _ text: String, _ number: String) async throws {
        let path = try #require(text.firstMatch(of: /\/al-eman\/letters\/\S+/)).output
        let anybody = Visitor(hub)
        try await anybody.open(String(path))
        #expect(
            anybody.page.contains("هذا الخطاب صادر عن الجمعية") && LetterOnPaper.latin(anybody.page).contains(number))
        #expect(!anybody.page.contains("فاطمة"))
        let forged = String(path.dropLast()) + (path.hasSuffix("a") ? "b" : "a")
        #expect(try await hub.page(forged).body.contains("هذا الخطاب صادر عن الجمعية") == false)
    }

    private func checkPDF(_ file: URL) async throws {
        let info = try await Self.run("pdfinfo", [file.path])
        #expect(info.contains(/Pages: +1\n/))
        #expect(info.contains(/Page size: +595[.0-9]* x 84[12][.0-9]* pts \(A4\)/))
        let fonts = try await Self.run("pdffonts", [file.path]).split(separator: "\n").dropFirst(2)
        #expect(!fonts.isEmpty)
        for font in fonts { #expect(font.contains(/Amiri/) && font.contains(/yes yes yes/), "\(font)") }
        let read = try await Self.run("pdftotext", [file.path, "-"])
        let errors = CharacterErrors.rate(of: Self.answer, in: read)
        #expect(errors <= Self.mostErrors, "\(errors)")
    }

    /// Previews and sends the answer, as the page's form does.
    private static func reply(_ officer: Visitor, _ path: String) async throws {
        var fields = ["text": answer, "template": "", "recipient": "", "once": try officer.value("once")]
        try await officer.send(path + "/preview", fields)
        #expect(officer.page.contains("ولا يلزمكم موعد سابق"))
        fields["once"] = try officer.value("once")
        try await officer.send(path + "/reply", fields)
    }

    @discardableResult
    private static func run(_ program: String, _ arguments: [String]) async throws -> String {
        try await Child.run(try #require(Places.program(program)), arguments)
    }

    /// A letter without telephone number or address, as a scanner at 150 dpi brings it.
    private static func scannedLetter(in folder: URL) async throws -> Data {
        let page = folder.appending(path: "letter.html")
        let lines = [
            "بسم الله الرحمن الرحيم", "سعادة مدير الجمعية سلمه الله", "السلام عليكم ورحمة الله وبركاته، وبعد:",
            "الموضوع: موعد صرف الدواء", "أتعالج من الورم في مستشفى جدة، ولا أملك جوالا ولا بريدا.",
            "أرجو أن تكتبوا لي متى يصرف الدواء، وهل يلزمني موعد سابق.", "الاسم: فاطمة علي",
        ]
        let html = """
            <!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><style>
            body{margin:150px 130px;font:38px/2.1 "Noto Naskh Arabic";color:#111;background:#fff}p{margin:0 0 24px}
            </style>\(lines.map { "<p>\($0)</p>" }.joined())</html>
            """
        try html.write(to: page, atomically: true, encoding: .utf8)
        let picture = folder.appending(path: "letter.png")
        try await run(
            "chromium",
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1240,1754",
                "--user-data-dir=\(folder.appending(path: "chromium").path)", "--screenshot=\(picture.path)",
                page.absoluteString,
            ])
        return try Data(contentsOf: picture)
    }
}
