public import Casework
public import Foundation

/// What waits to be done.
public enum JobKind: String, Sendable, CaseIterable {
    /// A delivery to be read; the subject is the delivery.
    case read
    /// A text to be sent; the subject is the outbox row.
    case send
    /// A promise to be watched; the subject is the ticket.
    case promise
    /// New messages to be made findable; the subject is their ticket.
    case index
}

/// Which lanes (channels) a worker serves.
public enum LaneChoice: Sendable, Hashable {
    case only([String])
    case allBut([String])

    var sql: (condition: String, arguments: [SQLValue]) {
        let (lanes, word) =
            switch self {
            case .only(let lanes): (lanes, "IN")
            case .allBut(let lanes): (lanes, "NOT IN")
            }
        if lanes.isEmpty { return (word == "IN" ? "AND 1 = 0" : "", []) }
        let marks = lanes.indices.map { "$\($0 + 6)" }.joined(separator: ", ")
        return ("AND lane \(word) (\(marks))", lanes.map(SQLValue.text))
    }
}

/// A job that a worker holds until its lease ends.
public struct LeasedJob: Sendable, Hashable {
    /// The association.
    public var association: AssociationID
    /// What is to be done.
    public var kind: JobKind
    /// To what.
    public var subject: Identifier
    /// Which attempt this is, from 1; proof of the lease when the work is committed.
    public var attempt: Int
    /// Why the attempt before failed, nil when it did not say.
    public var reason: String?
}

extension SQLConnection {
    /// Adds a job due at a moment; adding it again moves its time. `lane` keeps work of one destination together; the jobs
    /// of one `line` are done in the order of their subjects (claim D15).
    ///
    /// Unless it `waits` for a later moment it is due at once: by the store's own clock where the hub's is ahead of it
    /// (claims are made by that clock).
    public func schedule(
        _ kind: JobKind, _ subject: Identifier, of association: AssociationID, lane: String = "", line: String? = nil,
        at due: Date, waits: Bool = false
    ) throws {
        let moment = waits ? "$6" : dialect.clock.map { "LEAST($6, \($0))" } ?? "$6"
        try run(
            """
            INSERT INTO jobs (association, kind, subject, lane, line, due_at, attempts)
            VALUES ($1, $2, $3, $4, $5, \(moment), 0)
            ON CONFLICT (association, kind, subject) DO UPDATE SET due_at = excluded.due_at, attempts = 0, reason = NULL
            """,
            [
                .text(association.rawValue), .text(kind.rawValue), .int(subject), .text(lane), .text(orNull: line),
                .date(due),
            ])
        ring(.work(kind))
    }

    /// Leases up to `limit` due jobs of a kind until `lease`, oldest first. The attempt is counted here, before any work,
    /// so that a job which kills the process is set aside in the end (claim D12). A job waits while an earlier one of its
    /// line is leased or put off.
    public func claim(
        _ kind: JobKind, limit: Int, now: Date, lease: Date, holder: String, lanes: LaneChoice = .allBut([])
    ) throws -> [LeasedJob] {
        let (condition, laneArguments) = lanes.sql
        let rows = try query(
            """
            UPDATE jobs SET due_at = $1, attempts = attempts + 1, holder = $2
            WHERE (association, kind, subject) IN (SELECT association, kind, subject FROM jobs AS due
                WHERE kind = $3 AND due_at <= $4 \(condition) AND NOT EXISTS (SELECT 1 FROM jobs AS earlier
                    WHERE earlier.association = due.association AND earlier.line = due.line AND earlier.due_at > $4
                    AND earlier.subject < due.subject AND earlier.kind = $3)
                ORDER BY due_at, subject LIMIT $5 \(dialect.skipLocked))
            RETURNING association, subject, attempts, reason, line
            """,
            [.date(lease), .text(holder), .text(kind.rawValue), .date(now), .count(limit)] + laneArguments)
        let claimed = try rows.map { row in
            let job = LeasedJob(
                association: try row.association(0), kind: kind, subject: try row.int(1), attempt: try row.number(2),
                reason: try row.textOrNil(3))
            return (job: job, line: try row.textOrNil(4))
        }.sorted { $0.job.subject < $1.job.subject }
        guard !dialect.skipLocked.isEmpty else { return claimed.map(\.job) }
        return try inLine(claimed, now: now)
    }

    /// What is left of a claim when jobs are given back whose line another process is claiming at the same moment: it
    /// holds an earlier one, which was skipped.
    private func inLine(_ claimed: [(job: LeasedJob, line: String?)], now: Date) throws -> [LeasedJob] {
        var kept = claimed.filter { $0.line == nil }.map(\.job)
        for (_, jobs) in Dictionary(
            grouping: claimed.filter { $0.line != nil }, by: { [$0.line ?? "", $0.job.association.rawValue] })
        {
            guard let last = jobs.last, let line = last.line else { continue }
            let standing = try query(
                """
                SELECT subject FROM jobs WHERE association = $1 AND line = $2 AND kind = $3 AND subject <= $4
                ORDER BY subject
                """,
                [
                    .text(last.job.association.rawValue), .text(line), .text(last.job.kind.rawValue),
                    .int(last.job.subject),
                ]
            ).map { try $0.int(0) }
            let first = zip(standing, jobs).prefix { $0 == $1.job.subject }.count
            kept += jobs.prefix(first).map(\.job)
            for (job, _) in jobs.dropFirst(first) { try giveBack(job, at: now) }
        }
        return kept.sorted { $0.subject < $1.subject }
    }

