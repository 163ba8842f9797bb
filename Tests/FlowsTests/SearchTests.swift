import Casework
import Flows
import Foundation
import Storage
import Testing

@Suite("Finding by words")
struct SearchTests {
    private func found(_ words: String, _ bench: Bench, administrator: Bool = true) async throws -> [ReferenceNumber] {
        let viewer = Viewer(user: 1, name: "a", isAdministrator: administrator, positions: [Bench.saa: []])
        let list = TicketList(scope: .all, association: Bench.saa, search: words)
        return try await HubDesk(hub: bench.hub).tickets(list, for: viewer).rows.map(\.ticket.reference)
    }

    @Test(
        "a message is found by its words in any of their forms, by its sender's number, and by the beginning of a word")
    func forms() async throws {
        let bench = try await Bench()
        let chair = try await bench.text("أحتاج كرسياً متحرّكاً لوالدتي المسنّة في الحرم", from: "+966501234567")
        let lost = try await bench.text("My bag was lost near gate 79", from: "+966507654321")
        while try await SearchFlow(hub: bench.hub).indexBatch() > 0 {}
        for words in ["كرسيا", "متحركا", "المسنه", "والدتي الحرم", "966501234567", "كرسيا متحرك"] {
            #expect(try await found(words, bench) == [chair], "\(words)")
        }
        for words in ["bag", "LOST gate", "٧٩", "79", "los"] {
            #expect(try await found(words, bench) == [lost], "\(words)")
        }
        #expect(try await found("طيران", bench).isEmpty)
        #expect(try await found("bag كرسيا", bench).isEmpty)
        #expect(try await found("\"' OR 1=1 --", bench).isEmpty)
        #expect(try await found(chair.description, bench) == [chair])
    }

    @Test("later messages of a ticket are found too, and one that may not be seen is not (P9)")
    func laterAndHidden() async throws {
        let bench = try await Bench()
        let first = try await bench.text("متى موعد الحافلة", from: "+966501112223")
        bench.clock.move(60)
        try await bench.text("نسيت أن أذكر أن معي عكازات", from: "+966501112223")
        while try await SearchFlow(hub: bench.hub).indexBatch() > 0 {}
        #expect(try await found("عكازات", bench) == [first])
        #expect(try await found("عكازات", bench, administrator: false).isEmpty)
    }
}
