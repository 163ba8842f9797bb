import Casework
import Flows
import Foundation
import Storage
import Testing

@Suite("Mail that comes back")
struct BounceFlowTests {
    /// A report (RFC 3464) about the acknowledgement of a conversation, as a mail server writes it.
    private func report(
        about id: String, recipient: String = MailThread.nora, action: String = "failed", status: String = "5.1.1",
        words: String = "550 5.1.1 no such user"
    ) -> String {
        """
        From: MAILER-DAEMON@mx.example
        To: saa@saa.example
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        I'm sorry to have to inform you that your message could not be delivered.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; \(recipient)
        Action: \(action)
        Status: \(status)
        Diagnostic-Code: smtp; \(words)

        --b
        Content-Type: text/rfc822-headers

        Message-ID: <\(id)>
        To: \(recipient)
        --b--

        """
    }

    private func handIn(_ raw: String, _ thread: MailThread) async throws -> ReferenceNumber {
        try await thread.bench.send()
        return try await thread.bench.mail(raw, from: "", to: [thread.address])
    }

    @Test("a bounce finds its text, says why in both languages, marks the address, opens no ticket and is not answered")
    func hard() async throws {
        let thread = try await MailThread()
        let number = try await handIn(report(about: thread.ourID), thread)
        let row = try #require(try await thread.bench.outgoing().first)
        #expect(row.state == .failed)
        #expect(row.note == "unknown-address: 5.1.1 550 5.1.1 no such user")
        #expect(try await thread.trouble(of: MailThread.nora) == "unknown-address: 5.1.1")
        #expect(BounceReason.unknownAddress.sentence[.arabic] == "هذا العنوان غير موجود.")
        #expect(try await thread.tickets() == 1)
        #expect(try await thread.bench.outgoing().count == 1)
        #expect(try await thread.bench.ticket(number) == nil)
        #expect(try await thread.bench.ledgerFaults().isEmpty)
    }

    @Test("a full mailbox fails the text and leaves the address usable")
    func soft() async throws {
        let thread = try await MailThread()
        _ = try await handIn(
            report(about: thread.ourID, status: "5.2.2", words: "552 5.2.2 mailbox full"), thread)
        #expect(try await thread.bench.outgoing().first?.state == .failed)
        #expect(try await thread.trouble(of: MailThread.nora) == nil)
    }

    @Test("a delay that a server reports changes nothing")
    func delay() async throws {
        let thread = try await MailThread()
        _ = try await handIn(
            report(about: thread.ourID, action: "delayed", status: "4.4.1", words: "connection timed out"), thread)
        #expect(try await thread.bench.outgoing().first?.state == .sent)
        #expect(try await thread.trouble(of: MailThread.nora) == nil)
        #expect(try await thread.tickets() == 1)
    }

    @Test("a bounce that names another address marks only the one to which our text went")
    func forwarded() async throws {
        let thread = try await MailThread()
        try await thread.bench.mail(
            MailThread.mail(from: "huda@people.example", id: "h@people.example", text: "سؤال"),
            from: "huda@people.example", to: [thread.address])
        _ = try await handIn(report(about: thread.ourID, recipient: "huda@people.example"), thread)
        #expect(try await thread.trouble(of: "huda@people.example") == nil)
        #expect(try await thread.trouble(of: MailThread.nora) != nil)
    }

    @Test("a bounce without our token, or with a token that is not ours, is set aside and marks nothing")
    func forged() async throws {
        for id in ["1.2@elsewhere.example", "4711.26000017.aaaaaaaaaaaaaaaa@saa.example"] {
            let thread = try await MailThread()
            let number = try await handIn(report(about: id), thread)
            let (fate, reason) = try await thread.fate(of: number)
            #expect(fate == .aside && reason == "bounce")
            #expect(try await thread.trouble(of: MailThread.nora) == nil)
            #expect(try await thread.tickets() == 1)
        }
    }

    @Test("a bounce about a ticket that is long over marks the address and opens nothing")
    func late() async throws {
        let thread = try await MailThread()
        let admin = Viewer(user: 1, name: "admin", isAdministrator: true, positions: [:])
        let close = TicketAction(association: Bench.saa, reference: thread.reference, step: .close(reason: "تم"))
        #expect(try await HubDesk(hub: thread.bench.hub).perform(close, for: admin) == .done)
        try await thread.bench.send()
        thread.bench.clock.move(40 * 86_400)
        let number = try await handIn(report(about: thread.ourID), thread)
        #expect(try await thread.fate(of: number).0 == .aside)
        #expect(try await thread.trouble(of: MailThread.nora) != nil)
        #expect(try await thread.tickets() == 1)
    }

    @Test("many bounces at once open nothing, send nothing and all stay countable")
    func many() async throws {
        let thread = try await MailThread()
        let count = 1_000
        for index in 0..<count {
            let raw = report(about: "\(index).x@elsewhere.example", recipient: "r\(index)@gone.example")
            _ = try await thread.bench.keep(raw, from: "", to: [thread.address])
        }
        let start = ContinuousClock.now
        try await thread.bench.read()
        print("bounces: \(count) read in \(ContinuousClock.now - start)")
        let ledger = try await thread.bench.hub.database.read { sql in try sql.ledger() }
        #expect(ledger.accounts.first?.aside == count)
        #expect(ledger.accounts.first?.tickets == 1 && ledger.accounts.first?.outgoing == 1)
        #expect(ledger.isBalanced)
    }
}
