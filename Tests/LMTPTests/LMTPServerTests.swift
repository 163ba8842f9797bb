import Foundation
import Logging
import Synchronization
import Testing

@testable import Channels

/// What a test server was given.
final class Kept: Sendable {
    private let box = Mutex<[(LMTPTransaction, Data)]>([])

    var all: [(transaction: LMTPTransaction, bytes: Data)] { box.withLock { $0 } }

    func keep(_ transaction: LMTPTransaction) {
        let bytes: Data =
            switch transaction.content {
            case .bytes(let data): data
            case .file(let url, _): (try? Data(contentsOf: url)) ?? Data("unreadable".utf8)
            }
        box.withLock { $0.append((transaction, bytes)) }
    }
}

/// Runs `body` against a server that keeps everything, then stops it and waits for its end.
func withServer<Result>(
    limits change: (inout LMTPLimits) -> Void = { _ in },
    accept: @escaping @Sendable (LMTPTransaction) async -> [LMTPReply]? = { _ in nil },
    _ body: (_ port: Int, _ kept: Kept, _ spool: URL, _ stop: @escaping @Sendable () -> Void) async throws -> Result
) async throws -> Result {
    let spool = FileManager.default.temporaryDirectory.appendingPathComponent("lmtp-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: spool, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: spool) }
    var limits = LMTPLimits()
    change(&limits)
    let kept = Kept()
    let (ports, listening) = AsyncStream.makeStream(of: Int.self)
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let server = LMTPServer(
        configuration: LMTPConfiguration(port: 0, hostName: "hub.example", limits: limits, spool: spool),
        checkRecipient: { !$0.hasPrefix("nobody@") },
        accept: { transaction in
            kept.keep(transaction)
            return await accept(transaction) ?? transaction.recipients.map { .accepted("kept for \($0)") }
        },
        logger: logger, onListening: { listening.yield($0) })
    let running = Task { try await server.run() }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    let result = try await body(port, kept, spool) { running.cancel() }
    running.cancel()
    try await running.value
    return result
}

private func files(in folder: URL) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? ["the folder cannot be read"]
}

private let opening = "LHLO client.example\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<x@y.example>\r\nDATA\r\n"

@Suite("Mail is taken by LMTP over a real connection")
struct LMTPServerTests {
    @Test("A message is kept exactly and answered once for each recipient, in order")
    func delivers() async throws {
        try await withServer { port, kept, _, _ in
            let codes = await blocking { () -> [String] in
                guard let client = LineClient(port: port) else { return [] }
                client.send(
                    "LHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<x@y>\r\nRCPT TO:<nobody@y>\r\nRCPT TO:<z@y>\r\nDATA\r\n")
                client.send("Subject: hi\r\n\r\n..dot\r\nbare\nlf\r\n.\r\nQUIT\r\n")
                return client.codes(10)
            }
            #expect(codes == ["220", "250", "250", "250", "550", "250", "354", "250", "250", "221"])
            #expect(kept.all.map(\.transaction.recipients) == [["x@y", "z@y"]])
            #expect(kept.all.first?.transaction.mailFrom == "")
            #expect(kept.all.first?.transaction.peer == "127.0.0.1")
            #expect(kept.all.first?.bytes == Data("Subject: hi\r\n\r\n.dot\r\nbare\nlf\r\n".utf8))
        }
    }

