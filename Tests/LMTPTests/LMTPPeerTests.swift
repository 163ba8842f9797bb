import Foundation
import Testing

@testable import Channels

/// Runs a program to its end and gives its exit code and output, or nil when it cannot be started.
private func run(_ program: String, _ arguments: [String]) async -> (code: Int, output: String)? {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("output-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    guard let code = await Child(program, arguments, output: file.path)?.exitCode() else { return nil }
    return (code, (try? String(contentsOf: file, encoding: .utf8)) ?? "")
}

private func path(of program: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return (folders + ["/usr/bin", "/usr/sbin"]).map { "\($0)/\(program)" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}

private let python = path(of: "python3")
private let smtpSource = path(of: "smtp-source")

@Suite("Other people's programs deliver to us by LMTP")
struct LMTPPeerTests {
    @Test("Python's LMTP client delivers a message with dots", .enabled(if: python != nil))
    func pythonClient() async throws {
        let program = try #require(python)
        let script = """
            import smtplib, sys
            with smtplib.LMTP('127.0.0.1', int(sys.argv[1])) as c:
                refused = c.sendmail('a@b.example', ['x@y.example', 'nobody@y.example'], b'Subject: t\\r\\n\\r\\n.a\\r\\n..b\\r\\n')
                assert list(refused) == ['nobody@y.example'], refused
                assert c.has_extn('smtputf8') and c.has_extn('size')
            """
        try await withServer { port, kept, _, _ in
            let result = try #require(await run(program, ["-c", script, "\(port)"]))
            #expect(result.code == 0, "\(result.output)")
            #expect(kept.all.map(\.bytes) == [Data("Subject: t\r\n\r\n.a\r\n..b\r\n".utf8)])
        }
    }

    @Test("Postfix's load generator delivers a thousand messages over ten connections", .enabled(if: smtpSource != nil))
    func thousandMessages() async throws {
        let program = try #require(smtpSource)
        try await withServer { port, kept, _, _ in
            let arguments = [
                "-L", "-d", "-s", "10", "-m", "1000", "-l", "4096", "-t", "x@y.example", "inet:127.0.0.1:\(port)",
            ]
            let result = try #require(await run(program, arguments))
            #expect(result.code == 0, "\(result.output)")
            #expect(kept.all.count == 1000)
            #expect(kept.all.allSatisfy { $0.bytes.count >= 4096 })
        }
    }
}
