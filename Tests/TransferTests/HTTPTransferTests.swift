import Foundation
import Testing

@testable import Transfer

/// Reads one request's header and content; nil when the client has gone.
private func request(_ visitor: Visitor) -> (head: [String], body: String)? {
    var head: [String] = []
    while let line = visitor.line() {
        if line.isEmpty {
            let length = head.first { $0.lowercased().hasPrefix("content-length:") }.flatMap {
                Int($0.dropFirst(15).drop { $0 == " " })
            }
            guard let body = visitor.bytes(length ?? 0) else { return nil }
            return (head, String(decoding: body, as: UTF8.self))
        }
        head.append(line)
    }
    return nil
}

private func answering(_ answer: @escaping @Sendable (_ head: [String], _ body: String) -> String) -> ScriptedServer {
    ScriptedServer { visitor in
        while let (head, body) = request(visitor) {
            let text = answer(head, body)
            if text.isEmpty { return }
            visitor.say(text)
        }
    }
}

private func ok(_ body: String, fields: String = "") -> String {
    "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
}

private func error(_ request: HTTPRequest, by transfer: HTTPTransfer = HTTPTransfer(threads: 1)) async -> TransferError?
{
    do {
        _ = try await transfer.send(request)
        return nil
    } catch {
        return error
    }
}

@Suite("A request goes to a gateway and its answer comes back")
struct HTTPTransferTests {
    @Test("Method, fields and content arrive, and status, fields and content come back")
    func exchange() async throws {
        let server = answering { head, body in
            "HTTP/1.1 100 Continue\r\n\r\n"
                + ok("\(head[0])|\(body)|\(head.contains("X-Key: k"))", fields: "Retry-After: 7\r\nX: \r\n")
        }
        let reply = try await HTTPTransfer().send(
            HTTPRequest(
                method: "POST", url: "http://127.0.0.1:\(server.port)/send?x=1", headers: [HTTPHeader("X-Key", "k")],
                body: Data("مرحبا".utf8)))
        #expect(reply.status == 200)
        #expect(String(decoding: reply.body, as: UTF8.self) == "POST /send?x=1 HTTP/1.1|مرحبا|true")
        #expect(reply.header("retry-after") == "7")
        #expect(reply.header("x") == "")
        #expect(reply.header("none") == nil)
    }

    @Test("Every method goes out as itself", arguments: ["GET", "POST", "PUT", "PATCH", "DELETE"], [nil, "", "body"])
    func methods(method: String, body: String?) async throws {
        let server = answering { head, body in ok("\(head[0].prefix { $0 != " " })|\(body)") }
        let reply = try await HTTPTransfer(threads: 1).send(
            HTTPRequest(method: method, url: "http://127.0.0.1:\(server.port)/", body: body.map { Data($0.utf8) }))
        #expect(String(decoding: reply.body, as: UTF8.self) == "\(method)|\(body ?? "")")
    }

    @Test("HEAD has no content and does not wait for one")
    func head() async throws {
        let server = answering { _, _ in "HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\n" }
        let reply = try await HTTPTransfer(threads: 1).send(
            HTTPRequest(method: "HEAD", url: "http://127.0.0.1:\(server.port)/"))
        #expect(reply.status == 204 && reply.body.isEmpty)
    }

    @Test("An error status is an answer, and a redirect is not followed", arguments: [301, 404, 429, 503])
    func statuses(status: Int) async throws {
        let server = answering { _, _ in
            "HTTP/1.1 \(status) X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        }
        let reply = try await HTTPTransfer(threads: 1).send(HTTPRequest(url: "http://127.0.0.1:\(server.port)/"))
        #expect(reply.status == status)
    }

    @Test("One connection serves many requests of one thread")
    func keepAlive() async throws {
        let server = ScriptedServer { visitor in
            var count = 0
            while request(visitor) != nil {
                count += 1
                visitor.say(ok("\(count)"))
            }
        }
        let transfer = HTTPTransfer(threads: 1)
        for count in 1...3 {
            let reply = try await transfer.send(HTTPRequest(url: "http://127.0.0.1:\(server.port)/"))
            #expect(String(decoding: reply.body, as: UTF8.self) == "\(count)")
        }
    }

    @Test("A text is not sent twice in silence when a kept connection dies on it")
    func noSilentResend() async throws {
        let server = ScriptedServer { visitor in
            guard request(visitor) != nil else { return }
            visitor.say(ok("1"))
            _ = request(visitor)
        }
        let transfer = HTTPTransfer(threads: 1)
        let post = HTTPRequest(method: "POST", url: "http://127.0.0.1:\(server.port)/", body: Data("once".utf8))
        _ = try await transfer.send(post)
        let second = try #require(await error(post, by: transfer))
        #expect(second.mayHaveArrived)
        #expect(server.lines.filter { $0.hasPrefix("POST") }.count == 2)
    }

    @Test(
        "A cut after the request went out means that nobody knows",
        arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"])
    func uncertain(answer: String) async {
        let server = ScriptedServer { visitor in
            _ = request(visitor)
            visitor.say(answer)
        }
        let failure = await error(HTTPRequest(method: "POST", url: "http://127.0.0.1:\(server.port)/"))
        #expect(failure?.mayHaveArrived == true)
    }

    @Test("Nobody there: nothing was sent")
    func nobodyThere() async {
        let failure = await error(HTTPRequest(url: "http://127.0.0.1:1/"))
        #expect(failure?.mayHaveArrived == false)
    }

    @Test("An answer without end is cut at the limit", arguments: ["Content-Length: 99999999999", "X: y"])
    func tooLarge(field: String) async {
        let server = ScriptedServer { visitor in
            _ = request(visitor)
            visitor.say("HTTP/1.1 200 OK\r\n\(field)\r\n\r\n" + String(repeating: "x", count: 5000))
        }
        let failure = await error(
            HTTPRequest(url: "http://127.0.0.1:\(server.port)/"), by: HTTPTransfer(threads: 1, responseLimit: 1000))
        #expect(failure == .tooLarge(limit: 1000))
    }

    @Test(
        "An address that is not plain HTTP is refused",
        arguments: [
            "file:///etc/passwd", "gopher://x", "ftp://x", "smtp://127.0.0.1", "x", "", "http://a b/", "http://a\r\nb/",
            "http://ع/", "http://",
        ])
    func addresses(url: String) async {
        guard case .refused? = await error(HTTPRequest(url: url)) else {
            Issue.record("\(url) was used")
            return
        }
    }

    @Test(
        "A field cannot add another field",
        arguments: [("X", "a\r\nY: b"), ("X\r\nY", "a"), ("X:", "a"), ("", "a"), ("X", "a\u{0}")])
    func fields(name: String, value: String) async {
        guard case .refused? = await error(HTTPRequest(url: "http://127.0.0.1:1/", headers: [HTTPHeader(name, value)]))
        else {
            Issue.record("the field was used")
            return
        }
    }

    @Test("A cancelled task stops waiting for a silent gateway", .timeLimit(.minutes(1)))
    func cancelled() async {
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let server = ScriptedServer { visitor in
            _ = request(visitor)
            ask.yield()
            _ = visitor.line()
        }
        let sending = Task { await error(HTTPRequest(url: "http://127.0.0.1:\(server.port)/")) }
        for await _ in asked { break }
        sending.cancel()
        #expect(await sending.value == .cancelled(somethingSent: true))
    }
}
