import Casework
import Foundation
import Storage
import Testing

@Suite("Jobs and leases")
struct JobTests {
    private let now = Sample.now

    private func claim(_ database: any Database, at moment: Date, holder: String = "a", limit: Int = 10) async throws
        -> [LeasedJob]
    {
        try await database.write { sql in
            try sql.claim(.read, limit: limit, now: moment, lease: moment.addingTimeInterval(60), holder: holder)
        }
    }

    private func schedule(_ database: any Database, _ subjects: ClosedRange<Int>, lane: String = "") async throws {
        let now = now
        try await database.write { sql in
            for subject in subjects {
                try sql.schedule(.read, Identifier(subject), of: Sample.one, lane: lane, at: now)
            }
        }
    }

    @Test("a leased job is nobody else's until the lease ends, then it is (D10)", arguments: FreshStore.all)
    func lease(store: FreshStore) async throws {
        try await store.use { database in
            try await schedule(database, 1...1)
            #expect(try await claim(database, at: now).map(\.attempt) == [1])
            #expect(try await claim(database, at: now.addingTimeInterval(59)).isEmpty)
            #expect(try await claim(database, at: now.addingTimeInterval(60)).map(\.attempt) == [2])
        }
    }

    @Test("a worker that lost its lease cannot finish the job (D9)", arguments: FreshStore.all)
    func lostLease(store: FreshStore) async throws {
        try await store.use { database in
            try await schedule(database, 1...1)
            let frozen = try #require(try await claim(database, at: now).first)
            let other = try #require(try await claim(database, at: now.addingTimeInterval(61), holder: "b").first)
            await #expect(throws: StoreError.leaseLost) { try await database.write { sql in try sql.finish(frozen) } }
            try await database.write { sql in try sql.finish(other) }
            #expect(try await database.read { sql in try sql.waiting(.read) } == 0)
        }
    }

    @Test("jobs come in order, each to one claimant", arguments: FreshStore.all)
    func order(store: FreshStore) async throws {
        try await store.use { database in
            try await schedule(database, 1...30)
            let claims = try await withThrowingTaskGroup(of: [LeasedJob].self) { group in
                for _ in 0..<6 { group.addTask { try await claim(database, at: now, limit: 5) } }
                return try await group.reduce(into: [[LeasedJob]]()) { $0.append($1) }
            }
            #expect(claims.flatMap { $0 }.map(\.subject).sorted() == Array(1...30))
            for claim in claims { #expect(claim.map(\.subject) == claim.map(\.subject).sorted()) }
        }
    }

    @Test("lanes are served apart", arguments: FreshStore.all)
    func lanes(store: FreshStore) async throws {
        try await store.use { database in
            try await schedule(database, 1...2, lane: "quick")
            try await schedule(database, 3...4, lane: "slow")
            let now = now
            func take(_ lanes: LaneChoice) async throws -> [Identifier] {
                try await database.write { sql in
                    try sql.claim(
                        .read, limit: 9, now: now, lease: now.addingTimeInterval(60), holder: "a", lanes: lanes)
                }.map(\.subject)
            }
            #expect(try await take(.only(["slow"])) == [3, 4])
            #expect(try await take(.allBut(["slow"])) == [1, 2])
            #expect(try await take(.only([])).isEmpty)
        }
    }

    @Test("a process that starts alone takes back all leases of the one before", arguments: FreshStore.all)
    func release(store: FreshStore) async throws {
        try await store.use { database in
            try await schedule(database, 1...3)
            _ = try await claim(database, at: now)
            let now = now
            _ = try await database.write { sql in try sql.releaseAllLeases(now: now) }
            #expect(try await claim(database, at: now).map(\.attempt) == [2, 2, 2])
        }
    }
}
