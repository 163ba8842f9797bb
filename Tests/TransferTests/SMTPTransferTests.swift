import Foundation
import Testing

@testable import Transfer

/// An SMTP server that answers every command well, except one.
private func server(
    offers: [String] = ["SIZE 1000000", "8BITMIME", "ENHANCEDSTATUSCODES"], at verb: String = "",
    say answer: String? = nil
) -> ScriptedServer {
    ScriptedServer { visitor in
        func reply(_ command: String, _ usual: String) -> Bool {
            guard command == verb else {
                visitor.say(usual)
                return true
            }
            if let answer { visitor.say(answer) }
            return answer != nil
        }
        guard reply("connect", "220 hub.example\r\n") else { return }
        while let line = visitor.line() {
            let command = line.prefix(4).uppercased()
            switch command {
            case "EHLO":
                let lines = ["hub.example"] + offers
                let list = lines.enumerated().map { "250\($0 == lines.count - 1 ? " " : "-")\($1)\r\n" }.joined()
                guard reply("EHLO", list) else { return }
            case "DATA":
                guard reply("DATA", "354 go\r\n") else { return }
                if verb == "DATA" { continue }
                while let text = visitor.line(), text != "." {
                    if verb == "content" { return }
                }
                guard reply("dot", "250 2.0.0 queued as 42\r\n") else { return }
            case "QUIT":
                visitor.say("221 bye\r\n")
                return
            default: guard reply(command, "250 2.1.0 ok\r\n") else { return }
            }
        }
    }
}

private func submission(
    port: Int, security: TransportSecurity = .plain, from: String = "office@b.example", to: [String] = ["x@y.example"],
    message: String = "Subject: t\r\n\r\n.dot\n"
) -> SMTPSubmission {
    SMTPSubmission(
        server: SMTPServer(host: "127.0.0.1", port: port, security: security, ownName: "hub.example"), from: from,
        to: to, message: Data(message.utf8))
}

private let patient = SMTPTransfer(threads: 2, limits: TransferLimits(connect: .seconds(5), total: .seconds(20)))

private func error(_ submission: SMTPSubmission, by transfer: SMTPTransfer = patient) async -> SMTPError? {
    do {
        _ = try await transfer.send(submission)
        return nil
    } catch {
        return error
    }
}

