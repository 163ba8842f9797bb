import Foundation
import Testing

@testable import Transfer

/// An IMAP server that signs anyone in and then gives `answers` by command word; `%` stands for the tag.
private func server(_ answers: [String: String]) -> ScriptedServer {
    ScriptedServer { visitor in
        visitor.say("* OK hi\r\n")
        while let line = visitor.line() {
            let words = line.split(separator: " ")
            guard words.count > 1 else { return }
            let tag = String(words[0])
            let name = words[1].uppercased() == "UID" && words.count > 2 ? words[2].uppercased() : words[1].uppercased()
            let usual = ["CAPABILITY": "* CAPABILITY IMAP4rev1\r\n% OK done\r\n", "SELECT": selected]
            let answer = answers[name] ?? usual[name] ?? "% OK done\r\n"
            visitor.say(answer.replacingOccurrences(of: "%", with: tag))
            if answer.hasSuffix("!") || answer.isEmpty { return }
        }
    }
}

private let selected = "* 3 EXISTS\r\n* OK [UIDVALIDITY 77] ok\r\n* OK [UIDNEXT 12] ok\r\n% OK [READ-WRITE] done\r\n"

private func session(_ server: ScriptedServer, limit: Int = 1000) -> IMAPSession {
    IMAPSession(
        server: IMAPServer(host: "127.0.0.1", port: server.port, security: .plain, user: "u", password: "p"),
        limits: TransferLimits(connect: .seconds(5), total: .seconds(3)), messageLimit: limit)
}

private func fetched(_ text: String, uid: Int = 5) -> String {
    "* 1 FETCH (UID \(uid) RFC822.SIZE \(text.utf8.count) BODY[]<0> {\(text.utf8.count)}\r\n\(text))\r\n% OK done\r\n"
}

private func error<Success>(_ work: () async throws(IMAPError) -> Success) async -> IMAPError? {
    do throws(IMAPError) {
        _ = try await work()
        return nil
    } catch {
        return error
    }
}

@Suite("A mailbox is read from any server, sane or not")
struct IMAPSessionTests {
    @Test("A mailbox says how far it is, and numbers below the wish are left out")
    func selectAndSearch() async throws {
        let server = server(["SEARCH": "* SEARCH 11 x 5 99999999999 5\r\n* 4 EXISTS\r\n* SEARCH 12\r\n% OK done\r\n"])
        let session = session(server)
        #expect(try await session.select("INBOX") == MailboxStatus(uidValidity: 77, uidNext: 12, messages: 3))
        #expect(try await session.uids(from: 6) == [11, 12])
        #expect(server.lines.contains("W2 UID SEARCH UID 6:*"))
    }

    @Test("A message is taken by its announced length, even when it contains lines like the server's own answers")
    func literal() async throws {
        let mail = "A\r\n)\r\nW2 OK done\r\n* BYE\r\n{10}\r\n"
        let session = session(server(["FETCH": "* 9 FETCH (FLAGS (\\Seen))\r\n" + fetched(mail)]))
        _ = try await session.select("INBOX")
        #expect(try await session.fetch(5) == Data(mail.utf8))
        #expect(try await session.fetch(5) == Data(mail.utf8))
    }

    @Test(
        "A short message may come as a quoted string, and an empty one as either",
        arguments: [("\"a \\\"b\\\\\"", "a \"b\\"), ("\"\"", ""), ("{0}\r\n", "")])
    func quoted(form: String, mail: String) async throws {
        let session = session(server(["FETCH": "* 1 FETCH (BODY[]<0> \(form) UID 5)\r\n% OK done\r\n"]))
        _ = try await session.select("INBOX")
        #expect(try await session.fetch(5) == Data(mail.utf8))
    }

    @Test("A message that is too large is said to be so, and the next one is read on the same connection")
    func tooLarge() async throws {
        let server = server(["FETCH": fetched(String(repeating: "x", count: 11))])
        let session = session(server, limit: 10)
        _ = try await session.select("INBOX")
        #expect(await error { () throws(IMAPError) in try await session.fetch(5) } == .tooLarge(size: 11, limit: 10))
        #expect(try await session.uids(from: 1) == [])
        #expect(server.lines.filter { $0.contains("LOGIN") }.count == 1)
    }

