import Foundation
import Testing

@testable import MIME

@Suite("An officer sees what the sender wrote")
struct ReadingTests {
    private func parse(_ text: String) -> ParsedMail { MIMEParser.parse(Data(text.utf8)) }

    @Test("Subject, people, ids, date, texts and files of a mail are found")
    func whole() {
        let mail = parse(Samples.mixed)
        #expect(mail.subject == "تجربة one")
        #expect(mail.from.first?.address == "sender@example.org")
        #expect(mail.to.map(\.address) == ["hub@example.org", "a@example.org", "b@example.org"])
        #expect(mail.to.first?.name == "Hub, The")
        #expect(mail.messageID == "1@example.org")
        #expect(mail.inReplyTo == ["0@example.org"])
        #expect(mail.references == ["a@example.org", "0@example.org"])
        #expect(mail.date == Date(timeIntervalSince1970: 1_057_045_957))
        #expect(mail.text == "السلام عليكم\n")
        #expect(mail.html == "<p>السلام عليكم</p>")
        #expect(mail.attachments.map(\.name) == ["ملف.pdf", "موعد.ics", nil])
        #expect(mail.attachments.map(\.type) == ["application/pdf", "text/calendar", "message/rfc822"])
        #expect(mail.attachments.first?.bytes == 5)
        let hello = "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969"
        #expect(mail.attachments.first?.sha256 == hello)
        #expect(MIMEParser.attachment(at: 0, of: Data(Samples.mixed.utf8)) == Data("Hello".utf8))
        #expect(mail.headers.first("mime-version") == "1.0")
    }

    @Test(
        "A subject is read in every way that mail programs write it",
        arguments: [
            ("=?utf-8?B?2KrYrNix2A==?= =?utf-8?B?qNip?=", "تجربة"),
            ("=?UTF-8?Q?=D8=AA=D8=AC?=\r\n =?UTF-8?Q?=D8=B1=D8=A8=D8=A9?=", "تجربة"),
            ("=?windows-1256?Q?=CA=CC=D1=C8=C9?= x", "تجربة x"),
            ("=?x-unknown?B?2KrYrNix2KjYqQ==?=", "تجربة"),
            ("=?utf-8*ar?B?2KrYrNix2KjYqQ?=", "تجربة"),
            ("تجربة", "تجربة"),
            ("a\r\n\tb\r\n  c", "a b c"),
            ("=?utf-8?Q?a=0D=0ABcc:_x?=", "a Bcc: x"),
            ("=?utf-8?B?broken", "=?utf-8?B?broken"), ("=?utf-8?B?", "=?utf-8?B?"),
            ("", ""),
        ])
    func subjects(raw: String, expected: String) {
        #expect(parse("Subject: \(raw)\r\n\r\n").subject == expected)
    }

    @Test(
        "An address is found however the field is written",
        arguments: [
            ("a@b.example", [Mailbox(address: "a@b.example")]),
            ("Al-Harbi, Ahmed <a@b.example>", [Mailbox(name: "Al-Harbi, Ahmed", address: "a@b.example")]),
            (
                "\"a, b\" <a@b.example>, c@d.example",
                [Mailbox(name: "a, b", address: "a@b.example"), Mailbox(address: "c@d.example")]
            ),
            ("a@b.example (Ahmed)", [Mailbox(name: "Ahmed", address: "a@b.example")]),
            ("undisclosed-recipients:;", []),
            (
                "team: a@b.example, \"x\" <c@d.example>;",
                [Mailbox(address: "a@b.example"), Mailbox(name: "x", address: "c@d.example")]
            ),
            ("somebody", [Mailbox(name: "somebody", address: "")]),
            ("<a b>", [Mailbox(name: "a b", address: "")]),
            ("=?utf-8?Q?=D8=A3=2C_b?= <a@b.example", [Mailbox(name: "أ, b", address: "a@b.example")]),
            ("\"john doe\"@b.example", [Mailbox(address: "\"john doe\"@b.example")]),
        ])
    func addresses(raw: String, expected: [Mailbox]) {
        #expect(parse("From: \(raw)\r\n\r\n").from == expected)
    }

    @Test("A mail of HTML only has no plain text; one with a plain footer keeps both in the HTML")
    func html() {
        let only = parse("Content-Type: text/html\r\n\r\n<b>x</b>")
        #expect(only.text.isEmpty)
        #expect(only.html == "<b>x</b>")
        let footer = parse(Samples.multipart(["Content-Type: text/html\r\n\r\n<b>x</b>", "\r\na<b"]))
        #expect(footer.text.isEmpty)
        #expect(footer.html == "<b>x</b>\n<pre dir=\"auto\">a&lt;b</pre>")
    }