@Suite("A message is given to a mail server")
struct SMTPTransferTests {
    @Test("The server hears the envelope and the exact message, and its answer comes back")
    func accepted() async throws {
        let server = server()
        let accepted = try await patient.send(submission(port: server.port, to: ["x@y.example", "z@y.example"]))
        #expect(accepted.reply == "2.0.0 queued as 42")
        #expect(
            server.lines.prefix(9) == [
                "EHLO hub.example", "MAIL FROM:<office@b.example> SIZE=21", "RCPT TO:<x@y.example>",
                "RCPT TO:<z@y.example>", "DATA", "Subject: t", "", "..dot", ".",
            ])
    }

    @Test("The connection is used again for the next message")
    func reuse() async throws {
        let server = server()
        let transfer = SMTPTransfer(threads: 1)
        for _ in 1...3 { _ = try await transfer.send(submission(port: server.port)) }
        #expect(server.lines.filter { $0.hasPrefix("EHLO") }.count == 1)
        #expect(server.lines.filter { $0.hasPrefix("MAIL") }.count == 3)
        #expect(server.lines.filter { $0 == "RSET" }.count == 2)
    }

    @Test("A kept connection that has died is replaced without losing or doubling a message")
    func reuseOfDeadConnection() async throws {
        let server = server(at: "RSET")
        let transfer = SMTPTransfer(threads: 1)
        for _ in 1...3 { _ = try await transfer.send(submission(port: server.port)) }
        #expect(server.lines.filter { $0.hasPrefix("MAIL") }.count == 3)
        #expect(server.lines.filter { $0.hasPrefix("EHLO") }.count == 3)
    }

    @Test(
        "A refusal at any step says whether to try again",
        arguments: ["MAIL", "RCPT", "DATA", "dot"],
        [("451 4.3.0 later", false), ("550 5.1.1 no", true), ("421 4.3.2 bye", false)])
    func refusals(verb: String, answer: (text: String, isPermanent: Bool)) async throws {
        let server = server(at: verb, say: answer.text + "\r\n")
        let code = try #require(Int(answer.text.prefix(3)))
        let text = String(answer.text.dropFirst(4))
        let expected: SMTPError =
            answer.isPermanent
            ? .permanent(code: code, text: text, enhancedStatus: String(text.prefix(5)))
            : .temporary(code: code, text: text)
        #expect(await error(submission(port: server.port)) == expected)
    }

    @Test(
        "A cut before the end of the message means that the server has nothing",
        arguments: ["connect", "EHLO", "MAIL", "RCPT", "DATA"])
    func cutBefore(verb: String) async {
        let server = server(at: verb)
        guard case .connection? = await error(submission(port: server.port)) else {
            Issue.record("a cut at \(verb) was not told as a lost connection")
            return
        }
    }

    @Test("A cut within a large message means that the server has nothing")
    func cutWithin() async {
        let server = server(offers: [], at: "content")
        let large = submission(port: server.port, message: String(repeating: "0123456789\r\n", count: 700_000))
        guard case .connection? = await error(large) else {
            Issue.record("a cut within the message was not told as a lost connection")
            return
        }
    }

    @Test(
        "A cut or nonsense after the final dot means that nobody knows",
        arguments: [nil, "hello\r\n", "354 go on\r\n", "250-\r\n"])
    func uncertain(answer: String?) async {
        let server = answer == "250-\r\n" ? silentAfterDot(answer ?? "") : server(at: "dot", say: answer)
        let transfer = SMTPTransfer(threads: 1, limits: TransferLimits(total: .seconds(2)))
        guard case .uncertain? = await error(submission(port: server.port), by: transfer) else {
            Issue.record("silence after the final dot was not told as uncertain")
            return
        }
    }

    @Test(
        "A refusing greeting or a wrong protocol is a server that cannot be used",
        arguments: ["554 no\r\n", "421 busy\r\n", "SSH-2.0\r\n", "\u{0}\u{1}\r\n"])
    func greeting(answer: String) async {
        let server = server(at: "connect", say: answer)
        guard case .connection? = await error(submission(port: server.port)) else {
            Issue.record("the greeting was not told as a connection that failed")
            return
        }
    }

    @Test("A server without STARTTLS is refused when STARTTLS is set")
    func noStartTLS() async {
        let server = server()
        guard case .untrusted? = await error(submission(port: server.port, security: .startTLS)) else {
            Issue.record("an unprotected connection was used")
            return
        }
        #expect(!server.lines.contains { $0.hasPrefix("MAIL") })
    }

    @Test(
        "An address that could break out of its command is refused before anything is sent",
        arguments: [
            "a@b\r\nRCPT TO:<z@z>", "a@b>", "<a@b", "a b@c", "a", "a@", "@b", "", "a@b@c", "a@b\u{0}", "a@b\u{85}",
            String(repeating: "a", count: 300) + "@b",
        ])
    func injection(address: String) async {
        let server = server()
        guard case .refused? = await error(submission(port: server.port, to: [address])) else {
            Issue.record("the address was used")
            return
        }
        #expect(server.lines.isEmpty)
    }

    @Test("A non-ASCII address goes only to a server that takes such addresses")
    func nonASCII() async throws {
        let old = server()
        #expect(
            await error(submission(port: old.port, to: ["سؤال@y.example"]))
                == .permanent(
                    code: 553, text: "the server does not take addresses with non-ASCII letters (RFC 6531)",
                    enhancedStatus: "5.6.7"))
        let new = server(offers: ["SMTPUTF8", "8BITMIME"])
        _ = try await patient.send(submission(port: new.port, to: ["سؤال@y.example"]))
        #expect(new.lines.contains("MAIL FROM:<office@b.example> SMTPUTF8"))
        #expect(new.lines.contains("RCPT TO:<سؤال@y.example>"))
    }

    @Test("A message larger than the server takes is refused without sending it")
    func tooLarge() async {
        let server = server(offers: ["SIZE 10"])
        guard case .permanent(552, _, "5.3.4")? = await error(submission(port: server.port)) else {
            Issue.record("the message was sent")
            return
        }
    }

    @Test("A password does not leave the machine unprotected")
    func plainPassword() async {
        var submission = submission(port: 25)
        submission.server.host = "mail.example"
        submission.server.user = "u"
        guard case .refused? = await error(submission) else {
            Issue.record("a password would have been sent")
            return
        }
    }

    @Test("A wrong password and a missing sign-in are told apart from bad messages")
    func signIn() async {
        let refusing = server(offers: ["AUTH PLAIN"], at: "AUTH", say: "535 5.7.8 no\r\n")
        let without = server()
        for port in [refusing.port, without.port] {
            var submission = submission(port: port)
            submission.server.user = "u"
            submission.server.password = "wrong"
            guard case .authentication? = await error(submission) else {
                Issue.record("the sign-in was not refused")
                return
            }
        }
    }

    @Test("Nobody there: the server has nothing")
    func nobodyThere() async {
        guard case .connection? = await error(submission(port: 1)) else {
            Issue.record("port 1 answered")
            return
        }
    }

    @Test("A cancelled task stops waiting for a silent server", .timeLimit(.minutes(1)))
    func cancelled() async {
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let silent = ScriptedServer { visitor in
            visitor.say("220 hi\r\n")
            _ = visitor.line()
            visitor.say("250 hi\r\n")
            _ = visitor.line()
            ask.yield()
            _ = visitor.line()
        }
        let sending = Task { await error(submission(port: silent.port)) }
        for await _ in asked { break }
        sending.cancel()
        #expect(await sending.value == .cancelled)
    }
}

private func silentAfterDot(_ answer: String) -> ScriptedServer {
    server(at: "dot", say: answer)
}
