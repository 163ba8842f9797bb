import Foundation
import Testing

@testable import MIME

@Suite("What we send arrives as we wrote it")
struct ComposingTests {
    static let full = OutgoingMail(
        from: Mailbox(name: "جمعية البر، مكة", address: "hub@example.org"),
        to: [Mailbox(name: "Ahmed \"A\" Al-Harbi, Jr.", address: "a@example.org"), Mailbox(address: "b@example.org")],
        cc: [Mailbox(name: "نورة", address: "n@example.org")],
        replyTo: Mailbox(name: "Hub", address: "hub+t1.abc@example.org"),
        subject: "رد على طلبكم رقم 1234: نشكركم على تواصلكم معنا، وقد تم تحويل طلبكم إلى القسم المختص للنظر فيه",
        date: Date(timeIntervalSince1970: 1_763_700_000), messageID: "t1.abc@example.org",
        inReplyTo: "q@example.org", references: ["p@example.org", "q@example.org"],
        extraHeaders: HeaderFields([
            .init(name: "Auto-Submitted", value: "auto-replied"), .init(name: "X-Wasl-Ticket", value: "1234"),
        ]),
        text: "السلام عليكم\n\nFrom here\n.\nline " + String(repeating: "طويل ", count: 300) + "\n",
        html: "<p dir=\"rtl\">السلام عليكم</p>",
        attachments: [
            OutgoingAttachment(
                name: "خطاب الجمعية.pdf", type: "application/pdf", data: Data((0...255).map { UInt8($0) })),
            OutgoingAttachment(name: "a.eml", type: "message/rfc822", data: Data("Subject: x\n\n.\n".utf8)),
        ])

    @Test("A mail read again is the mail that was composed")
    func roundTrip() throws {
        let mail = Self.full
        let raw = try MIMEComposer.compose(mail)
        let read = MIMEParser.parse(raw)
        #expect(read.from == [mail.from])
        #expect(read.to == mail.to)
        #expect(read.cc == mail.cc)
        #expect(read.replyTo == [mail.replyTo])
        #expect(read.subject == mail.subject)
        #expect(read.date == mail.date)
        #expect(read.messageID == mail.messageID)
        #expect(read.inReplyTo == ["q@example.org"])
        #expect(read.references == mail.references)
        #expect(read.headers.first("auto-submitted") == "auto-replied")
        #expect(read.text == mail.text)
        #expect(read.html == mail.html)
        #expect(read.attachments.map(\.name) == mail.attachments.map(\.name))
        #expect(read.attachments.map(\.type) == ["application/pdf", "application/octet-stream"])
        for (index, attachment) in mail.attachments.enumerated() {
            #expect(MIMEParser.attachment(at: index, of: raw) == attachment.data)
        }
        #expect(read.warnings.isEmpty)
        #expect(try MIMEComposer.compose(mail) == raw)
    }

    @Test("A subject that looks half encoded makes no line that is no field")
    func halfEncoded() throws {
        var mail = Self.full
        mail.subject =
            "Re: a?2rKrYrNix2A==?= =?utf-6?B?qNip?= =?x?q? <@r.example:a@b.example>, (c(d)) \"\u{FFFD}\u{FFFD}\u{FFFD}"
            + "\u{FFFD}\u{FFFD}\u{FFFD}\u{B} \u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}rtf0 'e3'd1 l1 fonttbl f0 A;"
        let raw = try MIMEComposer.compose(mail)
        let head = String(decoding: raw, as: UTF8.self).components(separatedBy: "\r\n\r\n")[0]
        for line in head.components(separatedBy: "\r\n") {
            #expect(line.hasPrefix(" ") || line.hasPrefix("\t") || line.prefix(40).contains(": "), "\(line)")
        }
        #expect(MIMEParser.parse(raw).messageID == mail.messageID)
    }