    @Test("Messages pipelined behind one another are all taken, in order")
    func pipelined() async throws {
        try await withServer { port, kept, _, _ in
            let codes = await blocking { () -> [String] in
                guard let client = LineClient(port: port) else { return [] }
                let one = { (number: Int) in "MAIL FROM:<a@b>\r\nRCPT TO:<x@y>\r\nDATA\r\nmail \(number)\r\n.\r\n" }
                client.send("LHLO c\r\n" + (1...50).map(one).joined() + "QUIT\r\n")
                return client.codes(2 + 50 * 4 + 1)
            }
            #expect(
                codes == ["220", "250"] + Array(repeating: ["250", "250", "354", "250"], count: 50).joined() + ["221"])
            #expect(kept.all.map(\.bytes) == (1...50).map { Data("mail \($0)\r\n".utf8) })
        }
    }

    @Test("A large message goes through a file, exactly, and the file is gone afterwards", arguments: [1, 70_000])
    func spooled(lineLength: Int) async throws {
        let line = String(repeating: "x", count: lineLength) + "\r\n.\r\r\n"
        let content = String(repeating: line, count: 3_000_000 / line.utf8.count)
        try await withServer { port, kept, spool, _ in
            let codes = await blocking { () -> [String] in
                guard let client = LineClient(port: port) else { return [] }
                client.send(bytes: Array(opening.utf8) + stuffed(Array(content.utf8)))
                return client.codes(6)
            }
            #expect(codes == ["220", "250", "250", "250", "354", "250"])
            #expect(kept.all.first?.bytes == Data(content.utf8))
            guard case .file(_, let size)? = kept.all.first?.transaction.content else {
                Issue.record("the message was held in memory")
                return
            }
            #expect(size == content.utf8.count)
            #expect(files(in: spool).isEmpty)
        }
    }

    @Test("A message over the limit is refused for each recipient, and the next one is taken")
    func tooBig() async throws {
        try await withServer { limits in
            limits.message = 400_000
        } _: { port, kept, spool, _ in
            let codes = await blocking { () -> [String] in
                guard let client = LineClient(port: port) else { return [] }
                client.send("LHLO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<x@y>\r\nRCPT TO:<z@y>\r\nDATA\r\n")
                client.send(String(repeating: "12345678\r\n", count: 60_000) + ".\r\n")
                client.send("MAIL FROM:<a@b>\r\nRCPT TO:<x@y>\r\nDATA\r\nsmall\r\n.\r\n")
                return client.codes(12)
            }
            #expect(codes == ["220", "250", "250", "250", "250", "354", "552", "552", "250", "250", "354", "250"])
            #expect(kept.all.map(\.bytes) == [Data("small\r\n".utf8)])
            #expect(files(in: spool).isEmpty)
        }
    }

    @Test("When the disk takes nothing, a large message is told to come again")
    func noSpool() async throws {
        try await withServer { port, kept, spool, _ in
            try FileManager.default.removeItem(at: spool)
            let codes = await blocking { () -> [String] in
                guard let client = LineClient(port: port) else { return [] }
                client.send(opening + String(repeating: "12345678\r\n", count: 60_000) + ".\r\nNOOP\r\n")
                return client.codes(7)
            }
            #expect(codes == ["220", "250", "250", "250", "354", "452", "250"])
            #expect(kept.all.isEmpty)
        }
    }

    @Test("A missing answer is never taken for acceptance")
    func missingAnswers() async throws {
        try await withServer(accept: { _ in [.accepted("one")] }) { port, _, _, _ in
            let codes = await blocking { () -> [String] in
                guard let client = LineClient(port: port) else { return [] }
                client.send("LHLO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<x@y>\r\nRCPT TO:<z@y>\r\nDATA\r\nm\r\n.\r\n")
                return client.codes(8)
            }
            #expect(codes == ["220", "250", "250", "250", "250", "354", "250", "451"])
        }
    }

    @Test("A line too long is refused and the session goes on; a bare LF ends it")
    func lines() async throws {
        try await withServer { port, _, _, _ in
            let codes = await blocking { () -> [String] in
                guard let client = LineClient(port: port) else { return [] }
                let longest = "NOOP " + String(repeating: "x", count: 2041) + "\r\n"
                client.send(longest + "NOOP x" + longest.dropFirst(5))
                client.send("NOOP " + String(repeating: "y", count: 100_000) + "\r\nNOOP\r\nNOOP\nQUIT\r\n")
                return client.codes(9)
            }
            #expect(codes == ["220", "250", "500", "500", "250", "500"])
        }
    }

    @Test("One connection too many is told to come again")
    func connectionLimit() async throws {
        try await withServer { limits in
            limits.connections = 1
        } _: { port, _, _, _ in
            let codes = await blocking { () -> [String] in
                guard let first = LineClient(port: port) else { return [] }
                let greeting = first.codes(1)
                guard let second = LineClient(port: port) else { return greeting }
                return greeting + second.codes(2)
            }
            #expect(codes == ["220", "421"])
        }
    }

    @Test("When the server stops, a message under way is answered and idle clients are told")
    func gracefulStop() async throws {
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        try await withServer(
            accept: { _ in
                enter.yield()
                for await _ in released { break }
                return nil
            }
        ) { port, kept, _, stop in
            let idle = try #require(LineClient(port: port))
            let busy = try #require(LineClient(port: port))
            #expect(await blocking { idle.codes(1) } == ["220"])
            busy.send(opening + "m\r\n.\r\n")
            for await _ in entered { break }
            stop()
            #expect(await blocking { idle.codes(2) } == ["421"])
            release.yield()
            #expect(await blocking { busy.codes(8) } == ["220", "250", "250", "250", "354", "250", "421"])
            #expect(kept.all.count == 1)
        }
    }

    @Test("A client that disappears in the middle of a large message leaves nothing behind")
    func disappears() async throws {
        try await withServer { port, kept, spool, _ in
            await blocking {
                guard let client = LineClient(port: port) else { return }
                client.send(opening + String(repeating: "12345678\r\n", count: 100_000))
                _ = client.codes(5)
            }
            while !files(in: spool).isEmpty {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(kept.all.isEmpty)
        }
    }
}
