import Casework
import Foundation
import MIME
import Synchronization
import Testing
import Transfer

@testable import Channels

@Suite("Mail in and out")
struct EmailChannelTests {
    static let mail = """
        From: =?utf-8?B?2YbZiNix2Kk=?= <Nora@Person.example>
        Reply-To: Nora at home <nora@home.example>
        To: al-eman@al-eman.example
        Subject: =?utf-8?B?2LPYpNin2YQ=?=
        Message-ID: <m1@person.example>
        In-Reply-To: <4711.x@al-eman.example>
        References: <a@b.example> <4711.x@al-eman.example>
        Date: Fri, 13 Feb 2026 10:30:00 +0300
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: 8bit

        <p>السلام عليكم</p><p>أين وصل طلبي؟</p>
        --b
        Content-Type: application/pdf
        Content-Disposition: attachment; filename="id.pdf"

        %PDF
        --b--

        """

    @Test("A mail is read as a message, the same each time")
    func reading() async throws {
        let delivery = Fixtures.delivery(
            Self.mail, sender: "bounce@person.example", recipients: ["reply+t@al-eman.example"])
        let message = await Self.channel().read(delivery)
        #expect(message.sender == Contact(kind: .email, value: "nora@person.example", name: "نورة"))
        #expect(message.otherContacts == [Contact(kind: .email, value: "nora@home.example", name: "Nora at home")])
        #expect(message.recipients == ["reply+t@al-eman.example", "al-eman@al-eman.example"])
        #expect(message.subject == "سؤال")
        #expect(message.text.contains("السلام عليكم"))
        #expect(message.text.contains("أين وصل طلبي؟"))
        #expect(message.hasHTML)
        #expect(message.messageID == "m1@person.example")
        #expect(message.inReplyTo == ["4711.x@al-eman.example"])
        #expect(message.references == ["a@b.example", "4711.x@al-eman.example"])
        #expect(message.writtenAt == Fixtures.now)
        #expect(message.attachments.map(\.name) == ["id.pdf"])
        #expect(message.automatic == nil)
        #expect(message.warnings.isEmpty)
        #expect(await Self.channel().read(delivery) == message)
        let attachment = try #require(await Self.channel().attachment(0, of: delivery))
        #expect(String(decoding: attachment.1, as: UTF8.self).contains("%PDF"))
        #expect(attachment.0 == message.attachments[0])
        #expect(await Self.channel().attachment(1, of: delivery) == nil)
        #expect(await Self.channel().html(of: delivery)?.contains("<p>") == true)
    }

    @Test(
        "A mail that cannot be understood is shown as it is",
        arguments: ["", "\u{0}\u{1}junk", "no header here at all"])
    func damaged(_ raw: String) async {
        let message = await Self.channel().read(Fixtures.delivery(raw, sender: "nora@person.example"))
        #expect(message.sender.value == "nora@person.example")
        #expect(message.text == ReadableText.clean(raw) || message.subject + message.text != "" || raw.isEmpty)
    }

    @Test("A sender that is no address is said, and the envelope's is taken when there is one")
    func badSender() async {
        let message = await Self.channel().read(Fixtures.delivery("From: Somebody\r\n\r\nHi"))
        #expect(message.sender.kind == .anonymous)
        #expect(message.warnings.contains("sender-not-an-address"))
    }

