import Foundation
import Peers
import Testing

@Suite(
    "RouteTests: a conversation by mail", .serialized,
    .enabled(
        if: PostfixPeer.isPossible && DovecotPeer.takesMail && ReadMail.isPossible,
        "needs Postfix, Dovecot with LMTP, openssl, python3 and root"))
struct ConversationTests {
    static let person = "fatima@people.example"
    /// Another address of hers, which the hub does not know.
    static let elsewhere = "fatima.at.work@people.example"
    static let question = "question@people.example"
    static let answerText = "وصلنا طلبكم، ونحتاج صورة من الوصفة الطبية.\n\nمع التحية"

    @Test(
        "a person asks, is acknowledged, is answered by an officer, answers back: one ticket; a stranger gets their own (P7, P8)"
    )
    func conversation() async throws {
        try await withMail { hub, child, postfix, dovecot in
            try await postfix.send(
                Self.mail(
                    to: "info@al-eman.example", subject: "دواء أمي", id: Self.question,
                    text: "السلام عليكم، خلص الدواء عند أمي وهو غير متوفر في الصيدلية. متى ترد علينا الجمعية؟"),
                from: Self.person, to: "info@al-eman.example")

            let acknowledgement = try await Self.mail(1, of: dovecot)
            let ticket = try #require(try await hub.tickets().first)
            let reference = try #require(ticket["reference"] as? String)
            expectSound(acknowledgement)
            #expect(acknowledgement["Auto-Submitted"] == "auto-replied")
            #expect(acknowledgement["In-Reply-To"] == "<\(Self.question)>")
            #expect(acknowledgement["References"].hasSuffix("<\(Self.question)>"))
            #expect(acknowledgement.texts["text/plain"]?.contains(reference) == true)

            let browser = ConsoleBrowser(hub)
            try await browser.signIn(withLinkIn: child.printed)
            try await Self.answer(reference, browser)

            let reply = try await Self.mail(2, of: dovecot)
            expectSound(reply)
            #expect(reply.fields["auto-submitted"] == nil)
            #expect(reply.address("Reply-To") == acknowledgement.address("Reply-To"))
            #expect(reply["Message-ID"] != acknowledgement["Message-ID"])
            #expect(reply["References"].contains("<\(Self.question)>"))
            #expect(!reply["In-Reply-To"].isEmpty && reply["References"].contains(reply["In-Reply-To"]))
            #expect(reply.texts["text/plain"]?.contains("ونحتاج صورة من الوصفة الطبية") == true)
            #expect(reply.texts["text/html"]?.contains("ونحتاج صورة من الوصفة الطبية") == true)

            let before = try await Self.messages(of: reference, hub)
            try await answerBack(reply, about: reference, via: postfix)
            try await eventually("three more messages in the ticket", within: 60) {
                try await Self.messages(of: reference, hub) == before + 3
            }
            #expect(try await hub.tickets().count == 1)

            try await postfix.send(
                Self.mail(
                    from: "stranger@people.example", to: "info@al-eman.example", subject: "Re: \(reply["Subject"])",
                    id: "asking@people.example", text: "ما أخبار الطلب رقم \(reference)؟"),
                from: "stranger@people.example", to: "info@al-eman.example")
            try await eventually("a ticket of the stranger", within: 60) { try await hub.tickets().count == 2 }
            #expect(try await Self.messages(of: reference, hub) == before + 3)
            let strangers = try await Self.mail(1, of: dovecot, user: "stranger")
            #expect(strangers["Auto-Submitted"] == "auto-replied")
            #expect(strangers.address("Reply-To") != reply.address("Reply-To"))
            #expect(try await dovecot.mails(of: "fatima").count == 2)
            #expect(try await hub.command("verify").hasSuffix("balanced\n"))
        }
    }

