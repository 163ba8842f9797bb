import Casework
import Flows
import Foundation
import Storage
import Testing

@Suite("Promises of a date")
struct PromiseFlowTests {
    @Test("before a promise is missed the person is told honestly and a new date is promised (P10, C4)")
    func told() async throws {
        let bench = try await Bench()
        let reference = try await bench.text("متى موعد العمرة")
        let ticket = try #require(try await bench.ticket(reference))
        let due = try #require(ticket.dueAt)
        let flow = PromiseFlow(hub: bench.hub)
        try await flow.watchBatch()
        try await bench.send()
        #expect(bench.sms.sent.count == 1)
        bench.clock.move(due.timeIntervalSince(bench.clock.now) - 60)
        while try await flow.watchBatch() > 0 {}
        try await bench.send()
        let later = try #require(try await bench.ticket(reference)?.dueAt)
        #expect(later > due)
        if ticket.urgency > .high {
            bench.clock.move(12 * 3600)
            try await bench.send()
            #expect(bench.sms.sent.map(\.purpose) == [.acknowledgement, .reminder])
        }
    }

    @Test("an answer ends the watch")
    func answered() async throws {
        let bench = try await Bench()
        let admin = Viewer(user: 1, name: "admin", isAdministrator: true, positions: [:])
        let reference = try await bench.text("متى موعد العمرة")
        let draft = ReplyDraft(association: Bench.saa, reference: reference, text: "الأحد", onceKey: "k")
        _ = try await HubDesk(hub: bench.hub).perform(
            TicketAction(association: Bench.saa, reference: reference, step: .reply(draft)), for: admin)
        bench.clock.move(30 * 86_400)
        #expect(try await PromiseFlow(hub: bench.hub).watchBatch() == 0)
    }
}
