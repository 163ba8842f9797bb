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
                    address: "nora@gone.example", status: "5.1.1", reason: .unknownAddress, isHard: true,
                    diagnostic: "550 5.1.1 no such user")
            ])
    }

    @Test("A report of a delivery is no bounce")
    func delivered() throws {
        let raw = Self.dsn(action: "delivered", status: "2.0.0", words: "250 2.0.0 taken")
        let mark = try #require(MailReading.read(Fixtures.delivery(raw)).automatic)
        #expect(mark.kind == .receipt)
        #expect(mark.failed.isEmpty)
    }

    @Test("A report of a delay says that the server goes on trying")
    func delayed() throws {
        let raw = Self.dsn(action: "delayed", status: "4.4.1", words: "connection timed out")
        let mark = try #require(MailReading.read(Fixtures.delivery(raw)).automatic)
        #expect(mark.failed.map(\.isDelayed) == [true])
        #expect(mark.failed.map(\.isHard) == [false])
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

    @Test(
        "What a server says is told apart",
        arguments: [
            ("552 5.2.2 mailbox full", BounceReason.mailboxFull), ("452 4.2.2 over quota", .mailboxFull),
            ("550 5.1.1 no such user", .unknownAddress), ("450 4.1.1 user unknown", .expired),
            ("550 5.1.2 host unknown", .unknownDomain), ("550 5.1.6 recipient no longer here", .moved),
            ("556 5.1.10 recipient domain has null MX", .refusesMail),
            ("550 user unknown (in reply to RCPT TO command)", .unknownAddress),
            ("550 user unknown (in reply to end of DATA command)", .filtered),
            ("550 5.2.1 account disabled", .closed), ("554 5.7.1 blocked using dnsbl.example", .blocked),
            ("550 5.7.26 DMARC policy", .unauthenticated), ("552 5.3.4 message too large", .tooLarge),
            ("554 5.7.1 relay access denied", .noRelay), ("421 4.7.0 too many connections", .tooMany),
            ("554 5.4.7 message expired", .expired), ("nothing that is known", .unknown),
            ("هذا الصندوق ممتلئ", .mailboxFull), ("المستلم غير موجود", .unknownAddress),
        ])
    func reasons(_ words: String, _ reason: BounceReason) {
        #expect(BounceWords.reason(words, status: SMTPWords.enhancedStatus(in: words) ?? "") == reason)
    }

    @Test("Only a dead address or domain is not written to again", arguments: BounceReason.allCases)
    func hardness(_ reason: BounceReason) {
        let dead: [BounceReason] = [.unknownAddress, .unknownDomain, .moved, .refusesMail]
        #expect(reason.isHard == dead.contains(reason))
        for language in [Language.arabic, .english] {
            #expect(
                ChannelNote.sentence(for: "\(reason.rawValue): 5.0.0", language)
                    == "\(reason.sentence[language]) (5.0.0)")
        }
    }

    @Test("People's and machines' mail of every kind is told apart")
    func everyKind() throws {
        struct Item: Decodable {
            var id: String
            var auto: Bool
            var head: [String]
            var subject: String?
            var body: String?
            var raw: String?
        }
        let file = Fixtures.root.appending(path: "Tests/Cases/auto.jsonl")
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let item = try JSONDecoder().decode(Item.self, from: Data(line.utf8))
            var head = item.head
            let isNamed = head.contains { $0.lowercased().hasPrefix("from:") }
            if !isNamed { head.append("From: Nora <nora@person.example>") }
            head.append("To: al-eman@al-eman.example")
            if let subject = item.subject {
                head.append("Subject: =?utf-8?B?\(Data(subject.utf8).base64EncodedString())?=")
            }
            let rest = item.raw ?? "Content-Type: text/plain; charset=utf-8\n\n\(item.body ?? "Hello")\n"
            let mark = MailReading.read(Fixtures.delivery(head.joined(separator: "\n") + "\n" + rest)).automatic
            #expect((mark != nil) == item.auto, "\(item.id): \(mark?.reason ?? "a person")")
        }
    }

    static func dsn(action: String, status: String, words: String = "550 5.1.1 no such user") -> String {
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
        Diagnostic-Code: smtp; \(words)

        --b
        Content-Type: text/rfc822-headers

        Message-ID: <4711.x@al-eman.example>
        To: Nora@gone.example
        --b--

        """
    }
}
