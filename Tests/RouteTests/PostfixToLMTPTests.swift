import Foundation
import Peers
import Testing

@Suite(
    "RouteTests: Postfix delivers to the hub", .serialized,
    .enabled(if: PostfixPeer.isPossible, "needs Postfix and root"))
struct PostfixToLMTPTests {
    /// The most automatic texts that one address gets in a day (promise P7).
    static let textsPerDay = 10

    @Test("1,000 mails of a real Postfix are 1,000 tickets, and nobody gets more than ten automatic texts (P1, P3, P7)")
    func thousandMails() async throws {
        try await withPostfix("postfix") { hub, _, postfix in
            let (senders, each) = (50, 20)
            for sender in 0..<senders {
                try await postfix.push(
                    each, from: "person-\(sender)@people.example", to: "info@al-eman.example",
                    subject: "mail of \(sender)")
            }
            try await expect(senders * each, on: hub, after: postfix)
            let bySubject = Dictionary(grouping: try await hub.tickets()) { $0["subject"] as? String ?? "" }
            for sender in 0..<senders {
                #expect(bySubject["mail of \(sender)"]?.count == each)
            }
            let outbox = try await hub.outbox()
            let byRecipient = Dictionary(grouping: outbox) { $0["to"] as? String ?? "" }
            for sender in 0..<senders {
                #expect(byRecipient["person-\(sender)@people.example"]?.count == Self.textsPerDay)
            }
            #expect(outbox.allSatisfy { $0["kind"] as? String == "acknowledgement" })
        }
    }

    @Test("a hub killed while Postfix delivers gets the rest after its restart, nothing twice (P1, P3)")
    func killedWhileDelivering() async throws {
        try await withPostfix("pf-kill") { hub, first, postfix in
            var child = first
            let (rounds, each) = (4, 60)
            for round in 0..<rounds {
                let under = "person-\(round)@people.example"
                // One half meets a hub that is killed meanwhile, the other half one that is not there.
                async let pushing: Void = postfix.push(
                    each, from: under, to: "info@saa.example", subject: "killed \(round)")
                try await Task.sleep(for: .milliseconds(30 + 30 * round))
                child.signal(SIGKILL)
                try await child.wait(within: 10)
                try await pushing
                try await postfix.push(each, from: under, to: "info@saa.example", subject: "down \(round)")
                child = try await hub.start()
            }
            #expect(postfix.log.contains("status=deferred"))
            do {
                try await expect(rounds * each * 2, on: hub, after: postfix)
            } catch {
                await child.stop()
                throw error
            }
            await child.stop()
        }
    }

    private func withPostfix(
        _ name: String, _ body: (HubProcess, Child, PostfixPeer) async throws -> Void
    ) async throws {
        try await withHub(name) { hub, child in
            let routes = ["al-eman.example": hub.lmtpPort, "saa.example": hub.lmtpPort]
            let postfix = try await PostfixPeer(in: hub.folder, routes: routes)
            let master = try await postfix.start()
            do {
                try await body(hub, child, postfix)
            } catch {
                print(postfix.log.suffix(2000))
                await master.stop()
                throw error
            }
            await master.stop()
        }
    }

    /// Waits for `count` tickets, each of one receipt of its own, an empty queue, no text that waits, and a balance.
    private func expect(_ count: Int, on hub: HubProcess, after postfix: PostfixPeer) async throws {
        try await eventually("Postfix delivered everything", within: 90, every: 200) { try await postfix.isIdle() }
        do {
            try await eventually("\(count) tickets", within: 90, every: 500) { try await hub.tickets().count >= count }
        } catch {
            print("the ledger:", (try? await hub.command("verify")) ?? "not balanced")
            throw error
        }
        let tickets = try await hub.tickets()
        let receipts = tickets.flatMap { $0["receipts"] as? [String] ?? [] }
        #expect(tickets.count == count)
        #expect(receipts.count == count)
        #expect(Set(receipts).count == count)
        try await eventually("all texts are out", within: 90, every: 300) {
            try await hub.outbox().allSatisfy { $0["state"] as? String == "sent" }
        }
        #expect(try await hub.command("verify").hasSuffix("balanced\n"))
    }
}
