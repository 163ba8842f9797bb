import Casework
import Foundation
import Storage
import Testing

@Suite("Keeping deliveries")
struct AcceptanceTests {
    @Test("the same delivery twice is one row with one receipt (P3, D5)", arguments: FreshStore.all)
    func once(store: FreshStore) async throws {
        try await store.use { database in
            let first = try await Sample.accept("salam", id: 1, in: database)
            let second = try await Sample.accept("salam", id: 2, in: database)
            #expect(!first.isRepeat && second.isRepeat)
            #expect(first.number == second.number)
            let ledger = try await database.read { sql in try sql.ledger() }
            #expect(ledger.accounts.first?.accepted == 1)
            #expect(ledger.accounts.first?.repeats == 1)
            #expect(ledger.isBalanced, "\(ledger.faults)")
        }
    }

    @Test("50 copies at once are one row and 50 positive answers (D5)", arguments: FreshStore.all)
    func fiftyAtOnce(store: FreshStore) async throws {
        try await store.use { database in
            let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
                for id in 1...50 {
                    group.addTask { try await Sample.accept("same", id: Identifier(id), in: database) }
                }
                return try await group.reduce(into: [Receipt]()) { $0.append($1) }
            }
            #expect(receipts.count(where: { !$0.isRepeat }) == 1)
            #expect(Set(receipts.map(\.number)).count == 1)
        }
    }

    @Test("two equal messages with different ids are two messages", arguments: FreshStore.all)
    func equalMessages(store: FreshStore) async throws {
        try await store.use { database in
            let first = try await Sample.accept("نعم", id: 1, key: .source(id: "m1", fingerprint: "f"), in: database)
            let second = try await Sample.accept("نعم", id: 2, key: .source(id: "m2", fingerprint: "f"), in: database)
            #expect(!second.isRepeat)
            #expect(first.number != second.number)
        }
    }

    @Test("another message that reuses an id is not dropped (P3)", arguments: FreshStore.all)
    func reusedID(store: FreshStore) async throws {
        try await store.use { database in
            _ = try await Sample.accept("one", id: 1, key: .source(id: "m", fingerprint: "one"), in: database)
            let second = try await Sample.accept("two", id: 2, key: .source(id: "m", fingerprint: "two"), in: database)
            #expect(!second.isRepeat)
        }
    }

    @Test("bytes come back as they went in, large ones too, nothing too", arguments: FreshStore.all)
    func contents(store: FreshStore) async throws {
        try await store.use { database in
            for size in [0, 1, 262_143, 262_144, 262_145, 1_000_000] {
                let data = Data((0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) })
                let id = ContentID(of: data)
                try await database.write { sql in try sql.keep(data, as: id, for: Sample.one) }
                #expect(try await database.read { sql in try sql.content(id, of: Sample.one) } == .here(data))
                #expect(ContentID(hex: id.hex) == id)
            }
            #expect(
                try await database.read { sql in try sql.content(ContentID(of: Data("none".utf8)), of: Sample.one) }
                    == nil)
        }
    }

    @Test(
        "a write that fails undoes only itself; its neighbours in the commit are kept (D4)", arguments: FreshStore.all)
    func groupCommit(store: FreshStore) async throws {
        struct Refused: Error {}
        try await store.use { database in
            await withTaskGroup(of: Void.self) { group in
                for id in 1...40 {
                    group.addTask {
                        let (envelope, data, content) = Sample.envelope("mail \(id)")
                        _ = try? await database.write { sql in
                            let receipt = try sql.accept(envelope, data: data, content: content, id: Identifier(id))
                            if id.isMultiple(of: 2) { throw Refused() }
                            return receipt
                        }
                    }
                }
            }
            let ledger = try await database.read { sql in try sql.ledger() }
            #expect(ledger.accounts.first?.accepted == 20)
            #expect(ledger.isBalanced, "\(ledger.faults)")
        }
    }

    @Test("what was accepted is there after closing and opening again (P1)", arguments: FreshStore.all)
    func reopened(store: FreshStore) async throws {
        try await store.useFolder { folder in
            let first = try await store.open(folder)
            let receipt = try await Sample.accept("kept", id: 1, in: first)
            try await first.close()
            let second = try await store.open(folder)
            let row = try await second.read { sql in try sql.delivery(receipt: receipt.number, of: Sample.one) }
            #expect(row?.fate == .accepted)
            try await second.close()
        }
    }
}
