import Casework
import Foundation
import Testing

@testable import Console

@Suite("Verifying a letter")
struct LetterProofTests {
    @Test("the code on a letter shows its number and date, and a wrong code shows nothing")
    func verify() async throws {
        try await browse(try SampleSite()) { browser in
            let good = try await browser.get("/al-eman/letters/good")
            #expect(good.status == 200)
            #expect(good.text.contains("١٢/١٤٤٧"))
            #expect(try await browser.get("/al-eman/letters/bad").status == 404)
        }
    }
}

@Suite("Public forms")
struct FormTests {
    static let inquiry = ["message": "متى موعد الصرف؟", "phone": "٠٥٠٠٠٠٠٠١٢", "field": "medicines"]

    @Test("A form that is in order is kept, and its number is shown on the next page")
    func kept() async throws {
        let sample = try SampleSite()
        try await browse(sample) { browser in
            let form = try await browser.get("/al-eman/inquiry")
            let answer = try await browser.post("/al-eman/inquiry", Self.inquiry, from: form)
            #expect(answer.status == 303)
            let receipt = try await browser.get(answer.header("location"))
            #expect(receipt.status == 200)
            #expect(receipt.text.contains(SampleTickets.reference(100).description))
        }
        let kept = try #require(sample.forms.forms.first)
        #expect(kept.fields == Self.inquiry)
        #expect(kept.formID == "inquiry")
        #expect(kept.language == .arabic)
    }

    @Test("The same page sent twice is one submission")
    func twice() async throws {
        let sample = try SampleSite()
        try await browse(sample) { browser in
            let form = try await browser.get("/al-eman/inquiry")
            var fields = Self.inquiry
            fields["submission"] = form.input("submission")
            let first = try await browser.post("/al-eman/inquiry", fields, from: form)
            let second = try await browser.post("/al-eman/inquiry", fields, from: form)
            #expect(first.header("location") == second.header("location"))
        }
        #expect(sample.forms.forms.count == 1)
    }

    @Test("A form with mistakes comes back with what was typed and a sentence beside each field")
    func mistakes() async throws {
        let sample = try SampleSite()
        try await browse(sample) { browser in
            let form = try await browser.get("/al-eman/aid-request?lang=en")
            let typed = ["name": "سارة", "phone": "abc", "email": "nobody", "danger": "1"]
            let page = try await browser.post("/al-eman/aid-request", typed, from: form)
            #expect(page.status == 422)
            #expect(page.input("name") == "سارة")
            #expect(page.input("phone") == "abc")
            #expect(page.input("submission") == page.input("submission"))
            for field in ["phone", "email", "message", "declaration"] {
                #expect(page.text.contains("id=\"\(field)-problem\""), "\(field)")
            }
            #expect(page.text.contains("id=\"danger\" name=\"danger\" type=\"checkbox\" value=\"1\" checked"))
        }
        #expect(sample.forms.forms.isEmpty)
    }

    @Test("Only a complaint may come from nobody", arguments: ["complaint": 303, "inquiry": 422, "suggestion": 422])
    func anonymous(form: String, status: Int) async throws {
        try await browse(SampleSite()) { browser in
            let page = try await browser.get("/al-eman/\(form)")
            let answer = try await browser.post("/al-eman/\(form)", ["message": "نص"], from: page)
            #expect(answer.status == status)
        }
    }