    @Test("what a mail server sends back marks the text as failed, and machines get no answer (P7)")
    func machines() async throws {
        try await withMail { hub, _, postfix, dovecot in
            let lost = "lost@gone.example"
            try await postfix.send(
                Self.mail(
                    from: lost, to: "info@al-eman.example", subject: "سؤال", id: "one@gone.example",
                    text: "متى موعد الصرف؟"),
                from: lost, to: "info@al-eman.example")
            try await eventually("the text is known to have failed", within: 90, every: 200) {
                try await hub.outbox().first?["state"] as? String == "failed"
            }
            try await postfix.send(
                Self.mail(
                    from: lost, to: "info@al-eman.example", subject: "أخرى", id: "two@gone.example", text: "أين موقعكم؟"
                ),
                from: lost, to: "info@al-eman.example")
            try await eventually("the second mail is a ticket", within: 60) { try await hub.tickets().count == 2 }
            #expect(try await hub.outbox().count == 1)
            #expect(postfix.log.contains("status=bounced"))

            try await postfix.send(
                Self.mail(to: "info@al-eman.example", subject: "دواء", id: Self.question, text: "خلص الدواء عند أمي"),
                from: Self.person, to: "info@al-eman.example")
            let acknowledgement = try await Self.mail(1, of: dovecot)
            let token = acknowledgement.address("Reply-To")
            let away = Self.mail(
                to: token, subject: "خارج المكتب", id: "away@people.example", inReplyTo: acknowledgement["Message-ID"],
                fields: ["Auto-Submitted: auto-replied"], text: "أنا في إجازة حتى الأحد")
            try await postfix.send(away, from: "", to: token)
            try await eventually("the out-of-office answer is kept in the ticket", within: 60) {
                try await hub.tickets().last?["messages"] as? Int == 3
            }
            #expect(try await hub.tickets().count == 3)
            #expect(try await hub.outbox().count == 2)
            #expect(try await hub.command("verify").hasSuffix("balanced\n"))
        }
    }

    /// The person answers to the Reply-To address alone (from another address), with In-Reply-To alone, and with only the number.
    private func answerBack(_ reply: ReadMail, about reference: String, via postfix: PostfixPeer) async throws {
        let token = reply.address("Reply-To")
        try await postfix.send(
            Self.mail(
                from: Self.elsewhere, to: token, subject: "صورة الوصفة", id: "by-address@people.example",
                text: "هذه صورة الوصفة"),
            from: Self.elsewhere, to: token)
        try await postfix.send(
            Self.mail(
                to: "info@al-eman.example", subject: "Re: دواء أمي", id: "by-id@people.example",
                inReplyTo: reply["Message-ID"], text: "شكرًا لكم، متى أستلم الدواء؟"),
            from: Self.person, to: "info@al-eman.example")
        try await postfix.send(
            Self.mail(
                to: "info@al-eman.example", subject: "طلبي", id: "by-number@people.example",
                text: "متابعة للطلب \(reference)"),
            from: Self.person, to: "info@al-eman.example")
    }

    /// What holds of every mail of ours to the person (RFC 5322; RFC 2046, 5.1.4).
    private func expectSound(_ mail: ReadMail) {
        #expect(mail.defects.isEmpty)
        #expect(mail.address("From") == "al-eman@al-eman.example")
        #expect(mail.address("To") == Self.person)
        #expect(mail["Message-ID"].hasPrefix("<") && mail["Message-ID"].hasSuffix("@al-eman.example>"))
        #expect(mail.fields["date"]?.count == 1)
        let token = mail.address("Reply-To")
        #expect(token.hasPrefix("reply+") && token.hasSuffix("@al-eman.example") && token.count > 30)
        #expect(mail.kinds == ["multipart/alternative", "text/plain", "text/html"])
        #expect(mail.texts["text/html"]?.contains("dir=\"rtl\"") == true)
    }

