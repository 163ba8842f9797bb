import Testing

@testable import Channels

private func command(_ text: String) -> LMTPCommand { LMTPCommand(Array(text.utf8)) }

@Suite("LMTP commands are understood as the standard says")
struct LMTPCommandTests {
    @Test(
        "An address is read from MAIL FROM with its parameters",
        arguments: [
            ("MAIL FROM:<a@b.example>", "a@b.example", nil as Int?, false),
            ("mail from:<a@b.example> size=12 body=8bitmime", "a@b.example", 12, false),
            ("MAIL FROM: <a@b.example>", "a@b.example", nil, false),
            ("MAIL FROM:<>", "", nil, false),
            ("MAIL FROM:<@relay.example,@x.example:a@b.example>", "a@b.example", nil, false),
            ("MAIL FROM:<\"a > b\"@c.example> SIZE=1", "\"a > b\"@c.example", 1, false),
            ("MAIL FROM:<سؤال@b.example> SMTPUTF8", "سؤال@b.example", nil, true),
            ("MAIL FROM:<a@b.example> SIZE=99999999999999999999", "a@b.example", Int.max, false),
        ])
    func mail(line: String, address: String, size: Int?, isUTF8: Bool) {
        #expect(command(line) == .mail(LMTPPath(address: address), LMTPMailParameters(size: size, isUTF8: isUTF8)))
    }

    @Test(
        "A command that cannot be followed is refused with its code",
        arguments: [
            ("EHLO x", "500 5.5.1"), ("HELO x", "500 5.5.1"), ("XYZ", "500 5.5.2"), ("", "500 5.5.2"),
            ("LHLO", "501"), ("DATA now", "501"), ("RSET x", "501"), ("QUIT x", "501"), ("VRFY", "501"),
            ("MAIL FROM:a@b", "501"), ("MAIL FROM:<a@b", "501"), ("MAIL", "501"), ("MAIL TO:<a@b>", "501"),
            ("MAIL FROM:<a b@c>", "501"), ("MAIL FROM:<a@b>SIZE=1", "501"), ("MAIL FROM:<a@b> SIZE=x", "501"),
            ("MAIL FROM:<a@b> SIZE=-1", "501"), ("MAIL FROM:<a@b> BODY=BINARYMIME", "501"),
            ("MAIL FROM:<a@b> AUTH=<>", "555"), ("MAIL FROM:<ع@b>", "553 5.6.7"), ("RCPT TO:<>", "501"),
            ("RCPT TO:<a@b> NOTIFY=NEVER", "555"), ("RCPT TO:<a@b\r>", "500"), ("NOOP \u{0}", "500"),
            ("STARTTLS", "502"), ("BDAT 1 LAST", "502"), ("AUTH PLAIN", "502"),
            ("MAIL FROM:<\(String(repeating: "a", count: 321))>", "501"),
        ])
    func refused(line: String, code: String) {
        guard case .refused(let answer) = command(line) else {
            Issue.record("\(line) was taken")
            return
        }
        #expect(answer.hasPrefix(code))
    }

    @Test("Bytes that are not UTF-8 are refused")
    func brokenUTF8() {
        #expect(
            LMTPCommand([0x4E, 0x4F, 0x4F, 0x50, 0x20, 0xFF])
                == .refused("500 5.5.2 control characters or broken UTF-8 in a command"))
    }
}

@Suite("An LMTP session follows the order of commands")
struct LMTPSessionTests {
    private func session(_ change: (inout LMTPLimits) -> Void = { _ in }) -> LMTPSession {
        var limits = LMTPLimits()
        change(&limits)
        return LMTPSession(hostName: "hub.example", limits: limits)
    }

    /// Runs lines through a session in which every recipient exists; gives the code of each answer.
    private func codes(_ lines: [String], in session: inout LMTPSession) -> [String] {
        lines.map { line in
            var step = session.take(Array(line.utf8))
            if case .check(let address) = step { step = session.recipient(address, exists: true) }
            switch step {
            case .answer(let answers): return String(answers.last?.prefix(3) ?? "")
            case .answerAndClose(let answer): return String(answer.prefix(3)) + "!"
            case .receive(let answer): return String(answer.prefix(3))
            case .check: return "?"
            }
        }
    }

