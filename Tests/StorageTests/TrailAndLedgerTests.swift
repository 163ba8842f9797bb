import Casework
import Foundation
import Storage
import Testing

@Suite("The audit trail and the ledger")
struct TrailAndLedgerTests {
    @Test("events are chained, and cannot be changed or removed (S66)", arguments: FreshStore.all)
    func appendOnly(store: FreshStore) async throws {
        try await store.use { database in
            try await database.write { sql in
                let trail = EventTrail(sql, Sample.one)
                for number in 1...5 {
                    try trail.append(.noted, at: Sample.now, actor: "a", ticket: 1, facts: ["n": "\(number)"])
                }
            }
            try await database.write { sql in
                try EventTrail(sql, Sample.one).append(.closed, at: Sample.now, actor: "a", ticket: 1)
            }
            #expect(try await database.read { sql in try sql.brokenEvents(of: Sample.one) }.isEmpty)
            #expect(try await database.read { sql in try sql.events(ofTicket: 1, Sample.one) }.count == 6)
            for change in ["UPDATE events SET actor = 'b'", "DELETE FROM events"] {
                await #expect(throws: StoreError.self) { try await database.write { sql in try sql.run(change, []) } }
            }
        }
    }

    @Test("a changed or missing event breaks the chain (S66)", arguments: FreshStore.all)
    func tampering(store: FreshStore) async throws {
        try await store.use { database in
            try await database.write { sql in
                let trail = EventTrail(sql, Sample.one)
                for _ in 1...4 { try trail.append(.noted, at: Sample.now, actor: "a") }
                try sql.dropTrigger("events_no_update")
                try sql.run("UPDATE events SET actor = 'x' WHERE number = 2", [])
            }
            #expect(try await database.read { sql in try sql.brokenEvents(of: Sample.one) }.map(\.number) == [2])
            try await database.write { sql in
                try sql.dropTrigger("events_no_delete")
                try sql.run("DELETE FROM events WHERE number = 2", [])
            }
            #expect(try await database.read { sql in try sql.brokenEvents(of: Sample.one) }.map(\.number) == [3])
        }
    }

    @Test("the ledger names what does not fit (D14)", arguments: FreshStore.all)
    func faults(store: FreshStore) async throws {
        try await store.use { database in
            _ = try await Sample.accept("one", id: 11, in: database)
            _ = try await Sample.accept("two", id: 12, in: database)
            #expect(try await database.read { sql in try sql.ledger() }.isBalanced)
            try await database.write { sql in
                try sql.cancel(.read, 11, of: Sample.one)
                try sql.run("DELETE FROM contents WHERE sha256 = $1", [.bytes(ContentID(of: Data("two".utf8)).bytes)])
            }
            let faults = try await database.read { sql in try sql.ledger() }.faults
            #expect(faults.contains { $0.contains("without a job: 11") })
            #expect(faults.contains { $0.contains("without its bytes: 12") })
        }
    }

    @Test("a store of a newer program is not touched", arguments: FreshStore.all)
    func newer(store: FreshStore) async throws {
        try await store.useFolder { folder in
            let first = try await store.open(folder)
            _ = try await first.write { sql in try sql.run("INSERT INTO schema_steps (number) VALUES (9999)", []) }
            try await first.close()
            await #expect(throws: StoreError.newer(found: 9999, known: Schema.migrations.last?.number ?? 0)) {
                _ = try await store.open(folder)
            }
        }
    }
}

extension SQLConnection {
    /// What somebody with the store's own tools could do.
    fileprivate func dropTrigger(_ name: String) throws {
        try run("DROP TRIGGER \(name) \(dialect.name == "SQLite" ? "" : "ON events")", [])
    }
}