    @Test("Files travel with the form, and fields that the form does not have are left out")
    func files() async throws {
        let sample = try SampleSite()
        try await browse(sample) { browser in
            let form = try await browser.get("/al-eman/inquiry")
            let fields = [
                ("csrf", form.input("csrf") ?? ""), ("message", "مرفق"), ("email", "a@b.example"), ("urgency", "low"),
            ]
            var body = fields.map { "--x\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }
                .joined()
            body += "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"تقرير.pdf\"\r\n"
            body += "Content-Type: application/pdf\r\n\r\n%PDF\r\n--x--\r\n"
            let answer = try await browser.send(
                .post, "/al-eman/inquiry", headers: ["content-type": "multipart/form-data; boundary=x"],
                body: Data(body.utf8))
            #expect(answer.status == 303)
        }
        let kept = try #require(sample.forms.forms.first)
        #expect(kept.fields == ["message": "مرفق", "email": "a@b.example"])
        #expect(kept.files.map(\.name) == ["تقرير.pdf"])
        #expect(kept.files.first?.data == Data("%PDF".utf8))
    }

    @Test("A program that fills in the trap is not kept")
    func trap() async throws {
        let sample = try SampleSite()
        try await browse(sample) { browser in
            let form = try await browser.get("/al-eman/inquiry")
            var fields = Self.inquiry
            fields["homepage"] = "http://spam.example"
            #expect(try await browser.post("/al-eman/inquiry", fields, from: form).status == 422)
        }
        #expect(sample.forms.forms.isEmpty)
    }

    @Test("When the hub cannot keep a form, the person is told and nothing typed is lost")
    func storeFull() async throws {
        try await browse(SampleSite(isFull: true)) { browser in
            let form = try await browser.get("/al-eman/inquiry")
            let page = try await browser.post("/al-eman/inquiry", Self.inquiry, from: form)
            #expect(page.status == 503)
            #expect(page.text.contains("متى موعد الصرف؟"))
            #expect(page.text.contains("تعذر حفظ رسالتكم"))
        }
    }

    @Test("One address cannot send without end")
    func rateLimit() async throws {
        try await browse(SampleSite(formsPerTenMinutes: 2)) { browser in
            let form = try await browser.get("/al-eman/inquiry")
            for expected in [303, 303, 429] {
                let answer = try await browser.post("/al-eman/inquiry", Self.inquiry, from: form)
                #expect(answer.status == expected)
                #expect(answer.header("retry-after").isEmpty == (expected == 303))
            }
        }
    }

    @Test("A receipt page cannot be made by guessing a number, nor for another association")
    func forgedReceipt() async throws {
        try await browse(SampleSite()) { browser in
            let form = try await browser.get("/al-eman/inquiry")
            let sent = try await browser.post("/al-eman/inquiry", Self.inquiry, from: form).header("location")
            let moved = sent.replacingOccurrences(of: "/al-eman/", with: "/saa/")
            let number = SampleTickets.reference(1).description
            for path in [moved, sent + "0", "/al-eman/receipt?r=\(number)-9999999999.00", "/al-eman/receipt"] {
                let page = try await browser.get(path)
                #expect(page.status == 303)
                #expect(page.header("location").hasSuffix("/status"))
            }
        }
    }

    @Test("An unknown number and a wrong contact look the same; the right pair shows the state")
    func status() async throws {
        try await browse(SampleSite()) { browser in
            let form = try await browser.get("/al-eman/status")
            let number = SampleTickets.reference(1).description
            func ask(_ number: String, _ contact: String) async throws -> Browser.Page {
                try await browser.post("/al-eman/status", ["number": number, "contact": contact], from: form)
            }
            let unknown = try await ask("11111111", "person1@example.org")
            let wrong = try await ask(number, "somebody@example.org")
            #expect(unknown.status == 200 && wrong.status == 200)
            let strip = { (page: Browser.Page, number: String, contact: String) in
                page.text.replacingOccurrences(of: number, with: "").replacingOccurrences(of: contact, with: "")
            }
            #expect(strip(unknown, "11111111", "person1@example.org") == strip(wrong, number, "somebody@example.org"))
            let right = try await ask(number, "person1@example.org")
            #expect(right.text.contains("قيد العمل لدى المختص"))
        }
    }

    @Test(
        "A telephone number is taken in either digits and refused when it is none",
        arguments: [
            "0500000012": true, "٠٥٠ ٠٠٠ ٠٠١٢": true, "+966 50-000-0012": true, "12": false, "05x0000012": false,
        ])
    func phones(text: String, isPhone: Bool) { #expect(FormCheck.isPhone(text) == isPhone) }

    @Test(
        "A mail address has one @ and a domain",
        arguments: [
            "a@b.sa": true, "a@b": false, "@b.sa": false, "a b@c.sa": false, "a@b..sa": false, "a@@b.sa": false,
        ])
    func addresses(text: String, isEmail: Bool) { #expect(FormCheck.isEmail(text) == isEmail) }
}
