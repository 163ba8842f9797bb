import Casework
import Foundation
import Storage
import Testing

@Suite("Statements and their values")
struct StatementTests {
    @Test("values come back as they went in, whatever the order in which parameters stand", arguments: FreshStore.all)
    func order(store: FreshStore) async throws {
        try await store.use { database in
            let row = try await database.read { sql in
                try sql.first(
                    sql.dialect.spell(
                        "SELECT CAST($3 AS BIGINT), CAST($1 AS TEXT), CAST($2 AS {bytes}), CAST($1 AS TEXT)"),
                    [.text("سلام"), .bytes(Data([0, 1, 255])), .int(.min)])
            }
            #expect(try row?.int(0) == .min)
            #expect(try row?.text(1) == "سلام")
            #expect(try row?.bytes(2) == Data([0, 1, 255]))
            #expect(try row?.text(3) == "سلام")
        }
    }

    @Test("empty text, empty bytes and nothing are three things", arguments: FreshStore.all)
    func empty(store: FreshStore) async throws {
        try await store.use { database in
            let row = try await database.read { sql in
                try sql.first(
                    sql.dialect.spell("SELECT CAST($1 AS TEXT), CAST($2 AS {bytes}), CAST($3 AS TEXT)"),
                    [.text(""), .bytes(Data()), .null])
            }
            #expect(try row?.text(0) == "")
            #expect(try row?.bytes(1) == Data())
            #expect(try row?.textOrNil(2) == nil)
        }
    }

    @Test("U+0000 in a text is kept as U+FFFD, so that no engine loses what follows (P12)", arguments: FreshStore.all)
    func nullCharacter(store: FreshStore) async throws {
        try await store.use { database in
            try await database.write { sql in
                try sql.add(Sample.message(1, text: "a\u{0}\u{301}ب\u{0}"), to: Sample.one)
            }
            let kept = try await database.read { sql in try sql.conversation(of: 1, Sample.one) }
            #expect(kept.first?.text == "a\u{FFFD}\u{301}ب\u{FFFD}")
        }
    }

    @Test("a missing argument is refused, not taken for NULL", arguments: FreshStore.all)
    func missing(store: FreshStore) async throws {
        try await store.use { database in
            await #expect(throws: (any Error).self) {
                try await database.read { sql in try sql.query("SELECT $1, $2", [.int(1)]) }
            }
        }
    }

    @Test("a statement that fails can be used again", arguments: FreshStore.all)
    func again(store: FreshStore) async throws {
        try await store.use { database in
            for _ in 0..<2 {
                await #expect(throws: (any Error).self) {
                    try await database.write { sql in
                        for _ in 0..<2 { try sql.add(Sample.message(1), to: Sample.one) }
                    }
                }
                try await database.write { sql in
                    try sql.add(Sample.message(1), to: Sample.one)
                    try sql.run("DELETE FROM messages", [])
                }
            }
        }
    }
}