    /// Looks at what would leave, then sends it, as an officer does.
    private static func answer(_ reference: String, _ browser: ConsoleBrowser) async throws {
        let path = "/console/tickets/al-eman/\(reference)"
        let fields = ["text": answerText, "template": "", "recipient": ""]
        let preview = try await browser.submit(to: "\(path)/preview", fields, of: try await browser.get(path))
        guard preview.status == 200, preview.body.contains(person) else { throw ConsoleBrowser.Unexpected(preview) }
        let sent = try await browser.submit(to: "\(path)/reply", fields, of: preview)
        guard sent.status == 303, sent.location == "\(path)?done=replied" else { throw ConsoleBrowser.Unexpected(sent) }
        // The same form again, as after an impatient second click.
        _ = try await browser.submit(to: "\(path)/reply", fields, of: preview)
    }

    private static func messages(of reference: String, _ hub: HubProcess) async throws -> Int {
        try await hub.tickets().first { $0["reference"] as? String == reference }?["messages"] as? Int ?? 0
    }

    /// The latest mail of a mailbox once it has so many.
    private static func mail(_ count: Int, of dovecot: DovecotPeer, user: String = "fatima") async throws -> ReadMail {
        try await eventually("mail \(count) of \(user)", within: 90, every: 100) {
            try await dovecot.mails(of: user).count >= count
        }
        let mails = try await dovecot.mails(of: user)
        #expect(mails.count == count)
        return try await ReadMail.read(mails.last ?? "")
    }

    private static func mail(
        from sender: String = person, to: String, subject: String, id: String, inReplyTo: String? = nil,
        fields: [String] = [], text: String
    ) -> Data {
        var lines = ["From: <\(sender)>", "To: <\(to)>", "Message-ID: <\(id)>"] + fields
        lines.append("Subject: =?utf-8?B?\(Data(subject.utf8).base64EncodedString())?=")
        lines += inReplyTo.map { ["In-Reply-To: \($0)"] } ?? []
        lines += [
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "",
        ]
        lines.append(
            Data(text.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn]))
        return Data((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    /// A hub, its Postfix and the person's Dovecot, all with TLS and passwords where they have them in life;
    /// mail to `gone.example` meets a server that knows nobody there: the hub, which refuses a domain it does not serve.
    private func withMail(
        _ body: (HubProcess, Child, PostfixPeer, DovecotPeer) async throws -> Void
    ) async throws {
        let peers = try Places.fresh("mail")
        defer { try? FileManager.default.removeItem(at: peers) }
        let authority = try await TestAuthority(in: peers)
        let dovecot = try DovecotPeer(in: peers, authority: authority)
        let hubPort = Places.serverPort()
        let postfix = try await PostfixPeer(
            in: peers,
            routes: ["people.example": dovecot.lmtpPort, "al-eman.example": hubPort, "gone.example": hubPort],
            authority: authority, accounts: dovecot.accountsSocket)
        let servers = [try await dovecot.start(), try await postfix.start()]
        let environment = ["WASL_SMTP_PASSWORD": DovecotPeer.password, "WASL_LMTP": "127.0.0.1:\(hubPort)"]
        do {
            try await withHub("talk", environment: environment) { config in
                try Data(Self.settings(postfix, authority).utf8).write(
                    to: config.appending(path: "channels/email.yaml"))
            } _: { hub, child in
                try await body(hub, child, postfix, dovecot)
            }
        } catch {
            print(postfix.log.suffix(3000), dovecot.log.suffix(1000))
            for server in servers { await server.stop() }
            throw error
        }
        for server in servers { await server.stop() }
    }

    private static func settings(_ postfix: PostfixPeer, _ authority: TestAuthority) -> String {
        """
        id: email
        adapter: email
        options:
          lmtp:
            host: 127.0.0.1
          smtp:
            host: 127.0.0.1
            port: \(postfix.submissionPort)
            security: starttls
            ca_file: \(authority.authority.path)
            user: hub
            password: {env: WASL_SMTP_PASSWORD}

        """
    }
}
