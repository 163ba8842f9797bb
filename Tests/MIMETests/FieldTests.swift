import Foundation
import Testing

@testable import MIME

@Suite("Fields of the header are read in every form in which they are written")
struct FieldTests {
    private func parse(_ text: String) -> ParsedMail { MIMEParser.parse(Data(text.utf8)) }

    private static func box(_ name: String?, _ address: String) -> Mailbox { Mailbox(name: name, address: address) }

    @Test(
        "Addresses with and without brackets, quotes, comments, routes and names",
        arguments: [
            ("Ahmed Ali a@b.example", [box("Ahmed Ali", "a@b.example")]),
            ("a@b.example Ahmed", [box("Ahmed", "a@b.example")]),
            ("<<a@b.example>>", [box(nil, "a@b.example")]), ("Ahmed <<a@b.example>>", [box("Ahmed", "a@b.example")]),
            ("\"Ahmed <a@b.example>", [box("Ahmed", "a@b.example")]),
            ("Ahmed (work <a@b.example>", [box("Ahmed work", "a@b.example")]),
            ("<mailto:a@b.example?subject=x>", [box(nil, "a@b.example")]),
            ("<'a@b.example'>", [box(nil, "a@b.example")]),
            ("<@relay.example,@other.example:a@b.example>", [box(nil, "a@b.example")]),
            ("jdoe@test  . example", [box(nil, "jdoe@test.example")]),
            ("pete(his account)@silly.test(his host)", [box("his account his host", "pete@silly.test")]),
            ("Ahmed <a@b.example, c@d.example", [box("Ahmed", "a@b.example"), box(nil, "c@d.example")]),
            ("=?utf-8?Q?Ahmed_=3Ca=40b.example=3E?=", [box("Ahmed", "a@b.example")]),
            ("<=?utf-8?Q?a=40b.example?=>", [box(nil, "a@b.example")]),
            ("=?utf-8?B?2KPYrdmF2K8=?= a@b.example", [box("أحمد", "a@b.example")]),
            ("Support: Desk <a@b.example>", [box("Support: Desk", "a@b.example")]),
            (
                "A: a@b.example, c@d.example; e@f.example",
                [box(nil, "a@b.example"), box(nil, "c@d.example"), box(nil, "e@f.example")]
            ),
            ("undisclosed-recipients:", []), ("Root <root>", [box("Root", "root")]),
            ("\"a@b.example\" <a@b.example>", [box("a@b.example", "a@b.example")]),
            ("<\"a, b\"@c.example>", [box(nil, "\"a, b\"@c.example")]),
            ("a@b.example; c@d.example", [box(nil, "a@b.example"), box(nil, "c@d.example")]),
            ("<a@b.example>, , <c@d.example>", [box(nil, "a@b.example"), box(nil, "c@d.example")]),
            ("Ahmed\u{202E}gro.live@x <a@b.example>", [box("Ahmedgro.live@x", "a@b.example")]),
            ("أحمد <a@b.example>", [box("أحمد", "a@b.example")]), ("", []), ("<>", []),
        ])
    func addresses(raw: String, expected: [Mailbox]) {
        #expect(parse("From: \(raw)\r\n\r\n").from == expected)
    }

