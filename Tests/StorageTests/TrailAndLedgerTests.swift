import Casework
import Foundation
import Peers
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

    @Test(
        "a receipt whose delivery is gone is unaccounted for and named, also among many (D14)",
        arguments: FreshStore.all)
    func unaccounted(store: FreshStore) async throws {
        try await store.use { database in
            var receipts: [ReferenceNumber] = []
            for number in 1...1200 {
                receipts.append(try await Sample.accept("mail \(number)", id: Int64(number), in: database).number)
            }
            #expect(try await database.read { sql in try sql.ledger() }.faults == [])
            try await database.write { sql in
                for id: Int64 in [1, 700, 1200] {
                    try sql.cancel(.read, id, of: Sample.one)
                    let row = try sql.delivery(id, of: Sample.one)
                    try sql.run("DELETE FROM deliveries WHERE id = $1", [.int(id)])
                    try sql.run("DELETE FROM contents WHERE sha256 = $1", [.bytes(row?.content.bytes ?? Data())])
                }
            }
            let ledger = try await database.read { sql in try sql.ledger() }
            #expect(ledger.accounts.first?.unaccounted == 3)
            let named = [receipts[0], receipts[699], receipts[1199]].map { "one: receipt without a delivery: \($0)" }
            #expect(ledger.faults.dropFirst() == named[...])
            #expect(try await database.read { sql in try sql.receiptCount(of: Sample.one) }.missing == 3)
        }
    }

    @Test("each row that does not fit is named by what is wrong with it (D14)", arguments: FreshStore.all)
    func crossChecks(store: FreshStore) async throws {
        let wrongs: [(statement: String, fault: String)] = [
            ("DELETE FROM jobs WHERE kind = 'read'", "accepted delivery without a job: 42"),
            ("DELETE FROM contents WHERE part = 0 AND length(bytes) = 7", "delivery without its bytes: 7"),
            ("DELETE FROM contents WHERE part = 1", "bytes with a part missing: "),
            ("DELETE FROM messages WHERE delivery = 9", "ticketed delivery without exactly one message: 9"),
            ("UPDATE messages SET delivery = 10 WHERE delivery = 9", "message without its delivery: 91"),
            ("UPDATE deliveries SET reason = NULL WHERE id = 41", "delivery set aside without a reason: 41"),
            ("DELETE FROM messages WHERE ticket = 8", "ticket without a message: 8"),
            ("DELETE FROM people WHERE id = 8", "ticket without its person: 8"),
            ("UPDATE outbox SET ticket = 77 WHERE id = 5", "outgoing text without its ticket: 5"),
            ("UPDATE outbox SET cause = 'delivery-77' WHERE id = 5", "outgoing text without its cause: 5"),
            ("DELETE FROM jobs WHERE kind = 'send' AND subject = 1", "queued text without a job: 1"),
            ("UPDATE outbox SET state = 'sent' WHERE id = 1", "job of a text that has ended: 1"),
            (
                "UPDATE deliveries SET state = 'aside', reason = 'x' WHERE id = 42",
                "job without an accepted delivery: 42"
            ),
            (
                "INSERT INTO jobs (association, kind, subject, lane, due_at, attempts) VALUES ('one', 'promise', 77, '', 0, 0)",
                "promise without its ticket: 77"
            ),
            ("UPDATE deliveries SET state = 'erased' WHERE id = 6", "bytes without a delivery: "),
        ]
        for (statement, fault) in wrongs {
            try await store.useFolder { folder in
                let database = try await store.open(folder)
                try await database.write { sql in
                    try sql.migrateAnew(to: 1)
                    try OldRows.fill(sql)
                    try sql.migrate()
                    try sql.run(statement, [])
                }
                let faults = try await database.read { sql in try sql.ledger() }.faults
                #expect(faults.contains { $0.hasPrefix("one: " + fault) }, "\(statement): \(faults)")
                try await database.close()
            }
        }
    }

    @Test("a look at all bytes finds those that were changed", arguments: FreshStore.all)
    func deep(store: FreshStore) async throws {
        try await store.use { database in
            _ = try await Sample.accept("one", id: 11, in: database)
            _ = try await Sample.accept(String(repeating: "long", count: 200_000), id: 12, in: database)
            #expect(try await database.read { sql in try sql.ledger(deep: true) }.faults == [])
            let other = Data(repeating: 1, count: 10)
            _ = try await database.write { sql in
                try sql.run("UPDATE contents SET bytes = $1 WHERE part = 2", [.bytes(other)])
            }
            #expect(try await database.read { sql in try sql.ledger() }.faults == [])
            let faults = try await database.read { sql in try sql.ledger(deep: true) }.faults
            #expect(faults.count == 1 && faults.first?.contains("bytes that were changed") == true)
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