    @Test("Only seven-bit bytes and CRLF line ends of fit length go out")
    func bytes() throws {
        let raw = Array(try MIMEComposer.compose(Self.full))
        #expect(raw.allSatisfy { $0 < 0x80 && $0 != 0 })
        for (place, byte) in raw.enumerated() where byte == 0x0A { #expect(place > 0 && raw[place - 1] == 0x0D) }
        for (place, byte) in raw.enumerated() where byte == 0x0D {
            #expect(raw.indices.contains(place + 1) && raw[place + 1] == 0x0A)
        }
        #expect(raw.split(separator: 0x0A).allSatisfy { $0.count <= 998 })
    }

    @Test("Python's mail reader reads the same", .enabled(if: Python.path != nil))
    func python() throws {
        let mail = Self.full
        let program = """
            import sys, json, email, email.policy
            m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
            files = [[p.get_filename(), p.get_content_type(), len(p.get_payload(decode=True))] for p in m.iter_attachments()]
            print(json.dumps({"subject": m["subject"], "id": m["message-id"], "references": m["references"],
                "to": [[a.display_name, a.addr_spec] for a in m["to"].addresses], "from": m["from"].addresses[0].display_name,
                "text": m.get_body(("plain",)).get_content(), "html": m.get_body(("html",)).get_content(),
                "files": [f[0] for f in files], "sizes": [f[2] for f in files], "headers": len(m.items()),
                "defects": len(m.defects)}))
            """
        struct Read: Decodable {
            var subject, id, references, from, text, html: String
            var to: [[String]]
            var files: [String]
            var sizes: [Int]
            var headers, defects: Int
        }
        let output = try Python.run(program, input: try MIMEComposer.compose(mail))
        let read = try JSONDecoder().decode(Read.self, from: output)
        #expect(read.subject == mail.subject)
        #expect(read.id == "<\(mail.messageID)>")
        #expect(read.references == "<p@example.org> <q@example.org>")
        #expect(read.from == mail.from.name)
        #expect(read.to == mail.to.map { [$0.name ?? "", $0.address] })
        #expect(read.text == mail.text)
        #expect(read.html == mail.html)
        #expect(read.files == mail.attachments.map(\.name))
        #expect(read.sizes == [256, 14])
        #expect(read.headers == 13)
        #expect(read.defects == 0)
    }

    @Test(
        "No line break in any field becomes a header line or a recipient",
        arguments: ["\r", "\n", "\r\n", "\u{2028}", "\u{85}", "\0", "\r\n ", "\u{B}"])
    func injection(separator: String) throws {
        let poison = "x\(separator)Bcc: victim@example.org\(separator)\(separator)body"
        let plain = try headerNames(of: Self.plain)
        let changes: [(String, (inout OutgoingMail) -> Void)] = [
            ("subject", { $0.subject = poison }), ("from", { $0.from.name = poison }),
            ("to", { $0.to[0].name = poison }), ("value", { $0.extraHeaders.fields[0].value = poison }),
            ("file", { $0.attachments[0].name = poison }), ("type", { $0.attachments[0].type = "image/\(poison)" }),
        ]
        for (field, change) in changes {
            var mail = Self.plain
            change(&mail)
            let raw = try MIMEComposer.compose(mail)
            #expect(try headerNames(of: mail) == plain, "\(field)")
            #expect(MIMEParser.parse(raw).to.map(\.address) == ["a@example.org"])
            #expect(!String(decoding: raw, as: UTF8.self).contains("\nBcc"))
        }
        var refused: [OutgoingMail] = []
        for change: (inout OutgoingMail) -> Void in [
            { $0.from.address += poison }, { $0.to[0].address = "a@example.org\(poison)" }, { $0.messageID += poison },
            { $0.inReplyTo = "q@example.org\(poison)" }, { $0.references = ["q@example.org\(poison)"] },
            { $0.extraHeaders.fields[0].name = "X\(poison)" },
            { $0.replyTo = Mailbox(address: "a\(poison)@b.example") },
        ] {
            var mail = Self.plain
            change(&mail)
            refused.append(mail)
        }
        for mail in refused { #expect(throws: ComposeError.self) { try MIMEComposer.compose(mail) } }
    }

    @Test("A mail to nobody, or with a field of the mail itself among the extra fields, is refused")
    func refused() {
        var mail = Self.plain
        mail.to = []
        #expect(throws: ComposeError.noRecipients) { try MIMEComposer.compose(mail) }
        for name in ["Bcc", "to", "Content-Type", "", "X Y", "Resent-To", "é"] {
            var mail = Self.plain
            mail.extraHeaders.fields[0].name = name
            #expect(throws: ComposeError.forbiddenHeader) { try MIMEComposer.compose(mail) }
        }
        for address in [
            "", "a", "@b", "a@", "a b@c.example", "a@b@c", "a@b.example,c@d.example", "a@مثال.example", "<a@b>",
        ] {
            var mail = Self.plain
            mail.to[0].address = address
            #expect(throws: ComposeError.invalidAddress(field: "To")) { try MIMEComposer.compose(mail) }
        }
    }

    static let plain = OutgoingMail(
        from: Mailbox(name: "Hub", address: "hub@example.org"), to: [Mailbox(name: "A", address: "a@example.org")],
        subject: "s", date: Date(timeIntervalSince1970: 1_763_700_000), messageID: "1@example.org",
        extraHeaders: HeaderFields([.init(name: "X-A", value: "b")]), text: "text",
        attachments: [OutgoingAttachment(name: "a.txt", type: "text/plain", data: Data("x".utf8))])

    private func headerNames(of mail: OutgoingMail) throws -> [String] {
        MIMEParser.parse(try MIMEComposer.compose(mail)).headers.fields.map(\.name)
    }
}

/// The independent reader of mails.
enum Python {
    static let path = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    static func run(_ program: String, input: Data) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: path ?? "")
        process.arguments = ["-c", program]
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        try process.run()
        stdin.fileHandleForWriting.write(input)
        try stdin.fileHandleForWriting.close()
        let output = stdout.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return output
    }
}
