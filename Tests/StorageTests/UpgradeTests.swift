import Casework
import Foundation
import Peers
import Storage
import Testing

@Suite("Upgrades of the store")
struct UpgradeTests {
    @Test("the data of release 0.1.0 opens, ledger and audit trail whole", arguments: FreshStore.all)
    func previousRelease(store: FreshStore) async throws {
        try await store.useFolder { folder in
            try await old(store, in: folder)
            let database = try await store.open(folder)
            try await check(database)
            // The upgraded store goes on where the old one stopped.
            let receipt = try await Sample.accept("after", id: 900, in: database)
            #expect(receipt.number == ReferenceNumber(year: 2026, serial: OldRows.ticketed + 3))
            try await database.write { sql in
                try EventTrail(sql, Sample.one).append(.noted, at: Sample.now, actor: "a", ticket: 1)
            }
            #expect(try await database.read { sql in try sql.ledger() }.isBalanced)
            await #expect(throws: StoreError.self) {
                try await database.write { sql in try sql.run("DELETE FROM events", []) }
            }
            try await database.close()
        }
    }

    @Test(
        "an upgrade cut short at any statement is undone, and done at the next start (D21)", arguments: FreshStore.all)
    func cutShort(store: FreshStore) async throws {
        try await store.useFolder { folder in
            let database = try await store.open(folder)
            try await database.write { sql in
                try sql.migrateAnew(to: 1)
                try OldRows.fill(sql)
            }
            let statements = Schema.migrations.dropFirst().reduce(0) { $0 + $1.statements.count + 1 }
            for survived in 0..<statements {
                await #expect(throws: CutShort.self, "after \(survived) statements") {
                    try await database.write { sql in try DyingConnection(sql, after: survived + 2).migrate() }
                }
                let step = try await database.read { sql in
                    try sql.first("SELECT max(number) FROM schema_steps", [])?.int(0)
                }
                #expect(step == 1)
            }
            try await database.close()
            let again = try await store.open(folder)
            try await check(again)
            try await again.close()
        }
    }

    private func old(_ store: FreshStore, in folder: URL) async throws {
        let database = try await store.open(folder)
        try await database.write { sql in
            try sql.migrateAnew(to: 1)
            try OldRows.fill(sql)
        }
        try await database.close()
    }

    private func check(_ database: any Database) async throws {
        let ledger = try await database.read { sql in try sql.ledger() }
        #expect(ledger.faults == [])
        #expect(ledger.accounts.map(\.accepted).reduce(0, +) == OldRows.ticketed + 2)
        let rows = try await database.read { sql in
            try sql.query("SELECT count(*) FROM events WHERE chain = 0 AND actor = 'hub'", []).first?.int(0)
        }
        #expect(rows == 60)
        #expect(try await database.read { sql in try sql.bookmark("imap/h/u/INBOX", of: Sample.channel) } == "7:1042")
    }
}

/// The power went.
private struct CutShort: Error {}

/// A connection that dies after so many statements.
private final class DyingConnection: SQLConnection {
    private let sql: any SQLConnection
    private var left: Int

    init(_ sql: any SQLConnection, after statements: Int) {
        self.sql = sql
        left = statements
    }

    var dialect: Dialect { sql.dialect }
    var node: Int { sql.node }
    func ring(_ ring: Ring) { sql.ring(ring) }

    func run(_ text: String, _ arguments: [SQLValue]) throws -> Int {
        try die()
        return try sql.run(text, arguments)
    }

    func query(_ text: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        try die()
        return try sql.query(text, arguments)
    }

    private func die() throws {
        if left == 0 { throw CutShort() }
        left -= 1
    }
}
