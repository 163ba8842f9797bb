import Archives
import Casework
import Flows
import Foundation
import Peers
import Sealing
import Storage
import Testing

@Suite("Backups: one archive for both engines")
struct ArchiveTests {
    static let pairs = FreshStore.all.flatMap { from in FreshStore.all.map { [from, $0] } }
    static let later = Sample.now.addingTimeInterval(3600)

    @Test("a backup restores to either engine, row for row and with the same ledger", arguments: pairs, [false, true])
    func restores(pair: [FreshStore], isSealed: Bool) async throws {
        let key = isSealed ? FileKey(contents: Data(repeating: 0x41, count: 40)) : nil
        try await withFilled(pair[0]) { source, folder in
            let file = folder.appending(path: "a.backup")
            let end = try await StoreArchive(key: key).write(source, to: file, at: Sample.now)
            #expect(end.ledger.isBalanced)
            #expect(end.rows["deliveries"] == OldRows.ticketed + 2)
            #expect(end.rows["contents"] == OldRows.ticketed + 13)
            #expect(end.rows["sessions"] == nil)
            try await pair[1].useFolder { other in
                let input = try FileHandle(forReadingFrom: file)
                let outcome = try await StoreMove(into: { try await pair[1].open(other) })
                    .restore(input, key: key, now: Self.later)
                #expect(outcome.ledger == end.ledger)
                let target = try await pair[1].open(other)
                for table in [
                    "deliveries", "contents", "messages", "tickets", "accounts", "letter_register", "bookmarks",
                ] {
                    #expect(try await rows(table, target) == rows(table, source), "\(table)")
                }
                #expect(try await target.read { sql in try sql.standing() } == .ready)
                #expect(try await target.read { sql in try sql.ledger() }.faults == [])
                let large = Data(repeating: 3, count: 3_000_000)
                let kept = try await target.read { sql in try sql.content(ContentID(of: large), of: Sample.one) }
                #expect(kept == .here(large))
                try await target.close()
            }
        }
    }

    @Test("nothing of a backup leaves by itself, and no number is given twice", arguments: FreshStore.all)
    func held(store: FreshStore) async throws {
        try await withFilled(store) { source, folder in
            let file = folder.appending(path: "a.backup")
            try await StoreArchive(key: nil).write(source, to: file, at: Sample.now)
            // What the lost store did after the backup.
            var lost: [ReferenceNumber] = []
            for number in 0..<20 {
                lost.append(try await Sample.accept("lost \(number)", id: Int64(2000 + number), in: source).number)
            }
            try await store.useFolder { other in
                let outcome = try await StoreMove(into: { try await store.open(other) })
                    .restore(try FileHandle(forReadingFrom: file), key: nil, now: Self.later)
                #expect(outcome.held == 1)
                let target = try await store.open(other)
                let states = try await rows("outbox", target).prefix(2).map { $0[15] }
                #expect(states == ["held", "uncertain"])
                #expect(try await target.read { sql in try sql.waiting(.send) } == 0)
                #expect(try await target.read { sql in try sql.heldSince() } == Self.later)
                for number in 0..<20 {
                    let receipt = try await Sample.accept("new \(number)", id: Int64(3000 + number), in: target)
                    #expect(!lost.contains(receipt.number))
                }
                let letter = try await target.write { sql in
                    try sql.register(.outgoing, hijriYear: 1447, ticket: 1, subject: 1, at: Self.later, of: Sample.one)
                }
                #expect(letter > 9)
                try await target.write { sql in try sql.releaseHold(everything: false, now: Self.later) }
                #expect(try await target.read { sql in try sql.heldTexts() } == 1)
                try await target.write { sql in try sql.releaseHold(everything: true, now: Self.later) }
                #expect(try await target.read { sql in try sql.heldTexts() } == 0)
                #expect(try await target.read { sql in try sql.waiting(.send) } == 1)
                #expect(try await target.read { sql in try sql.ledger() }.faults == [])
                try await target.close()
            }
        }
    }

    @Test(
        "what the restored hub writes by itself about old tickets is held too; answers of people are not",
        arguments: FreshStore.all)
    func heldSince(store: FreshStore) async throws {
        try await withFilled(store) { database, _ in
            try await database.write { sql in
                try sql.holdRestored(takenAt: Sample.now, now: Self.later)
                for (id, purpose) in [(500, OutgoingText.Purpose.notice), (501, .reply)] {
                    let text = OutgoingText(
                        association: Sample.one, id: Int64(id), ticket: 1,
                        reference: ReferenceNumber(year: 2026, serial: 1),
                        purpose: purpose, channel: Sample.channel, medium: .email,
                        recipient: Contact(kind: .email, value: "a@b.example"), language: .arabic, subject: "",
                        text: "",
                        details: OutgoingText.Details(), createdAt: Self.later)
                    try sql.queue(text, cause: "x", at: Self.later)
                }
                try sql.releaseHold(everything: false, now: Self.later)
            }
            let states = try await database.read { sql in
                try [500, 501].map { try sql.outgoing($0, of: Sample.one)?.state }
            }
            #expect(states == [.held, .queued])
            #expect(try await database.read { sql in try sql.ledger() }.faults == [])
        }
    }