    /// Holds a leased job on until a moment, and returns false when the lease has ended or another worker has the job.
    public func renew(_ job: LeasedJob, now: Date, until lease: Date) throws -> Bool {
        try run(
            """
            UPDATE jobs SET due_at = $5 WHERE association = $1 AND kind = $2 AND subject = $3 AND attempts = $4
            AND due_at > $6
            """, job.proof + [.date(lease), .date(now)]) == 1
    }

    /// Ends a job; throws `StoreError.leaseLost` when another worker has taken it since.
    public func finish(_ job: LeasedJob) throws {
        let changed = try run(
            "DELETE FROM jobs WHERE association = $1 AND kind = $2 AND subject = $3 AND attempts = $4", job.proof)
        guard changed == 1 else { throw StoreError.leaseLost }
    }

    /// Puts a leased job off until a moment, with the reason; throws `StoreError.leaseLost`.
    public func postpone(_ job: LeasedJob, until due: Date, reason: String?) throws {
        let changed = try run(
            """
            UPDATE jobs SET due_at = $5, reason = $6, holder = NULL
            WHERE association = $1 AND kind = $2 AND subject = $3 AND attempts = $4
            """, job.proof + [.date(due), .text(orNull: reason)])
        guard changed == 1 else { throw StoreError.leaseLost }
    }

    /// Gives back an attempt that was not used, so that it does not count; the job is due at once.
    public func giveBack(_ job: LeasedJob, at due: Date) throws {
        try run(
            """
            UPDATE jobs SET due_at = $5, attempts = attempts - 1, holder = NULL
            WHERE association = $1 AND kind = $2 AND subject = $3 AND attempts = $4
            """, job.proof + [.date(due)])
    }

    /// Removes a job, whoever holds it.
    public func cancel(_ kind: JobKind, _ subject: Identifier, of association: AssociationID) throws {
        try run(
            "DELETE FROM jobs WHERE association = $1 AND kind = $2 AND subject = $3",
            [.text(association.rawValue), .text(kind.rawValue), .int(subject)])
    }

    /// Makes all leases of earlier processes due at once, and with them what was put off so far that only a wrong clock can
    /// have done it; only for a process that is alone on its store.
    @discardableResult
    public func releaseAllLeases(now: Date) throws -> Int {
        // Reading and sending wait for a day at most.
        try run(
            """
            UPDATE jobs SET due_at = $1, holder = NULL WHERE holder IS NOT NULL OR (kind <> 'promise' AND due_at > $2)
            """, [.date(now), .date(now.addingTimeInterval(2 * 86_400))])
    }

    /// Makes leases of processes that have ended due at once, and returns how many. `longest` is the longest lease there
    /// is, in seconds: nothing later is looked at.
    public func releaseLeasesOfEnded(now: Date, longest: TimeInterval = 600) throws -> Int {
        guard let ended = dialect.ended else { return 0 }
        return try JobKind.allCases.reduce(0) { count, kind in
            try count
                + run(
                    """
                    UPDATE jobs SET due_at = $2, holder = NULL WHERE kind = $1 AND due_at > $2 AND due_at < $3
                    AND holder IS NOT NULL AND \(ended)
                    """, [.text(kind.rawValue), .date(now), .date(now.addingTimeInterval(longest))])
        }
    }

    /// The next job of a kind: when it is due and how often it was claimed before; nil when none waits.
    public func next(_ kind: JobKind) throws -> (due: Date, attempts: Int)? {
        try first(
            "SELECT due_at, attempts FROM jobs WHERE kind = $1 ORDER BY due_at, subject LIMIT 1",
            [.text(kind.rawValue)]
        ).map { (try $0.date(0), try $0.number(1)) }
    }

    /// How many jobs of a kind wait.
    public func waiting(_ kind: JobKind) throws -> Int {
        try first("SELECT count(*) FROM jobs WHERE kind = $1", [.text(kind.rawValue)])?.number(0) ?? 0
    }
}

extension LeasedJob {
    fileprivate var proof: [SQLValue] {
        [.text(association.rawValue), .text(kind.rawValue), .int(subject), .count(attempt)]
    }
}

extension SQLRow {
    /// The column as an association.
    func association(_ column: Int) throws -> AssociationID {
        let text = try text(column)
        guard let id = AssociationID(rawValue: text) else { throw StoreError.word(text) }
        return id
    }

    /// The column as a reference number.
    func reference(_ column: Int) throws -> ReferenceNumber {
        let text = try text(column)
        guard let number = ReferenceNumber(text) else { throw StoreError.word(text) }
        return number
    }

    /// The column as one of an enum's words.
    func word<Word: RawRepresentable<String>>(_ column: Int) throws -> Word {
        let text = try text(column)
        guard let word = Word(rawValue: text) else { throw StoreError.word(text) }
        return word
    }
}