    @Test(
        "A message that is no longer there is gone",
        arguments: [
            "% OK done\r\n", "* 1 FETCH (UID 6 BODY[]<0> \"x\")\r\n% OK done\r\n",
            "* 1 FETCH (UID 5 BODY[]<0> NIL)\r\n% OK done\r\n",
        ])
    func gone(answer: String) async throws {
        let session = session(server(["FETCH": answer]))
        _ = try await session.select("INBOX")
        #expect(await error { () throws(IMAPError) in try await session.fetch(5) } == .gone)
    }

    @Test("A refused command leaves the session usable", arguments: ["NO [UNAVAILABLE] later", "BAD what"])
    func refused(answer: String) async throws {
        let session = session(server(["FETCH": "% \(answer)\r\n"]))
        _ = try await session.select("INBOX")
        #expect(await error { () throws(IMAPError) in try await session.fetch(5) } == .refused(answer))
        #expect(try await session.uids(from: 1) == [])
    }

    @Test(
        "An answer that makes no sense ends the connection and nothing else",
        arguments: [
            "* 1 FETCH (UID 5 BODY[]<0> {10737418240}\r\nabc",
            "* 1 FETCH (UID 5 BODY[]<0> {99999999999999999999999}\r\nabc",
            "* 1 FETCH (UID 5 BODY[]<0> {50}\r\nonly this)\r\n% OK done\r\n!",
            "* BYE going down\r\n!", "% WHAT\r\n", "",
        ])
    func nonsense(answer: String) async throws {
        let server = server(["FETCH": answer])
        let session = session(server)
        _ = try await session.select("INBOX")
        switch await error({ () throws(IMAPError) in try await session.fetch(5) }) {
        case .nonsense?, .connection?: break
        case let other: Issue.record("told as \(String(describing: other))")
        }
        #expect(await error { () throws(IMAPError) in try await session.fetch(5) } == .notSelected)
        #expect(try await session.select("INBOX").uidValidity == 77)
    }

    @Test("A literal shorter than announced never gives a wrong message")
    func literalTooLong() async throws {
        let session = session(server(["FETCH": "* 1 FETCH (UID 5 BODY[]<0> {3}\r\nlonger)\r\n% OK done\r\n"]))
        _ = try await session.select("INBOX")
        guard case .nonsense? = await error({ () throws(IMAPError) in try await session.fetch(5) }) else {
            Issue.record("a wrong message was taken")
            return
        }
    }

    @Test("Lists within lists do not exhaust the stack")
    func deep() async throws {
        let session = session(server(["FETCH": "* 1 FETCH \(String(repeating: "(", count: 50_000))\r\n% OK done\r\n"]))
        _ = try await session.select("INBOX")
        guard case .nonsense? = await error({ () throws(IMAPError) in try await session.fetch(5) }) else {
            Issue.record("the answer was understood")
            return
        }
    }

    @Test("A mailbox without UIDVALIDITY or that does not exist is refused")
    func select() async {
        let without = session(server(["SELECT": "* 3 EXISTS\r\n% OK done\r\n"]))
        #expect(
            await error { () throws(IMAPError) in try await without.select("INBOX") }
                == .nonsense("the server gives the mailbox no UIDVALIDITY"))
        let missing = session(server(["SELECT": "% NO no such mailbox\r\n"]))
        #expect(await error { () throws(IMAPError) in try await missing.select("x") } == .refused("NO no such mailbox"))
    }

    @Test("A wrong password is told as such")
    func signIn() async {
        let session = session(server(["LOGIN": "% NO [AUTHENTICATIONFAILED] no\r\n"]))
        guard case .authentication? = await error({ () throws(IMAPError) in try await session.select("INBOX") }) else {
            Issue.record("the sign-in was not refused")
            return
        }
    }

    @Test(
        "A mailbox's name cannot add a command",
        arguments: ["a\r\nW9 DELETE x", "", "a\u{0}", String(repeating: "x", count: 501)])
    func names(name: String) async {
        let server = server([:])
        let session = session(server)
        guard case .invalid? = await error({ () throws(IMAPError) in try await session.select(name) }) else {
            Issue.record("the name was used")
            return
        }
        #expect(server.lines.isEmpty)
    }

    @Test(
        "Names are written as servers expect",
        arguments: [
            ("INBOX", "\"INBOX\""), ("a\"b\\c", "\"a\\\"b\\\\c\""), ("R&D", "\"R&-D\""), ("台北", "\"&U,BTFw-\""),
            ("وارد x", "\"&BkgGJwYxBi8- x\""), ("😀", "\"&2D3eAA-\""),
        ])
    func modifiedUTF7(name: String, quoted: String) {
        #expect(IMAPMailboxName(name)?.quoted == quoted)
    }
}
