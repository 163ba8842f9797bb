import Casework
import Flows
import Foundation
import Storage
import Testing

@Suite("Officers at work")
struct DeskTests {
    private let admin = Viewer(user: 1, name: "admin", isAdministrator: true, positions: [:])

    private func reply(_ reference: ReferenceNumber, _ words: String, key: String = "k", asks: Bool = false)
        -> TicketAction
    {
        TicketAction(
            association: Bench.saa, reference: reference,
            step: .reply(
                ReplyDraft(
                    association: Bench.saa, reference: reference, text: words, asksForMore: asks, onceKey: key)))
    }

    @Test("an answer leaves by the sender's own channel, once, and what was previewed is what leaves")
    func answer() async throws {
        let bench = try await Bench()
        let desk = HubDesk(hub: bench.hub)
        let reference = try await bench.text("متى موعد العمرة")
        let draft = ReplyDraft(association: Bench.saa, reference: reference, text: "الموعد يوم الأحد", onceKey: "k")
        let preview = try await desk.preview(draft, for: admin)
        #expect(preview.medium == .sms && preview.segments ?? 0 > 0)
        #expect(try await desk.perform(reply(reference, "الموعد يوم الأحد"), for: admin) == .done)
        #expect(try await desk.perform(reply(reference, "الموعد يوم الأحد"), for: admin) == .done)
        try await bench.send()
        let answers = bench.sms.sent.filter { $0.purpose == .reply }
        #expect(answers.map(\.text) == [preview.text])
        #expect(answers.first?.recipient.value == "+966501234567")
        let ticket = try #require(try await bench.ticket(reference))
        #expect(ticket.stage == .answered && ticket.dueAt == nil)
        #expect(try await bench.ledgerFaults().isEmpty)
    }

    @Test("the person's next words reopen what was answered, and a third after closing is a new ticket")
    func conversation() async throws {
        let bench = try await Bench()
        let desk = HubDesk(hub: bench.hub)
        let reference = try await bench.text("متى موعد العمرة")
        _ = try await desk.perform(reply(reference, "الأحد"), for: admin)
        try await bench.text("أي ساعة؟")
        #expect(try await bench.ticket(reference)?.stage == .open)
        let close = TicketAction(association: Bench.saa, reference: reference, step: .close(reason: "تم"))
        #expect(try await desk.perform(close, for: admin) == .done)
        #expect(try await desk.perform(close, for: admin) == .refused(StepRefusal(stage: .closed, step: .close)))
        let other = try await bench.text("سؤال جديد")
        #expect(try await bench.ticket(other) != nil)
    }

    @Test(
        "a sealed ticket is shown, counted and found only by the safeguarding pair, an administrator included (P9, S19)"
    )
    func sealed() async throws {
        let bench = try await Bench()
        let desk = HubDesk(hub: bench.hub)
        let reference = try await bench.text("الموظف تحرش ببنتي وهددها")
        let ticket = try #require(try await bench.ticket(reference))
        try await bench.hub.database.write { sql in
            var sealed = ticket
            sealed.isSealed = true
            sealed.officer = "safeguarding-lead"
            try sql.update(sealed)
        }
        let guardian = Viewer(
            user: 2, name: "g", isAdministrator: false, positions: [Bench.saa: ["safeguarding-lead"]])
        let liaison = Viewer(user: 3, name: "l", isAdministrator: false, positions: [Bench.saa: ["reception-officer"]])
        for viewer in [admin, liaison] {
            #expect(try await desk.ticket(Bench.saa, reference, for: viewer) == nil)
            #expect(try await desk.tickets(TicketList(scope: .all), for: viewer).rows.isEmpty)
            let found = try await desk.tickets(TicketList(scope: .all, search: "\(reference)"), for: viewer)
            #expect(found.rows.isEmpty)
            #expect(try await desk.counts(for: viewer) == DeskCounts())
            #expect(try await desk.outgoing(needingAttention: false, for: viewer).isEmpty)
            #expect(try await desk.perform(reply(reference, "x"), for: viewer) == .notFound)
        }
        #expect(try await desk.ticket(Bench.saa, reference, for: guardian) != nil)
        #expect(try await desk.tickets(TicketList(scope: .mine), for: guardian).rows.count == 1)
    }

    @Test("the public page tells an unknown number and a wrong contact the same: nothing (C3)")
    func publicStatus() async throws {
        let bench = try await Bench()
        let desk = HubDesk(hub: bench.hub)
        let reference = try await bench.text("متى موعد العمرة")
        let found = try await desk.publicStatus(Bench.saa, number: "\(reference)", contact: "٠٥٠١٢٣٤٥٦٧")
        #expect(found?.reference == reference)
        #expect(try await desk.publicStatus(Bench.saa, number: "\(reference)", contact: "0509999999") == nil)
        #expect(try await desk.publicStatus(Bench.saa, number: "26999994", contact: "0501234567") == nil)
    }

    @Test("a set-aside delivery is shown with its bytes and can become a ticket")
    func setAside() async throws {
        let bench = try await Bench()
        let desk = HubDesk(hub: bench.hub)
        _ = try await Intake(hub: bench.hub).accept(
            Envelope(
                association: Bench.saa, channel: ChannelID(rawValue: "gone"), receivedAt: bench.clock.now,
                content: .bytes(Data("من قناة أغلقت".utf8))))
        try await bench.read()
        let row = try #require(try await desk.setAside(for: admin).first)
        #expect(row.reason == "no-channel")
        #expect(try await desk.setAsideSource(Bench.saa, row.id, for: admin) == Data("من قناة أغلقت".utf8))
        #expect(try await bench.ledgerFaults().isEmpty)
        try await desk.retrySetAside(Bench.saa, row.id, asTicket: true, for: admin)
        try await bench.read()
        #expect(try await desk.setAside(for: admin).count == 1)
    }
}