    @Test("A mail without header fields, or with CR or LF line ends only, is not blank")
    func lineEnds() {
        #expect(parse("السلام عليكم").text == "السلام عليكم")
        #expect(parse("السلام عليكم").warnings.contains(.noHeaders))
        for end in ["\n", "\r", "\r\n"] {
            let mail = parse(["Subject: a", "To: b@c.example", "", "x", "y"].joined(separator: end))
            #expect(mail.subject == "a")
            #expect(mail.to.count == 1)
            #expect(mail.text == "x\ny")
        }
    }

    @Test("Flowed text is put together again, quotes and signature apart")
    func flowed() {
        let head = "Content-Type: text/plain; format=flowed; delsp="
        #expect(parse(head + "no\r\n\r\na \r\nb\r\n> c \r\n> d\r\n-- \r\nsig").text == "a b\n> c d\n-- \nsig")
        #expect(parse(head + "yes\r\n\r\na \r\nb").text == "ab")
        #expect(parse(head + "no\r\n\r\n >x").text == ">x")
    }

    @Test(
        "Labels that lie or lack are seen through and reported",
        arguments: [
            ("utf-8", "CP1256", ParseWarning.charsetMislabelled), ("iso-8859-1", "CP1256", .charsetMislabelled),
            ("x-none", "UTF-8", .charsetUnknown), ("windows-1256", "UTF-8", .charsetMislabelled),
            ("", "CP1256", .charsetGuessed), ("", "ISO-8859-6", .charsetGuessed),
        ])
    func charsets(label: String, actual: String, warning: ParseWarning) throws {
        let words = "السلام عليكم ورحمة الله وبركاته، أرجو مساعدتي في تسجيل الطلب"
        let encoding: String.Encoding =
            switch actual {
            case "CP1256": String.Encoding(rawValue: 0x8000_0506)
            case "ISO-8859-6": String.Encoding(rawValue: 0x8000_0206)
            default: .utf8
            }
        let body = try #require(words.data(using: encoding))
        let mail = MIMEParser.parse(Data("Content-Type: text/plain; charset=\(label)\r\n\r\n".utf8) + body)
        #expect(mail.text == words)
        #expect(mail.warnings == [warning])
    }

    @Test("UTF-7, UTF-16 and Western text are read")
    func otherCharsets() {
        #expect(parse("Content-Type: text/plain; charset=utf-7\r\n\r\n+BicGRA-").text == "ال")
        let latin = Data("Content-Type: text/plain\r\n\r\nDie Hasen und die Fr".utf8) + Data([0xF6]) + Data("sche".utf8)
        #expect(MIMEParser.parse(latin).text == "Die Hasen und die Frösche")
        let wide = Data(
            "Content-Type: text/plain; charset=utf-16le\r\nContent-Transfer-Encoding: base64\r\n\r\nJwZEBg==".utf8)
        #expect(MIMEParser.parse(wide).text == "ال")
    }

    @Test("A bounce tells whom the mail did not reach and why")
    func bounce() {
        let mail = parse(
            Samples.multipart(
                [
                    "Content-Type: text/plain\r\n\r\nSorry.",
                    "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
                        + "Final-Recipient: rfc822; a@b.example\r\nOriginal-Recipient: rfc822;<c@b.example>\r\n"
                        + "Action: Failed\r\nStatus: 5.1.1 (no such user)\r\nDiagnostic-Code: smtp; 550 unknown\r\n user\r\n",
                    "Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <ours@wasl.example>\r\n",
                ], type: "multipart/report; report-type=delivery-status"))
        let report = mail.deliveryReport
        #expect(report?.reportingMTA == "mx.example.org")
        #expect(report?.originalMessageID == "ours@wasl.example")
        #expect(
            report?.recipients == [
                DeliveryReport.Recipient(
                    finalRecipient: "a@b.example", originalRecipient: "c@b.example", action: "failed", status: "5.1.1",
                    diagnosticCode: "550 unknown user")
            ])
        #expect(mail.text == "Sorry.")
    }

    @Test("A file name loses its folders and control characters")
    func fileNames() {
        for (given, expected) in [
            ("../../etc/passwd", "passwd"), ("C:\\Temp\\a.pdf", "a.pdf"), ("..", nil), ("a\u{7}b.txt", "ab.txt"),
            (String(repeating: "a", count: 400), String(repeating: "a", count: 255)),
        ] {
            let part = "Content-Type: image/png\r\nContent-Disposition: attachment; filename=\"\(given)\"\r\n\r\nx"
            #expect(parse(part).attachments.first?.name == expected)
        }
    }
}