    @Test("Several From fields name several authors; none names nobody")
    func authors() {
        #expect(
            parse("From: a@b.example\r\nFrom: c@d.example\r\n\r\n").from.map(\.address) == [
                "a@b.example", "c@d.example",
            ])
        #expect(parse("Subject: x\r\n\r\n").from.isEmpty)
    }

    @Test(
        "Dates of all times and careless programs; what is not sure is no date",
        arguments: [
            ("Tue, 1 Jul 2003 10:52:37 +0200", "2003-07-01T08:52:37Z"),
            ("1 Jul 2003 10:52 GMT", "2003-07-01T10:52:00Z"),
            ("Tue Jul  1 10:52:37 2003", "2003-07-01T10:52:37Z"),
            ("Tue Jul 1 10:52:37 EST 2003", "2003-07-01T15:52:37Z"),
            ("Thu, 10 Jul 97 14:53:31 EST5EDT", "1997-07-10T19:53:31Z"),
            ("Thu, 10 Jul 1997 14:53:31 A", "1997-07-10T14:53:31Z"),
            ("Thu, 10 Jul 103 14:53:31 Z", "2003-07-10T14:53:31Z"), ("2023-09-02T04:24:06Z", "2023-09-02T04:24:06Z"),
            ("2023-09-02 04:24:06 +03:00", "2023-09-02T01:24:06Z"),
            ("2023-09-02T04:24:06.123+03:00", "2023-09-02T01:24:06Z"),
            ("17-May-2026 22:15:15 +1345", "2026-05-17T08:30:15Z"),
            ("Sunday, May 17, 2026 10:15 PM", "2026-05-17T22:15:00Z"),
            ("17 May 2026 12:15 AM", "2026-05-17T00:15:00Z"), ("05/26/2024 10:00", "2024-05-26T10:00:00Z"),
            ("26/05/2024 10:00", "2024-05-26T10:00:00Z"), ("Tue, 1 Jul 2003 10:52:37 GMT+3", "2003-07-01T07:52:37Z"),
            ("الأحد، ١٧ مايو ٢٠٢٦ ١٠:١٥ م", "2026-05-17T22:15:00Z"),
            ("Tue, 1 July 2003 10:52:37 (x (y)) -0330", "2003-07-01T14:22:37Z"),
            ("Tue, 1 Jul 2003 (open 10:52:37 +0200", "2003-07-01T08:52:37Z"),
            ("20 11 79 05:34:27 -0300", "1979-11-20T08:34:27Z"),
            ("05/06/2024 10:00", nil), ("12 Rajab 1447 10:00", nil), ("1447-05-03 10:00:00", nil),
            ("30 Feb 2024 10:00", nil),
            ("13 zzz 2021 09:55:06 +0200", nil), ("1 Jul 2003 25:00:00", nil), ("yesterday", nil), ("", nil),
            ("Tue, 1 Jul 9999 10:00:00", nil),
        ] as [(String, String?)])
    func dates(raw: String, expected: String?) {
        #expect(parse("Date: \(raw)\r\n\r\n").date?.formatted(.iso8601) == expected)
    }

    @Test(
        "Encoded words in broken forms",
        arguments: [
            ("=?utf-8?B?2KrYrNix2KjYqQ==", "تجربة"), ("=?utf-8?B?2KrYrNix2KjYqQ?", "تجربة"),
            ("=?utf-8?B?2KrYrNix2KjYqQ=?= x", "تجربة x"), ("=?UTF-8?q?=d8=aa=D8=ac?=", "تج"),
            ("=?utf-8?q?a b c?=", "a b c"), ("=? utf-8 ? Q ?=D8=AA?=", "ت"),
            ("=?utf-8?B?2KrYrA==?= =?windows-1256?Q?=D1=C8=C9?=", "تجربة"), ("=??Q?=D8=AA=D8=AC?=", "تج"),
            ("\"=?utf-8?B?2KrYrNix2KjYqQ==?=\"", "\"تجربة\""),
            ("=?utf-8?Q?=3D=3Futf-8=3FB=3F2KrYrNix2KjYqQ=3D=3D=3F=3D?=", "تجربة"),
            ("x=?utf-8?B?2KrYrA==?=y", "xتجy"), ("=?utf-8?B?2KrYrA==?==?utf-8?B?2LHYqNip?=", "تجربة"),
            ("=?utf-8?B?2KrY\r\n rNix2KjYqQ==?=", "تجربة"), ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
            ("=?utf-8?B?abc =?utf-8?B?2KrYrA==?=", "=?utf-8?B?abc تج"), ("=?", "=?"), ("=?=?=?", "=?=?=?"),
            ("a = b ?= c", "a = b ?= c"),
        ])
    func words(raw: String, expected: String) {
        #expect(parse("Subject: \(raw)\r\n\r\n").subject == expected)
    }

    @Test(
        "File names in every spelling",
        arguments: [
            ("attachment; filename*=utf-8''%D9%85%D9%84%D9%81.pdf", "ملف.pdf"),
            ("attachment; filename*=%D9%85.pdf", "م.pdf"),
            ("attachment; filename*1*=%D9%84.pdf; filename*0*=utf-8''%D9%85", "مل.pdf"),
            ("attachment; filename*1=b.pdf; filename*2=c", "b.pdfc"),
            ("attachment; filename=%D9%85%D9%84.pdf", "مل.pdf"),
            ("attachment; filename=100%25.pdf", "100%25.pdf"), ("attachment; filename=a b.pdf", "a b.pdf"),
            ("attachment; filename=\"=?utf-8?B?2YXZhNmBLnBkZg==?=\"", "ملف.pdf"),
            ("attachment; filename==?utf-8?Q?=D9=85.pdf?=", "م.pdf"),
            ("attachment; filename=\"a.pdf", "a.pdf"), ("attachment; filename=ملف.pdf", "ملف.pdf"),
            ("attachment; name=a.pdf", "a.pdf"),
            ("attachment filename=a.pdf", "a.pdf"), ("attachment; filename*=x-none''a.pdf; filename=b.pdf", "a.pdf"),
            ("attachment; filename=\"photo\u{202E}gnp.exe\"", "photognp.exe"),
            ("attachment; filename=\"\u{2066}a\u{2069}.txt\"", "a.txt"),
            ("attachment", nil), ("attachment; filename=\"\"", nil), ("attachment; filename=\"  \"", nil),
        ] as [(String, String?)])
    func files(disposition: String, expected: String?) {
        let mail = parse("Content-Type: application/x\r\nContent-Disposition: \(disposition)\r\n\r\nx")
        #expect(mail.attachments.first?.name == expected)
    }

    @Test("Ids among rubbish")
    func ids() {
        #expect(parse("References: <a@b> rubbish <c@d>\r\n\te@f\r\n\r\n").references == ["a@b", "c@d"])
        #expect(parse("In-Reply-To: Your message of Monday <a@b>\r\n\r\n").inReplyTo == ["a@b"])
        #expect(parse("Message-ID: <>\r\n\r\n").messageID == nil)
        #expect(parse("Message-ID: a@b\r\n\r\n").messageID == "a@b")
        #expect(parse("Message-ID: <a@b\r\n\r\n").messageID == "a@b")
    }
}
