import Foundation
import Peers
import Testing

@Suite("RouteTests: the doors other programs use", .serialized)
struct DoorTests {
    @Test("read says everything about one mail as one JSON object")
    func readOne() async throws {
        let hub = try HubProcess("read")
        defer { hub.remove() }
        let mail = """
            From: =?utf-8?B?2YHYp9i32YXYqQ==?= <fatima@people.example>\r\nTo: info@al-eman.example\r\n\
            Subject: medicine\r\nMessage-ID: <one@people.example>\r\nIn-Reply-To: <zero@people.example>\r\n\r\n\
            السلام عليكم، خلص الدواء ونحتاج مساعدة عاجلة\r\n\r\nOn Monday someone wrote:\r\n> old words\r\n
            """
        let printed = try await hub.command("read", "--format", "json", "-", input: Data(mail.utf8))
        let read = try #require(try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [String: Any])
        #expect(read["subject"] as? String == "medicine")
        #expect((read["from"] as? [[String: Any]])?.first?["address"] as? String == "fatima@people.example")
        #expect((read["from"] as? [[String: Any]])?.first?["name"] as? String == "فاطمة")
        #expect(read["messageID"] as? String == "one@people.example")
        #expect(read["inReplyTo"] as? [String] == ["zero@people.example"])
        #expect((read["replyText"] as? String)?.contains("خلص الدواء") == true)
        #expect((read["replyText"] as? String)?.contains("old words") == false)
        #expect((read["quotedText"] as? String)?.contains("old words") == true)
        #expect(read["language"] as? String == "ar")
        for key in ["kind", "urgency"] {
            let guess = try #require(read[key] as? [String: Any])
            #expect(guess["label"] is String && guess["confidence"] is Double && guess["why"] is [String])
        }
        #expect((read["auto"] as? [String: Any])?["isAuto"] as? Bool == false)
    }

    @Test("read answers lines in order, bad ones too")
    func readLines() async throws {
        let hub = try HubProcess("lines")
        defer { hub.remove() }
        let raw = Data("Subject: x\r\n\r\nأبغى أتبرع لكم\r\n".utf8).base64EncodedString()
        let lines = [
            "{\"id\":\"a\",\"raw_b64\":\"\(raw)\"}", "{\"id\":2,\"text\":\"where is your office?\"}", "nonsense",
        ]
        let printed = try await hub.command(
            "read", "--jsonl", "-", input: Data((lines.joined(separator: "\n") + "\n").utf8))
        let answers = try printed.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(answers.count == 3)
        #expect(answers.first?["id"] as? String == "a")
        #expect(answers.first?["subject"] as? String == "x")
        #expect(answers.dropFirst().first?["id"] as? Int == 2)
        #expect(answers.dropFirst().first?["language"] as? String == "en")
        #expect(answers.last?["error"] is String)
    }

    @Test("the same file ingested twice gives one receipt and one ticket; equal texts of two people are two (P3)")
    func ingestTwice() async throws {
        let hub = try HubProcess("ingest")
        defer { hub.remove() }
        let file = hub.folder.appending(path: "mail.eml")
        try Data("From: a@people.example\r\nTo: x@jamoum.example\r\nSubject: once\r\n\r\nمتى الصرف؟\r\n".utf8).write(
            to: file)
        let first = try await hub.command("ingest", "--channel", "email", file.path)
        let second = try await hub.command("ingest", "--channel", "email", file.path)
        #expect(first.contains("\"repeat\":false") && second.contains("\"repeat\":true"))
        #expect(first.replacing("false", with: "true") == second)
        try Data("From: b@people.example\r\nTo: x@jamoum.example\r\nSubject: once\r\n\r\nمتى الصرف؟\r\n".utf8).write(
            to: file)
        try await hub.command("ingest", "--channel", "email", file.path)
        try await hub.command("work", "--until-idle")
        let tickets = try await hub.tickets()
        #expect(tickets.count == 2)
        #expect(tickets.allSatisfy { $0["association"] as? String == "jamoum" })
        let outbox = try await hub.outbox()
        #expect(outbox.count == 2)
        #expect(outbox.allSatisfy { $0["state"] as? String == "sent" && $0["kind"] as? String == "acknowledgement" })
        #expect(try await hub.command("verify").hasSuffix("balanced\n"))
    }

    @Test("train and evaluate take any labels and say how good the model is")
    func trainAndEvaluate() async throws {
        let hub = try HubProcess("train")
        defer { hub.remove() }
        let data = hub.folder.appending(path: "data.jsonl")
        let lines = (0..<60).map { index in
            "{\"text\":\"\(index.isMultiple(of: 2) ? "card lost in the street" : "top up my account") \(index)\",\"kind\":\"\(index.isMultiple(of: 2) ? "lost_card" : "top_up")\"}"
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: data)
        let model = hub.folder.appending(path: "m")
        try await hub.command("train", "--data", data.path, "--out", model.path)
        let printed = try await hub.command("evaluate", "--data", data.path, "--model", model.path)
        let report = try #require(try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [String: Any])
        #expect(report["accuracy"] as? Double ?? 0 > 0.95)
        #expect(report["macroF1"] as? Double ?? 0 > 0.95)
    }

    @Test("check passes on the shipped settings, and names file, line and cure of a fault")
    func check() async throws {
        let hub = try HubProcess("check")
        defer { hub.remove() }
        #expect(try await hub.command("check").contains("5 associations"))
        let file = hub.config.appending(path: "associations/saa.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacing("\ndomain:", with: "\ndomian:").write(to: file, atomically: true, encoding: .utf8)
        await #expect(throws: ChildFailure.self) { try await hub.command("check") }
        do { try await hub.command("check") } catch let failure as ChildFailure {
            #expect(failure.said.contains("saa.yaml:") && failure.said.contains("domian"))
        }
    }

    @Test("a second hub on the same data is refused with a sentence (D11), and SIGTERM ends the first cleanly (D19)")
    func secondHub() async throws {
        // On PostgreSQL many may work on one store.
        guard case .sqlite = TestEngine.current else { return }
        let hub = try HubProcess("second")
        defer { hub.remove() }
        let first = try await hub.start()
        let second = try Child(Places.binary, ["serve"], environment: hub.environment, folder: hub.folder)
        try await second.wait(within: 20)
        #expect(second.exitCode != 0)
        #expect(second.complaints.contains("Another hub is running"))
        first.signal(SIGTERM)
        try await first.wait(within: 30)
        #expect(first.exitCode == 0)
    }
}
