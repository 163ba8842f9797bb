import Casework
import Foundation
import Testing

@testable import Channels

@Suite("Telling machines' mail from people's")
struct MachineMarksTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var head: String
        var kind: AutomaticMark.Kind?
        var attributes: [String: String] = [:]
        var testDescription: String { head.isEmpty ? "no field" : head }
    }

    @Test("A machine's mail is marked, a person's is not", arguments: cases)
    func marks(_ given: Case) async {
        let raw = "From: Nora <nora@person.example>\r\nTo: al-eman@al-eman.example\r\n\(given.head)\r\n\r\nHello\r\n"
        let delivery = Fixtures.delivery(
            raw, sender: given.attributes.isEmpty ? "nora@person.example" : nil,
            recipients: ["al-eman@al-eman.example"], attributes: given.attributes)
        #expect(MailReading.read(delivery).automatic?.kind == given.kind)
    }

    static let cases = [
        Case(head: "Subject: Question"),
        Case(head: "Auto-Submitted: no"),
        Case(head: "Subject: I got no automatic reply from you"),
        Case(head: "Subject: خرجت من المكتب أمس"),
        Case(head: "Precedence: first-class"),
        Case(head: "X-Auto-Response-Suppress: None"),
        Case(head: "Auto-Submitted: auto-replied (vacation)", kind: .autoReply),
        Case(head: "Auto-Submitted: Auto-Generated; x=y", kind: .list),
        Case(head: "Precedence: bulk", kind: .list),
        Case(head: "Precedence: list", kind: .list),
        Case(head: "Precedence: junk", kind: .list),
        Case(head: "Precedence: bulk\r\nX-Autoreply: yes", kind: .autoReply),
        Case(head: "List-Id: <news.example>", kind: .list),
        Case(head: "List-Unsubscribe: <mailto:x@y.example>", kind: .list),
        Case(head: "X-Auto-Response-Suppress: OOF, AutoReply", kind: .list),
        Case(head: "X-Autorespond: Away", kind: .autoReply),
        Case(head: "Subject: Automatic reply: your request", kind: .autoReply),
        Case(head: "Subject: Re: Out of Office", kind: .autoReply),
        Case(head: "Subject: =?utf-8?B?2LHYryDYqtmE2YLYp9im2Yo6INi32YTYqA==?=", kind: .autoReply),
        Case(head: "Subject: رد تلقائي: أنا في إجازة", kind: .autoReply),
        Case(head: "Subject: خارج المكتب", kind: .autoReply),
        Case(head: "X-Loop: al-eman@al-eman.example", kind: .own),
        Case(head: "X-Loop: someone@else.example", kind: .list),
        Case(head: "X-Wasl-Text: 17", kind: .own),
        Case(head: "Subject: x", kind: .list, attributes: ["null-sender": "yes"]),
        Case(
            head: "Content-Type: multipart/report; report-type=disposition-notification; boundary=b", kind: .receipt),
    ]

    @Test(
        "Mail from our own addresses is ours, from other addresses of the same domain it is not",
        arguments: [
            ("al-eman@al-eman.example", AutomaticMark.Kind?.some(.own)), ("reply+t7@al-eman.example", .own),
            ("director@al-eman.example", nil), ("al-eman@elsewhere.example", nil),
            ("no-reply@shop.example", .list),
        ])
    func own(_ from: String, _ kind: AutomaticMark.Kind?) {
        let delivery = Fixtures.delivery(
            "From: \(from)\r\n\r\nHello", sender: from, recipients: ["reply+x@al-eman.example"])
        #expect(MailReading.read(delivery).automatic?.kind == kind)
    }

    @Test("A delivery report names who was not reached and which of our mails it is about")
    func report() throws {
        let delivery = Fixtures.delivery(
            Self.dsn(action: "failed", status: "5.1.1"), recipients: ["al-eman@al-eman.example"])
        let mark = try #require(MailReading.read(delivery).automatic)
        #expect(mark.kind == .bounce)
        #expect(mark.about == "4711.x@al-eman.example")
        #expect(
            mark.failed == [
                FailedRecipient(
                    address: "nora@gone.example", status: "5.1.1", isHard: true, diagnostic: "550 5.1.1 no such user")
            ])
    }

    @Test("A report of a delay or a delivery is no bounce", arguments: [("delayed", "4.4.1"), ("delivered", "2.0.0")])
    func noFailure(_ action: String, _ status: String) throws {
        let mark = try #require(MailReading.read(Fixtures.delivery(Self.dsn(action: action, status: status))).automatic)
        #expect(mark.kind == .receipt)
        #expect(mark.failed.isEmpty)
    }

    @Test("A server's plain words are a bounce too")
    func plainBounce() throws {
        let raw = """
            From: MAILER-DAEMON@mx.example (Mail Delivery System)
            To: al-eman@al-eman.example
            Subject: failure notice

            Hi. I wasn't able to deliver your message to the following addresses.

            <nora@gone.example>:
            192.0.2.1 failed after I sent the message.
            Remote host said: 550 5.1.1 User unknown

            --- Below this line is a copy of the message.

            Message-ID: <4711.x@al-eman.example>
            To: someone@else.example
            """
        let mark = try #require(MailReading.read(Fixtures.delivery(raw)).automatic)
        #expect(mark.kind == .bounce)
        #expect(mark.failed.map(\.address) == ["nora@gone.example"])
        #expect(mark.failed.map(\.status) == ["5.1.1"])
        #expect(mark.failed.map(\.isHard) == [true])
        #expect(mark.about == "4711.x@al-eman.example")
    }

    @Test("A full mailbox is not a dead address", arguments: ["552 5.2.2 mailbox full", "452 4.2.2 over quota"])
    func soft(_ words: String) {
        #expect(!BounceReading.isHard(status: SMTPWords.enhancedStatus(in: words) ?? "", diagnostic: words))
    }

    static func dsn(action: String, status: String) -> String {
        """
        From: MAILER-DAEMON@mx.example
        To: al-eman@al-eman.example
        Subject: Delivery Status Notification
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; Nora@gone.example
        Action: \(action)
        Status: \(status)
        Diagnostic-Code: smtp; 550 5.1.1 no such user

        --b
        Content-Type: text/rfc822-headers

        Message-ID: <4711.x@al-eman.example>
        To: Nora@gone.example
        --b--

        """
    }
}
