import Foundation
import Peers
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite(
    "RouteTests: large contents in an S3 bucket", .serialized,
    .enabled(if: Places.program("python3") != nil, "python3 is not installed"))
struct BucketTests {
    /// A server that checks each signature, and Moto where it is installed.
    enum Server: String, CaseIterable {
        case strict
        case moto

        static let installed = allCases.filter { $0 != .moto || motoServer != nil }

        static let motoServer: URL? = {
            let named = ProcessInfo.processInfo.environment["WASL_MOTO_SERVER"].map { URL(filePath: $0) }
            let found = named ?? Places.program("moto_server")
            if found == nil { print("moto_server is not installed: its test is left out") }
            return found
        }()
    }

    @Test(
        "a large delivery lies in the bucket before it is accepted, and is read, shown and checked from there",
        arguments: Server.installed)
    func keptAndRead(server: Server) async throws {
        try await withBucket(server) { hub, bucket, _ in
            let child = try await hub.start()
            let words = String(repeating: "أحتاج دواء غير متوفر. ", count: 8000)
            #expect(try deliver(hub, "large", words).hasPrefix("250"))
            #expect(try deliver(hub, "small", "متى الصرف؟").hasPrefix("250"))
            try await eventually("two tickets", within: 40, every: 200) { try await hub.tickets().count == 2 }
            let large = try #require(try await hub.tickets().first { $0["subject"] as? String == "large" })
            let receipt = try #require((large["receipts"] as? [String])?.first)
            let read = try await hub.command("reread", "--association", "al-eman", receipt)
            #expect(read.contains("دواء غير متوفر"))
            if case .sqlite = TestEngine.current {
                let store = try Data(contentsOf: hub.data.appending(path: "wasl.db"))
                #expect(store.count < 2_000_000)
            }
            #expect(try await hub.command("verify", "--deep").hasSuffix("balanced\n"))
            if server == .strict { #expect(bucket.printed.contains("PUT 200") && bucket.printed.contains("GET 200")) }
            await child.stop()
        }
    }

    @Test(
        "while the bucket is down nothing large is accepted and nothing is lost; an object that is gone or changed is named"
    )
    func down() async throws {
        try await withBucket(.strict) { hub, _, folder in
            let child = try await hub.start()
            let words = String(repeating: "أحتاج دواء غير متوفر. ", count: 8000)
            let down = folder.appending(path: "down")
            try Data().write(to: down)
            #expect(try deliver(hub, "refused", words).hasPrefix("4"))
            #expect(try deliver(hub, "small", "متى الصرف؟").hasPrefix("250"))
            try FileManager.default.removeItem(at: down)
            #expect(try deliver(hub, "refused", words).hasPrefix("250"))
            try await eventually("both tickets", within: 40, every: 200) { try await hub.tickets().count == 2 }
            #expect(try await hub.command("verify", "--deep").hasSuffix("balanced\n"))
            let object = try #require(
                try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).first)
            try Data("other".utf8).write(to: object)
            await #expect(throws: ChildFailure.self) { try await hub.command("verify", "--deep") }
            try FileManager.default.removeItem(at: object)
            await #expect(throws: ChildFailure.self) { try await hub.command("verify", "--deep") }
            await child.stop()
        }
    }

    private func withBucket(_ server: Server, _ body: (HubProcess, Child, URL) async throws -> Void) async throws {
        let (port, folder) = (Places.serverPort(), try Places.fresh("bucket"))
        let python = try #require(Places.program("python3"))
        let child =
            switch server {
            case .strict:
                try Child(python, [Places.script("bucket.py").path, "\(port)", folder.path, "key", "secret"])
            case .moto: try Child(try #require(Server.motoServer), ["-H", "127.0.0.1", "-p", "\(port)"])
            }
        try await eventually("the bucket's server") { Places.isListening(port) }
        if server == .moto {
            var making = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)/hub")))
            making.httpMethod = "PUT"
            _ = try await URLSession.shared.data(for: making)
        }
        let hub = try HubProcess(
            "bucket",
            environment: [
                "WASL_S3_URL": "http://127.0.0.1:\(port)", "WASL_S3_BUCKET": "hub", "WASL_S3_KEY": "key",
                "WASL_S3_SECRET": "secret",
            ])
        let result: Result<Void, any Error>
        do { result = .success(try await body(hub, child, folder)) } catch { result = .failure(error) }
        await child.stop()
        hub.remove()
        try? FileManager.default.removeItem(at: folder)
        try result.get()
    }

    private func deliver(_ hub: HubProcess, _ subject: String, _ words: String) throws -> String {
        let mail = """
            From: a@people.example\r\nTo: al-eman@al-eman.example\r\nSubject: \(subject)\r\n\
            Message-ID: <\(subject)@people.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\
            Content-Transfer-Encoding: base64\r\n\r\n
            """
        let body = Data(words.utf8).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        let client = try #require(LMTPClient(port: hub.lmtpPort))
        return client.deliver(
            Data((mail + body + "\r\n").utf8), from: "a@people.example", to: "al-eman@al-eman.example") ?? ""
    }
}
