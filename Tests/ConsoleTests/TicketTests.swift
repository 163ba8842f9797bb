import Casework
import Foundation
import Testing

@testable import Console

@Suite("The page of a ticket")
struct TicketTests {
    static let path = "/console/tickets/al-eman/\(SampleTickets.reference(1))"

    @Test("It shows the conversation over all channels, what did not arrive and why it was read so")
    func conversation() async throws {
        try await browse(SampleSite()) { browser in
            try await browser.signIn()
            let page = try await browser.get(Self.path)
            for words in [
                "انتهى دواء الكابسيتابين", "بريد إلكتروني", "رسالة نصية", "لم تصل", "الرقم خارج التغطية",
                "تقرير طبي.pdf",
                "٨٣٪", "صيدلية", "550 5.1.1", "١١ جمادى الآخرة ١٤٤٨هـ",
            ] { #expect(page.text.contains(words), "\(words)") }
        }
    }

    @Test("In English nothing of the frame is left in Arabic")
    func english() async throws {
        try await browse(SampleSite()) { browser in
            try await browser.signIn()
            let page = try await browser.get("/console/tickets/saa/\(SampleTickets.reference(5))?lang=en")
            #expect(page.text.contains("<html lang=\"en\" dir=\"ltr\">"))
            for words in ["Reply", "Why was it read so?", "hours left", "Preview what will leave", "History"] {
                #expect(page.text.contains(words), "\(words)")
            }
            #expect(!page.text.contains("معاينة"))
        }
    }

    @Test("A sealed ticket is not there for those outside the safeguarding pair: page, files, search, list")
    func sealed() async throws {
        try await browse(SampleSite()) { browser in
            try await browser.signIn("saud")
            let path = "/console/tickets/al-eman/\(SampleTickets.reference(4))"
            for path in [path, path + "/messages/41/raw", path + "/messages/41/html"] {
                let page = try await browser.get(path)
                #expect(page.status == 404)
                #expect(!page.text.contains("الكشف"))
            }
            let list = try await browser.get("/console/lists/all")
            #expect(!list.text.contains(SampleTickets.reference(4).description))
            let found = try await browser.post("/console/search", ["search": "بلاغ"], from: list)
            #expect(!found.text.contains(SampleTickets.reference(4).description))
            let step = try await browser.post(path + "/closure", ["reason": "x"], from: list)
            #expect(step.status == 404)
        }
    }

    @Test("A reply is previewed as it will leave and sent once confirmed")
    func reply() async throws {
        let sample = try SampleSite()
        try await browse(sample) { browser in
            try await browser.signIn()
            let ticket = try await browser.get(Self.path)
            var fields = [
                "text": "تم توفير الدواء", "recipient": "phone +966500000011", "once": ticket.input("once") ?? "",
            ]
            let preview = try await browser.post(Self.path + "/preview", fields, from: ticket)
            #expect(preview.status == 200)
            #expect(preview.text.contains("هذا ما سيُرسل حرفياً"))
            #expect(preview.text.contains("رسالة نصية واحدة"))
            #expect(preview.input("once") == fields["once"])
            fields["asks"] = "1"
            let sent = try await browser.post(Self.path + "/reply", fields, from: preview)
            #expect(sent.header("location") == Self.path + "?done=asked")
        }
        guard case .reply(let draft) = try #require(sample.desk.steps.first) else {
            Issue.record("The step should be a reply.")
            return
        }
        #expect(draft.text == "تم توفير الدواء")
        #expect(draft.recipient?.value == "+966500000011")
        #expect(draft.asksForMore)
        #expect(draft.onceKey.count == 32)
    }

    @Test(
        "A reply goes only to a contact that the person is known by and that works",
        arguments: ["email evil@example.org", "email old1@example.org"])
    func strangers(recipient: String) async throws {
        let sample = try SampleSite()
        try await browse(sample) { browser in
            try await browser.signIn()
            let ticket = try await browser.get(Self.path)
            let fields = ["text": "سر", "recipient": recipient]
            #expect(try await browser.post(Self.path + "/reply", fields, from: ticket).status == 400)
        }
        #expect(sample.desk.steps.isEmpty)
    }

    @Test(
        "A step that cannot be done leaves the page with a sentence",
        arguments: [
            ("closure", "اكتبوا السبب."), ("reopening", "حالة الرسالة لا تسمح بهذه الخطوة."), ("reply", "اكتبوا رداً"),
        ])
    func refusals(step: String, sentence: String) async throws {
        try await browse(SampleSite()) { browser in
            try await browser.signIn()
            let ticket = try await browser.get(Self.path)
            let page = try await browser.post(Self.path + "/\(step)", ["reason": " ", "recipient": ""], from: ticket)
            #expect(page.status == 422)
            #expect(page.text.contains(sentence))
        }
    }

    @Test("An attachment is saved, never run: only a real picture is shown in the page")
    func attachments() async throws {
        try await browse(SampleSite()) { browser in
            try await browser.signIn()
            let files = Self.path + "/messages/1/attachments/"
            let document = try await browser.get(files + "0?show=1")
            #expect(document.header("content-type") == "application/octet-stream")
            #expect(
                document.header("content-disposition").hasPrefix(
                    "attachment; filename=\"_____ ___.pdf\"; filename*=UTF-8''%D8"))
            #expect(document.header("content-security-policy").contains("sandbox"))
            let picture = try await browser.get(files + "1?show=1")
            #expect(picture.header("content-type") == "image/png")
            #expect(picture.header("content-disposition").hasPrefix("inline"))
            let hidden = "/console/tickets/saa/\(SampleTickets.reference(9))/messages/91/attachments/0?show=1"
            let disguised = try await browser.get(hidden)
            #expect(disguised.header("content-type") == "application/octet-stream")
            #expect(disguised.header("content-disposition").contains("photognp.exe"))
            #expect(try await browser.get(files + "9").status == 404)
            #expect(try await browser.get(files + "-1").status == 404)
            #expect(try await browser.get(files + "99999999999999999999").status == 404)
        }
    }

    @Test("The HTML of a mail is framed without scripts, and remote pictures load only when asked for")
    func html() async throws {
        try await browse(SampleSite()) { browser in
            try await browser.signIn()
            let frame = try await browser.get(Self.path + "/messages/1/html")
            let policy = frame.header("content-security-policy")
            #expect(policy.contains("img-src data:;") && policy.contains("sandbox") && !policy.contains("script"))
            let asked = try await browser.get(Self.path + "/messages/1/html?images=1")
            #expect(asked.header("content-security-policy").contains("img-src data: https:;"))
        }
    }

    @Test("What somebody looks for never becomes part of an address")
    func searchIsPosted() async throws {
        try await browse(SampleSite()) { browser in
            try await browser.signIn()
            let form = try await browser.get("/console/search")
            let page = try await browser.post("/console/search", ["search": "الدواء"], from: form)
            #expect(page.text.contains(SampleTickets.reference(1).description))
            #expect(!page.text.contains("search="))
        }
    }
}
