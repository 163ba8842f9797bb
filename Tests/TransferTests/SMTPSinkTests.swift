import Foundation
import Testing

@testable import Transfer

private let smtpSink = PeerProgram.path(of: "smtp-sink")

@Suite("A real receiver sees what was meant", .enabled(if: smtpSink != nil))
struct SMTPSinkTests {
    @Test("A message full of dots and bare line ends is one message at the receiver")
    func oneMessage() async throws {
        let folder = try PeerProgram.newFolder("sink")
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = try #require(smtpSink)
        let port = PeerProgram.freePort()
        let user = String(cString: try #require(getpwuid(getuid())).pointee.pw_name)
        let arguments = ["-u", user, "-d", folder.path + "/mail.", "127.0.0.1:\(port)", "10"]
        let sink = try #require(Child(program, arguments))
        defer { sink.stop() }
        #expect(await PeerProgram.waits(onPort: port))

        let server = SMTPServer(host: "127.0.0.1", port: port, security: .plain, ownName: "hub.example")
        let message = "Subject: t\n\n\n.\nMAIL FROM:<evil@b>\r.\r\n.\r\r\n..\r\n.end\n"
        let transfer = SMTPTransfer(threads: 1)
        for _ in 1...20 {
            _ = try await transfer.send(
                SMTPSubmission(server: server, from: "a@b.example", to: ["x@y.example"], message: Data(message.utf8)))
        }
        let dumps = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let texts = try dumps.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }.filter { !$0.isEmpty }
        #expect(texts.count == 20)
        let body = "\n\n.\nMAIL FROM:<evil@b>\n.\n.\n\n..\n.end\n"
        #expect(texts.allSatisfy { $0.replacingOccurrences(of: "\r\n", with: "\n").contains("Subject: t\n" + body) })
    }
}