    @Test("A mail for two associations is kept once for each, and strangers are refused")
    func recipients() async {
        let doors = TestDoors()
        let transaction = LMTPTransaction(
            mailFrom: "", recipients: ["a@al-eman.example", "x@nowhere.example", "b@SAA.example", "c@al-eman.example"],
            content: .bytes(Data(Self.mail.utf8)), peer: "127.0.0.1", lhlo: "mx")
        let replies = await Self.channel().keep(transaction, doors.doors)
        #expect(replies.map(\.isAccepted) == [true, false, true, true])
        #expect(replies[1] == .noSuchRecipient)
        #expect(doors.intake.kept.map(\.association) == [Fixtures.eman, Fixtures.saa])
        #expect(
            doors.intake.kept.map(\.recipients) == [["a@al-eman.example", "c@al-eman.example"], ["b@SAA.example"]])
        #expect(doors.intake.kept.allSatisfy { $0.sender == nil && $0.attributes["null-sender"] == "yes" })
        _ = await Self.channel().keep(transaction, doors.doors)
        #expect(doors.intake.kept.count == 2)
    }

    @Test(
        "What the store cannot keep is not accepted",
        arguments: [
            (AcceptanceError.storeFull, LMTPReply.insufficientStorage("the store is full, try again later")),
            (.storeUnavailable("x"), .temporary("the store does not answer, try again later")),
            (.tooLarge(limit: 9), .permanent("larger than 9 bytes")),
        ])
    func notKept(_ failure: AcceptanceError, _ reply: LMTPReply) async {
        let transaction = LMTPTransaction(
            mailFrom: "n@p.example", recipients: ["a@al-eman.example"], content: .bytes(Data("x".utf8)), peer: "",
            lhlo: "")
        #expect(await Self.channel().keep(transaction, TestDoors(failure: failure).doors) == [reply])
    }

    @Test("A mail server's delivery over LMTP is on record before it is answered")
    func overTheWire() async throws {
        try await Fixtures.withFolder { folder in
            let doors = TestDoors()
            let (ports, port) = AsyncStream<Int>.makeStream()
            var environment = Fixtures.environment(folder, lmtpPort: 0)
            environment.lmtpListens = { port.yield($0) }
            let channel = try AllChannels.channel(try Fixtures.settings("email"), environment)
            let service = Task { try await channel.run(doors.doors) }
            let answers = try await LineClient.talk(
                port: try #require(await ports.first { _ in true }),
                [
                    "LHLO mx.example\r\n", "MAIL FROM:<nora@person.example>\r\n", "RCPT TO:<any@al-eman.example>\r\n",
                    "RCPT TO:<any@nowhere.example>\r\n", "DATA\r\n", Self.mail.replacing("\n", with: "\r\n") + ".\r\n",
                    "QUIT\r\n",
                ])
            service.cancel()
            try? await service.value
            #expect(answers.map { $0.prefix(3) } == ["220", "250", "250", "250", "550", "354", "250", "221"])
            #expect(answers[6].contains("26000010"))
            #expect(doors.intake.kept.map(\.sender) == ["nora@person.example"])
            #expect(doors.intake.kept.map(\.recipients) == [["any@al-eman.example"]])
        }
    }

    @Test("An automatic text says that it is one, and a person's answer does not")
    func writing() async throws {
        var details = OutgoingText.Details()
        details.messageID = "4711.abc@al-eman.example"
        details.inReplyTo = "m1@person.example"
        details.references = ["broken id", "m1@person.example"]
        details.replyTo = "reply+t7@al-eman.example"
        details.attachments = [
            AttachmentNote(index: 0, name: "قرار.pdf", type: "application/pdf", bytes: 4, sha256: "00")
        ]
        for purpose in OutgoingText.Purpose.allCases {
            let text = Fixtures.text(
                to: "nora@person.example", kind: .email, medium: .email, subject: "استلام رسالتكم\r\nBcc: x@y.example",
                "السلام عليكم\n\n<b>شكراً</b> & أهلاً", purpose: purpose, details: details)
            let raw = try await MailWriting.compose(text, Fixtures.tools)
            let mail = MIMEParser.parse(raw)
            #expect(mail.from == [Mailbox(name: "جمعية الإيمان", address: "al-eman@al-eman.example")])
            #expect(mail.to.map(\.address) == ["nora@person.example"])
            #expect(mail.replyTo.map(\.address) == ["reply+t7@al-eman.example"])
            #expect(mail.messageID == "4711.abc@al-eman.example")
            #expect(mail.inReplyTo == ["m1@person.example"])
            #expect(mail.references == ["m1@person.example"])
            #expect(mail.headers.first("Bcc") == nil)
            #expect(mail.headers.first("X-Wasl-Text") == "4711")
            #expect(mail.text.contains("<b>شكراً</b> & أهلاً"))
            #expect(mail.html?.contains("dir=\"rtl\"") == true)
            #expect(mail.html?.contains("&lt;b&gt;شكراً&lt;/b&gt; &amp; أهلاً") == true)
            #expect(mail.attachments.map(\.name) == ["قرار.pdf"])
            let expected = purpose == .reply ? nil : purpose == .acknowledgement ? "auto-replied" : "auto-generated"
            #expect(mail.headers.first("Auto-Submitted") == expected)
            #expect((mail.headers.first("X-Auto-Response-Suppress") == "All") == purpose.isAutomatic)
            #expect(try await MailWriting.compose(text, Fixtures.tools) == raw)
        }
    }

    @Test("Our own mail that comes back is known as ours")
    func loop() async throws {
        let text = Fixtures.text(to: "nora@person.example", kind: .email, medium: .email, subject: "x")
        let raw = try await MailWriting.compose(text, Fixtures.tools)
        let message = await Self.channel().read(Fixtures.delivery(raw, recipients: ["a@al-eman.example"]))
        #expect(message.automatic?.kind == .own)
    }

    @Test("Without a relay the mail lands in the outbox folder")
    func outbox() async throws {
        try await Fixtures.withFolder { folder in
            let channel = try AllChannels.channel(try Fixtures.settings("email"), Fixtures.environment(folder))
            let text = Fixtures.text(to: "nora@person.example", kind: .email, medium: .email, subject: "x")
            guard case .sent(let id, _) = await channel.deliver(text, Fixtures.tools) else {
                Issue.record("not sent")
                return
            }
            #expect(id?.hasSuffix("@al-eman.example") == true)
            let file = folder.appending(path: "outbox/2026-02-13/\(text.reference)-4711.eml")
            #expect(MIMEParser.parse(try Data(contentsOf: file)).subject == "x")
        }
    }

    @Test(
        "An address that is none is refused for good",
        arguments: ["", "nora", "a b@c.example", "nora@person.example\r\nX: y"])
    func badRecipient(_ address: String) async {
        let text = Fixtures.text(to: address, kind: .email, medium: .email)
        guard case .permanent(let reason) = await Self.channel().deliver(text, Fixtures.tools) else {
            Issue.record("not refused")
            return
        }
        #expect(reason.hasPrefix("address-not-usable"))
        #expect(!reason.contains("nora"))
    }

    @Test(
        "What a mail server says decides, and an unknown outcome is tried again under the same Message-ID",
        arguments: [
            (
                SMTPError.temporary(code: 451, text: ""),
                DeliveryOutcome.temporary(reason: "mail-server-busy: 451", retryAfter: nil)
            ),
            (.permanent(code: 550, text: "x", enhancedStatus: "5.1.1"), .permanent(reason: "mail-refused: 550 5.1.1")),
            (.uncertain("x"), .temporary(reason: "mail-server-silent", retryAfter: nil)),
            (.connection("x"), .temporary(reason: "mail-server-unreachable", retryAfter: nil)),
            (.authentication("x"), .temporary(reason: "credentials-refused", retryAfter: 600)),
            (.untrusted("x"), .temporary(reason: "mail-server-unreachable: TLS", retryAfter: 600)),
        ])
    func smtp(_ error: SMTPError, _ outcome: DeliveryOutcome) { #expect(EmailChannel.outcome(of: error) == outcome) }

    @Test("A watermark survives being written down")
    func bookmark() {
        #expect(IMAPWatermark(bookmark: "7:1042") == IMAPWatermark(uidValidity: 7, lastUID: 1_042))
        for broken in ["", "7", "7:", "a:b", "7:99999999999", "1:2:3"] {
            #expect(IMAPWatermark(bookmark: broken) == nil)
        }
    }

    static func channel() -> EmailChannel {
        EmailChannel(
            id: ChannelID(rawValue: "email"), associations: [], settings: EmailSettings(),
            outbox: OutboxFolder(root: URL.temporaryDirectory.appending(path: "unused")))
    }
}

extension LMTPReply {
    fileprivate var isAccepted: Bool {
        if case .accepted = self { true } else { false }
    }
}
