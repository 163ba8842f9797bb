import Casework
import Foundation
import Peers
import Storage
import StoragePostgres
import Testing

@Suite("Many processes on one store")
struct SharedStoreTests {
    private let now = Sample.now

    @Test(
        "what one sender wrote is claimed in its order; a message that waits holds up only its own line (D15)",
        arguments: FreshStore.all)
    func lines(store: FreshStore) async throws {
        try await store.use { database in
            let now = now
            try await database.write { sql in
                for (subject, line) in [(1, "a"), (2, "a"), (3, "b"), (4, "a")] {
                    try sql.schedule(.read, Identifier(subject), of: Sample.one, line: line, at: now)
                }
            }
            func claim(_ limit: Int) async throws -> [LeasedJob] {
                try await database.write { sql in
                    try sql.claim(.read, limit: limit, now: now, lease: now.addingTimeInterval(60), holder: "a")
                }
            }
            let first = try await claim(1)
            #expect(first.map(\.subject) == [1])
            // The rest of line a waits for the first; line b does not.
            #expect(try await claim(9).map(\.subject) == [3])
            try await database.write { sql in try sql.postpone(first[0], until: now.addingTimeInterval(9), reason: "x")
            }
            #expect(try await claim(9).isEmpty)
            try await database.write { sql in try sql.cancel(.read, 1, of: Sample.one) }
            #expect(try await claim(9).map(\.subject) == [2, 4])
        }
    }

    @Test("one process leads at a time, and its term tells it from the one before (D11)", arguments: FreshStore.all)
    func leading(store: FreshStore) async throws {
        try await store.use { database in
            let now = now
            func lead(_ holder: String, at moment: Date) async throws -> Leadership? {
                try await database.write { sql in
                    try sql.lead("work", holder: holder, now: moment, until: moment.addingTimeInterval(30))
                }
            }
            // On PostgreSQL a holder is known to live by a lock that its session holds.
            let living = database.membership?.name ?? "a"
            let first = try #require(try await lead("\(living)/a", at: now))
            #expect(try await lead("\(living)/b", at: now.addingTimeInterval(29)) == nil)
            #expect(
                try await database.write { sql in try sql.renew(first, until: now.addingTimeInterval(60)) })
            #expect(try await lead("\(living)/b", at: now.addingTimeInterval(31)) == nil)
            let second = try #require(try await lead("\(living)/b", at: now.addingTimeInterval(61)))
            #expect(second.term == first.term + 1)
            #expect(try await !database.write { sql in try sql.renew(first, until: now.addingTimeInterval(99)) })
            #expect(try await !database.write { sql in try sql.confirm(first) })
            #expect(try await database.write { sql in try sql.confirm(second) })
            try await database.write { sql in try sql.resign(second) }
            #expect(try await lead("\(living)/c", at: now.addingTimeInterval(62)) != nil)
        }
    }

    @Test("processes on one database bear different numbers, hear one another, and never claim the same job")
    func together() async throws {
        guard let peer = PostgresPeer.shared else { return }
        let url = try peer.freshDatabase()
        let first = try await PostgresDatabase(url: url)
        let second = try await PostgresDatabase(url: url)
        #expect(first.membership?.node != second.membership?.node)
        let heard = Task { await second.rings().first { $0 == .desk(Sample.one) } }
        let now = now
        try await first.write { sql in
            for subject in 1...400 { try sql.schedule(.read, Identifier(subject), of: Sample.one, at: now) }
            try EventTrail(sql, Sample.one).append(.noted, at: now, actor: "a", ticket: 1)
        }
        #expect(await heard.value == .desk(Sample.one))
        let claimed = try await withThrowingTaskGroup(of: [LeasedJob].self) { group in
            for number in 0..<40 {
                let database = number.isMultiple(of: 2) ? first : second
                group.addTask {
                    try await database.write { sql in
                        try sql.claim(.read, limit: 10, now: now, lease: now.addingTimeInterval(60), holder: "a")
                    }
                }
            }
            return try await group.reduce(into: [LeasedJob]()) { $0 += $1 }
        }
        #expect(Set(claimed.map(\.subject)).count == claimed.count)
        #expect(claimed.count == 400)
        try await first.close()
        try await second.close()
    }

    @Test("events written by two processes at once are two whole chains (S66)")
    func chains() async throws {
        guard let peer = PostgresPeer.shared else { return }
        let url = try peer.freshDatabase()
        let databases = [try await PostgresDatabase(url: url), try await PostgresDatabase(url: url)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for database in databases {
                for _ in 0..<30 {
                    group.addTask {
                        try await database.write { sql in
                            try EventTrail(sql, Sample.one).append(.noted, at: Sample.now, actor: "a", ticket: 7)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await databases[0].read { sql in try sql.brokenEvents(of: Sample.one) }.isEmpty)
        #expect(try await databases[0].read { sql in try sql.events(ofTicket: 7, Sample.one) }.count == 60)
        for database in databases { try await database.close() }
    }

    @Test("what an ended process had claimed is given back at once, what a living one holds is not (D10)")
    func ended() async throws {
        guard let peer = PostgresPeer.shared else { return }
        let url = try peer.freshDatabase()
        let living = try await PostgresDatabase(url: url)
        let dying = try await PostgresDatabase(url: url)
        let now = now
        let lease = now.addingTimeInterval(60)
        for (database, subject) in [(living, 1), (dying, 2)] {
            let holder = "\(database.membership?.name ?? "")/test"
            try await database.write { sql in
                try sql.schedule(.read, Identifier(subject), of: Sample.one, at: now)
                _ = try sql.claim(.read, limit: 1, now: now, lease: lease, holder: holder)
            }
        }
        #expect(try await living.write { sql in try sql.releaseLeasesOfEnded(now: now) } == 0)
        try await dying.close()
        try await eventually("the other's session has ended", within: 10) {
            try await living.write { sql in try sql.releaseLeasesOfEnded(now: now) } == 1
        }
        let again = try await living.write { sql in
            try sql.claim(.read, limit: 9, now: now, lease: lease, holder: "x")
        }
        #expect(again.map(\.subject) == [2])
        try await living.close()
    }

    @Test("a server that is set below full durability is refused with the setting's name (D2)")
    func unsafe() async throws {
        guard PostgresPeer.isInstalled else { return }
        let peer = try PostgresPeer(settings: ["synchronous_commit=off"])
        let url = try peer.freshDatabase()
        do {
            _ = try await PostgresDatabase(url: url)
            Issue.record("it was opened")
        } catch StoreError.unsafe(let why) {
            #expect(why.contains("synchronous_commit"))
        }
        await peer.stop()
    }
}
