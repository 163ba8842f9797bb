import Casework
import Channels
import Flows
import Foundation
import Storage
import Testing

@Suite("Sending honestly")
struct OutboundFlowTests {
    private func state(_ bench: Bench) async throws -> DeliveryState? { try await bench.outgoing().first?.state }

    @Test("an acknowledgement leaves once, and its reports move it on (D7)")
    func once() async throws {
        let bench = try await Bench()
        try await bench.text("متى موعد العمرة")
        try await bench.send()
        try await bench.send()
        #expect(bench.sms.sent.count == 1)
        #expect(try await state(bench) == .sent)
        let report = DeliveryReport(providerID: "p1", isOurNumber: false, state: .delivered, reason: nil)
        try await bench.hub.doors().report(bench.sms.id, report)
        try await bench.hub.doors().report(bench.sms.id, report)
        #expect(try await state(bench) == .delivered)
        let late = DeliveryReport(providerID: "p1", isOurNumber: false, state: .sent, reason: nil)
        try await bench.hub.doors().report(bench.sms.id, late)
        #expect(try await state(bench) == .delivered)
    }

    @Test("a report that comes before the send is recorded is kept and counted (F34)")
    func earlyReport() async throws {
        let bench = try await Bench()
        try await bench.text("متى موعد العمرة")
        let early = DeliveryReport(providerID: "p1", isOurNumber: false, state: .delivered, reason: nil)
        try await bench.hub.doors().report(bench.sms.id, early)
        try await bench.send()
        #expect(try await state(bench) == .delivered)
    }

    @Test("a busy far side is tried again later, never at once, and its own time is honoured (D20)")
    func backOff() async throws {
        let bench = try await Bench()
        bench.sms.answer(.temporary(reason: "busy", retryAfter: 3600))
        try await bench.text("متى موعد العمرة")
        try await bench.send()
        #expect(try await state(bench) == .queued)
        bench.clock.move(3500)
        try await bench.send()
        #expect(bench.sms.sent.count == 1)
        bench.clock.move(200)
        try await bench.send()
        #expect(bench.sms.sent.count == 2)
        #expect(try await state(bench) == .sent)
    }

    @Test("what is refused for good waits for a person, with the reason, and can be sent again")
    func permanent() async throws {
        let bench = try await Bench()
        bench.sms.answer(.permanent(reason: "number-refused"))
        try await bench.text("متى موعد العمرة")
        try await bench.send()
        let row = try #require(try await bench.outgoing().first)
        #expect(row.state == .failed && row.note == "number-refused" && row.nextTry == nil)
        let admin = Viewer(user: 1, name: "a", isAdministrator: true, positions: [:])
        try await HubDesk(hub: bench.hub).retryOutgoing(Bench.saa, row.text.id, for: admin)
        try await bench.send()
        #expect(try await state(bench) == .sent)
    }

    @Test("an attempt whose outcome is lost is uncertain for a text message and sent again as mail (P6, D8)")
    func interrupted() async throws {
        for medium in [Medium.sms, .email] {
            let bench = try await Bench()
            try await bench.text("متى موعد العمرة")
            let row = try #require(try await bench.outgoing().first)
            let channel = medium == .sms ? bench.sms : bench.mail
            try await bench.hub.database.write { sql in
                try sql.run("UPDATE outbox SET state = 'sending', channel = $1", [.text(channel.id.rawValue)])
                try sql.run("UPDATE jobs SET lane = $1 WHERE kind = 'send'", [.text(channel.id.rawValue)])
            }
            try await bench.send()
            #expect(channel.sent.count == (medium == .sms ? 0 : 1))
            #expect(try await state(bench) == (medium == .sms ? .uncertain : .sent))
            #expect(row.state == .queued)
        }
    }

    @Test("a text whose claim ran out while its neighbour was slow is left to the worker that has it now (D10)")
    func lostClaim() async throws {
        let bench = try await Bench(concurrent: 1)
        for number in 1...3 { try await bench.text("متى موعد العمرة", from: "+96650123456\(number)") }
        // While the first is under way everything stands still for longer than a claim holds, and another
        // worker takes what is due.
        let (clock, database) = (bench.clock, bench.hub.database)
        bench.sms.pause {
            clock.move(400)
            let now = clock.now
            _ = try? await database.write { sql in
                try sql.claim(.send, limit: 10, now: now, lease: now.addingTimeInterval(300), holder: "another")
            }
        }
        for sender in OutboundFlow.senders(of: bench.hub) { try await sender.sendBatch() }
        #expect(bench.sms.sent.count == 1)
        let rows = try await bench.outgoing()
        #expect(rows.count { $0.state == .queued } == 2 && rows.count { $0.state == .sending } == 1)
    }

    @Test("a paused channel keeps its texts")
    func paused() async throws {
        let bench = try await Bench()
        let admin = Viewer(user: 1, name: "a", isAdministrator: true, positions: [:])
        try await HubDesk(hub: bench.hub).setPaused(bench.sms.id, true, for: admin)
        try await bench.text("متى موعد العمرة")
        try await bench.send()
        #expect(bench.sms.sent.isEmpty)
        try await HubDesk(hub: bench.hub).setPaused(bench.sms.id, false, for: admin)
        try await bench.send()
        #expect(bench.sms.sent.count == 1)
    }
}