    @Test(
        "Each order of commands gets the answers of the standard",
        arguments: [
            (["LHLO c", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA"], ["250", "250", "250", "354"]),
            (["MAIL FROM:<a@b>"], ["503"]),
            (["LHLO c", "RCPT TO:<c@d>"], ["250", "503"]),
            (["LHLO c", "DATA"], ["250", "503"]),
            (["LHLO c", "MAIL FROM:<a@b>", "DATA"], ["250", "250", "503"]),
            (["LHLO c", "MAIL FROM:<a@b>", "MAIL FROM:<a@b>"], ["250", "250", "503"]),
            (["LHLO c", "MAIL FROM:<a@b>", "RSET", "RCPT TO:<c@d>"], ["250", "250", "250", "503"]),
            (["LHLO c", "MAIL FROM:<a@b>", "LHLO c", "RCPT TO:<c@d>"], ["250", "250", "250", "503"]),
            (["LHLO c", "NOOP", "VRFY x", "QUIT"], ["250", "250", "252", "221!"]),
            (["LHLO c", "MAIL FROM:<a@b> SIZE=999999999999"], ["250", "552"]),
            (["EHLO c", "LHLO c"], ["500", "250"]),
        ])
    func order(lines: [String], expected: [String]) {
        var session = session()
        #expect(codes(lines, in: &session) == expected)
    }

    @Test("LHLO says what is offered")
    func offers() {
        var session = session { $0.message = 1000 }
        #expect(
            session.take(Array("LHLO c".utf8))
                == .answer([
                    "250-hub.example", "250-PIPELINING", "250-8BITMIME", "250-SMTPUTF8", "250-ENHANCEDSTATUSCODES",
                    "250 SIZE 1000",
                ]))
    }

    @Test("Whom a message is for is known when its content has come, and forgotten afterwards")
    func parties() {
        var session = session()
        _ = codes(["LHLO c", "MAIL FROM:<a@b>", "RCPT TO:<x@y>", "RCPT TO:<z@y>", "DATA"], in: &session)
        #expect(session.takeParties() == .init(mailFrom: "a@b", recipients: ["x@y", "z@y"], lhlo: "c"))
        #expect(!session.isInTransaction)
        #expect(codes(["DATA", "MAIL FROM:<>"], in: &session) == ["503", "250"])
    }

    @Test("A recipient who does not exist is refused and the others stay")
    func unknownRecipient() {
        var session = session()
        _ = codes(["LHLO c", "MAIL FROM:<a@b>"], in: &session)
        #expect(session.take(Array("RCPT TO:<no@y>".utf8)) == .check(recipient: "no@y"))
        #expect(session.recipient("no@y", exists: false) == .answer(["550 5.1.1 no such recipient"]))
        #expect(codes(["RCPT TO:<yes@y>", "DATA"], in: &session) == ["250", "354"])
        #expect(session.takeParties().recipients == ["yes@y"])
    }

    @Test("The recipient beyond the limit is asked to come in another message")
    func tooManyRecipients() {
        var session = session { $0.recipients = 2 }
        let lines = ["LHLO c", "MAIL FROM:<a@b>"] + (1...3).map { "RCPT TO:<r\($0)@d>" } + ["DATA"]
        #expect(codes(lines, in: &session) == ["250", "250", "250", "250", "452", "354"])
    }

    @Test("A client that makes no sense is shown the door")
    func mistakes() {
        var session = session { $0.mistakes = 2 }
        #expect(codes(["FOO", "BAR", "BAZ"], in: &session) == ["500", "500", "421!"])
    }

    @Test("No text of ours can add a line to a reply")
    func replyLines() {
        #expect(LMTPReply.accepted("a\r\n250 b\u{0}ع").line == "250 2.0.0 a250 b")
        #expect(LMTPReply.temporary("").line == "451 4.3.0 try again later")
        #expect(LMTPReply.permanent(String(repeating: "x", count: 900)).line.utf8.count < 512)
    }
}
