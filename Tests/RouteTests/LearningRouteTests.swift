import Foundation
import Peers
import Testing

@Suite("RouteTests: an officer's correction is learnt from", .serialized)
struct LearningRouteTests {
    @Test(
        "a correction is counted on the page, tried on past messages, and is one lesson more for train --with-corrections"
    )
    func correction() async throws {
        try await withHub("learning") { hub, child in
            let browser = ConsoleBrowser(hub)
            try await eventually("a sign-in link") { child.printed.contains("/console/link/") }
            try await browser.signIn(withLinkIn: child.printed)
            try await hub.command(
                "ingest", "--channel", "sms", "--association", "saa", "--from", "+966501234567", "-",
                input: Data("كم سعر الباقة لو سمحتوا".utf8))
            var opened: [[String: any Sendable]] = []
            for _ in 0..<100 where opened.isEmpty {
                opened = try await hub.tickets()
                try await Task.sleep(for: .milliseconds(100))
            }
            let ticket = try #require(opened.first)
            let reference = try #require(ticket["reference"] as? String)
            let path = "/console/tickets/saa/\(reference)"
            let kind = ticket["kind"] as? String == "donation" ? "thanks" : "donation"
            let corrected = try await browser.submit(
                to: path + "/classification", ["kind": kind, "field": "", "urgency": "normal"],
                of: try await browser.get(path))
            #expect(corrected.status == 303)

            let page = try await browser.get("/console/learning?lang=en")
            #expect(page.status == 200 && page.body.contains("1 of 1"))
            let asked = try await browser.submit(
                to: "/console/back-test", ["since": "1447-01-01", "model": "", "settings": ""],
                of: try await browser.get("/console/back-test?lang=en"))
            #expect(asked.location == "/console/back-test?done=backtest_asked")
            var result = ""
            for _ in 0..<100 where !result.contains("1 messages replayed; 0 would be decided otherwise.") {
                try await Task.sleep(for: .milliseconds(200))
                result = try await browser.get("/console/back-test?lang=en").body
            }
            #expect(result.contains("finished") && result.contains("1 messages replayed"))

            let data = hub.folder.appending(path: "data.jsonl")
            let lines = (0..<20).map { number in
                number.isMultiple(of: 2)
                    ? #"{"text":"متى الموعد \#(number)","kind":"inquiry"}"#
                    : #"{"text":"أشتكي منكم \#(number)","kind":"complaint"}"#
            }
            try Data(lines.joined(separator: "\n").utf8).write(to: data)
            func texts(_ arguments: String...) async throws -> Int {
                let model = hub.folder.appending(path: "made").path
                let printed = try await hub.command(
                    ["train", "--data", data.path, "--out", model] + arguments, environment: [:])
                let result = try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [String: Any]
                return try #require(result?["texts"] as? Int)
            }
            #expect(try await texts() == 20)
            #expect(try await texts("--with-corrections") == 21)
        }
    }
}