    @Test("a move is checked on both sides; the old store says that it has moved", arguments: pairs)
    func moves(pair: [FreshStore]) async throws {
        try await withFilled(pair[0]) { source, _ in
            try await pair[1].useFolder { other in
                let outcome = try await StoreMove(into: { try await pair[1].open(other) }).move(
                    from: source, now: Self.later)
                #expect(outcome.ledger == outcome.contents.end.ledger && outcome.ledger.isBalanced && outcome.held == 0)
                let target = try await pair[1].open(other)
                #expect(try await source.read { sql in try sql.standing() } == .moved(to: target.dialect.name))
                #expect(try await target.read { sql in try sql.standing() } == .ready)
                // Nothing is held: this is the same hub.
                #expect(try await rows("outbox", target) == rows("outbox", source))
                #expect(try await rows("jobs", target) == rows("jobs", source))
                #expect(try await rows("counters", target) == rows("counters", source))
                #expect(try await rows("events", target) == rows("events", source))
                try await target.close()
            }
        }
    }

    @Test("a restore that was cut off keeps hubs out and is done again from the start", arguments: FreshStore.all)
    func cutOff(store: FreshStore) async throws {
        try await withFilled(store) { source, folder in
            let (whole, part) = (folder.appending(path: "a.backup"), folder.appending(path: "b.backup"))
            try await StoreArchive(key: nil).write(source, to: whole, at: Sample.now)
            // Some blocks are whole: the restore begins, and does not end.
            let bytes = try Data(contentsOf: whole)
            try bytes.prefix(bytes.count - 40).write(to: part)
            try await store.useFolder { other in
                let move = StoreMove(into: { try await store.open(other) })
                await #expect(throws: ArchiveError.cutOff) {
                    _ = try await move.restore(try FileHandle(forReadingFrom: part), key: nil, now: Self.later)
                }
                let begun = try await store.open(other)
                #expect(try await begun.read { sql in try sql.standing() } == .unfinished)
                try await begun.close()
                let outcome = try await move.restore(try FileHandle(forReadingFrom: whole), key: nil, now: Self.later)
                #expect(outcome.ledger.isBalanced)
                // A store with data is not overwritten.
                await #expect(throws: StoreError.self) {
                    _ = try await move.restore(try FileHandle(forReadingFrom: whole), key: nil, now: Self.later)
                }
            }
        }
    }

    @Test("a changed byte anywhere in an archive is noticed, sealed or not", arguments: [false, true])
    func damage(isSealed: Bool) async throws {
        let key = isSealed ? FileKey(contents: Data(repeating: 0x41, count: 40)) : nil
        try await withFilled(FreshStore.all[0]) { source, folder in
            let file = folder.appending(path: "a.backup")
            try await StoreArchive(key: key).write(source, to: file, at: Sample.now)
            let bytes = try Data(contentsOf: file)
            for place in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 150)) {
                var changed = bytes
                changed[place] ^= 0x10
                try changed.write(to: file)
                await #expect(throws: ArchiveError.self, "byte \(place)") { try await Self.readAll(file, key) }
            }
            try bytes.write(to: file)
            try await Self.readAll(file, key)
            guard isSealed else { return }
            await #expect(throws: ArchiveError.needsKey) { try await Self.readAll(file, nil) }
            await #expect(throws: ArchiveError.wrongKey) {
                try await Self.readAll(file, FileKey(contents: Data(repeating: 0x42, count: 40)))
            }
        }
    }

    @Test("a key file with too little in it is no key")
    func shortKeys() {
        #expect(FileKey(contents: Data("  \n".utf8) + Data(repeating: 0x41, count: 31) + Data("\n\n".utf8)) == nil)
        #expect(FileKey(contents: Data(repeating: 0x20, count: 100)) == nil)
        #expect(FileKey(contents: Data(repeating: 0x41, count: 32) + Data("\n".utf8)) != nil)
    }

    @Test("every table of the store is in the archive or left out on purpose", arguments: FreshStore.all)
    func tables(store: FreshStore) async throws {
        try await withFilled(store) { source, folder in
            let end = try await StoreArchive(key: nil).write(source, to: folder.appending(path: "a"), at: Sample.now)
            let all = try await source.read { sql in
                Set(try sql.query(sql.dialect.catalogue, []).filter { try !$0.flag(3) }.map { try $0.text(0) })
            }
            let leftOut: Set<String> = ["schema_steps", "leaders", "sessions", "sign_in_links"]
            #expect(all.subtracting(end.rows.keys) == leftOut)
        }
    }

    private static func readAll(_ file: URL, _ key: FileKey?) async throws {
        let reader = ArchiveReader(try FileHandle(forReadingFrom: file), key: key)
        while let block = try await reader.next() { _ = try ArchiveCoding.decode(block) }
    }

    private func withFilled(_ store: FreshStore, _ body: (any Database, URL) async throws -> Void) async throws {
        try await store.useFolder { folder in
            let first = try await store.open(folder)
            try await first.write { sql in
                try sql.migrateAnew(to: 1)
                try OldRows.fill(sql)
            }
            try await first.close()
            let database = try await store.open(folder)
            try await body(database, folder)
            try await database.close()
        }
    }

    /// All rows of a table in the order of their first columns.
    private func rows(_ table: String, _ database: any Database) async throws -> [[SQLValue]] {
        try await database.read { sql in
            let columns = try sql.query(sql.dialect.catalogue, []).filter { try $0.text(0) == table }.map {
                try $0.text(1)
            }
            let list = columns.joined(separator: ", ")
            return try sql.query("SELECT \(list) FROM \(table) ORDER BY 1, 2, 3", []).map { row in
                columns.indices.map { column in
                    if let number = try? row.int(column) { return .int(number) }
                    if let text = try? row.text(column) { return .text(text) }
                    return (try? row.bytes(column)).map(SQLValue.bytes) ?? .null
                }
            }
        }
    }
}
