import Casework
import Channels
import Flows
import Foundation
import Storage
import Testing

@Suite("Destinations that do not answer")
struct DestinationTests {
    private static let busy = DeliveryOutcome.temporary(
        reason: ChannelNote.gatewayUnreachable.stored(), retryAfter: nil)
    private static let admin = Viewer(user: 1, name: "a", isAdministrator: true, positions: [:])

    @Test("a dead gateway is tried by one text a pause; once it answers, the others follow (D20)")
    func gateway() async throws {
        let bench = try await Bench()
        let texts = 20
        for number in 0..<texts { try await bench.text("متى موعد العمرة \(number)", from: "+9665012345\(10 + number)") }
        bench.sms.answer(Array(repeating: Self.busy, count: 1000))
        try await bench.send()
        let burst = bench.sms.sent.count
        #expect((Circuit.threshold...Circuit.threshold + 16).contains(burst))
        let row = try #require(
            try await HubDesk(hub: bench.hub).channels(for: Self.admin).first { $0.channel == bench.sms.id })
        #expect(row.circuits.map(\.destination) == [""])
        // An hour of a dead gateway: one attempt a pause, not one for each text.
        for _ in 0..<120 {
            bench.clock.move(30)
            try await bench.send()
        }
        let probes = bench.sms.sent.count - burst
        #expect((2...10).contains(probes), "\(probes) attempts in an hour")
        bench.sms.answer([])
        bench.clock.move(Circuit.longestPause)
        try await bench.send()
        for _ in 0..<30 {
            bench.clock.move(900)
            try await bench.send()
        }
        #expect(try await bench.outgoing().allSatisfy { $0.state == .sent })
        #expect(try await HubDesk(hub: bench.hub).channels(for: Self.admin).allSatisfy { $0.circuits.isEmpty })
        #expect(try await bench.ledgerFaults() == [])
    }

    @Test("one dead mail domain costs the others nothing (D20)")
    func domain() async throws {
        let bench = try await Bench()
        for number in 0..<12 { try await bench.queueMail(to: "p\(number)@dead.example") }
        for number in 0..<12 { try await bench.queueMail(to: "p\(number)@alive.example") }
        bench.mail.refuse {
            $0.recipient.value.hasSuffix("@dead.example")
                ? .temporary(reason: "mail-server-busy: 451", retryAfter: nil) : nil
        }
        try await bench.send()
        let sent = bench.mail.sent
        #expect(sent.count { $0.recipient.value.hasSuffix("@alive.example") } == 12)
        #expect(sent.count { $0.recipient.value.hasSuffix("@dead.example") } <= Circuit.threshold + 1)
        let states = Dictionary(grouping: try await bench.outgoing(), by: \.state).mapValues(\.count)
        #expect(states == [.sent: 12, .queued: 12])
        let row = try #require(
            try await HubDesk(hub: bench.hub).channels(for: Self.admin).first { $0.channel == bench.mail.id })
        #expect(row.circuits.map(\.destination) == ["dead.example"])
    }

    @Test("mail is tried for five days; then the answer shows as failed and the officer owes it again (D20)")
    func fiveDays() async throws {
        let bench = try await Bench()
        let ticket = try await bench.queueMail(to: "p@dead.example", purpose: .reply)
        bench.mail.refuse { _ in .temporary(reason: "mail-server-busy: 451", retryAfter: nil) }
        var hours = 0
        while try await bench.outgoing().first?.state != .failed, hours < 24 * 8 {
            try await bench.send()
            bench.clock.move(3600)
            hours += 1
        }
        #expect((24 * 5...24 * 6).contains(hours), "given up after \(hours) hours")
        #expect(bench.mail.sent.count > 10)
        let after = try #require(try await bench.hub.database.read { sql in try sql.ticket(ticket, of: Bench.saa) })
        #expect(after.stage == .open && after.stage.isOwed)
        let events = try await bench.hub.database.read { sql in try sql.events(ofTicket: ticket, Bench.saa) }
        #expect(events.contains { $0.kind == .deliveryFailed })
        #expect(try await bench.ledgerFaults() == [])
    }

    @Test("after a restore nothing leaves before a person says so")
    func held() async throws {
        let bench = try await Bench()
        try await bench.text("متى موعد العمرة")
        let now = bench.clock.now
        try await bench.hub.database.write { sql in
            _ = try sql.holdRestored(takenAt: now, now: now.addingTimeInterval(1))
        }
        bench.clock.move(60)
        try await bench.text("متى موعد الصرف", from: "+966501234500")
        try await bench.send()
        #expect(bench.sms.sent.isEmpty)
        let desk = HubDesk(hub: bench.hub)
        let page = try await desk.ledger(for: Self.admin)
        #expect(page.heldTexts == 1 && page.heldSince != nil)
        try await desk.releaseHeld(everything: false, for: Self.admin)
        try await bench.send()
        #expect(bench.sms.sent.map(\.recipient.value) == ["+966501234500"])
        try await desk.releaseHeld(everything: true, for: Self.admin)
        try await bench.send()
        #expect(bench.sms.sent.count == 2)
        #expect(try await bench.ledgerFaults() == [])
    }

    @Test(
        "a backup is made every night and kept a while; each week one is restored for trial, and a broken one is told")
    func drill() async throws {
        let bench = try await Bench()
        try await bench.text("متى موعد العمرة")
        let folder = FileManager.default.temporaryDirectory.appending(path: "wasl-backups-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let flow = BackupFlow(hub: bench.hub, plan: BackupPlan(folder: folder, key: nil, keep: 3)) {
            try await Bench.scratch($0)
        }
        for _ in 0..<12 {
            await flow.round()
            bench.clock.move(12 * 3600)
        }
        #expect(try BackupName.all(in: folder).count == 3)
        let desk = HubDesk(hub: bench.hub)
        let page = try await desk.ledger(for: Self.admin)
        #expect(page.drill?.isSound == true && page.drill?.deliveries == 1 && page.drill?.tickets == 1)
        #expect(page.backup?.isOverdue == false && page.drill?.isOverdue == false)
        for file in try BackupName.all(in: folder) { try Data("broken".utf8).write(to: file) }
        try await flow.drill(bench.clock.now)
        #expect(try await desk.ledger(for: Self.admin).drill?.isSound == false)
        bench.clock.move(9 * 86_400)
        let later = try await desk.ledger(for: Self.admin)
        #expect(later.backup?.isOverdue == true && later.drill?.isOverdue == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 3)
    }
}
