import Casework
import Foundation
import Logging
import Reading
import Storage

/// Makes messages findable by their words, after they were routed and not in the way of that: it waits while messages wait
/// to be read, though no longer than a minute.
///
/// The words are folded as the reader folds them (letters, digits and stems in one form), for the index and the query
/// alike, so that «المساعدات» finds «مساعدة» on both engines.
public struct SearchFlow: Sendable {
    static let batchLimit = 64
    static let lease: TimeInterval = 120
    /// Tries before a ticket's messages are left unfindable.
    static let attemptLimit = 4
    /// How long messages that wait to be read come first, in seconds.
    static let patience: TimeInterval = 60
    /// Words of one message that are indexed, in characters.
    static let longest = 40_000

    let hub: Hub

    /// The indexing of a hub's messages.
    public init(hub: Hub) { self.hub = hub }

    /// Works until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            do { while try await indexBatch() > 0, !Task.isCancelled {} } catch {
                hub.logger.error("indexing is held up", metadata: ["why": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// The words of a query, at most eight, each in its forms.
    static func words(of query: String) -> [[String]] { Array(SearchForm.forms(String(query.prefix(200))).prefix(8)) }

    /// Indexes what is due and returns how many tickets that were.
    @discardableResult
    public func indexBatch() async throws -> Int {
        let jobs = try await claim()
        guard !jobs.isEmpty else { return 0 }
        let messages = try await hub.database.read { sql in
            try jobs.map { job in
                // What cannot be indexed after all tries stays unfindable; it never holds up the rest.
                job.attempt > Self.attemptLimit ? [] : try sql.unindexed(ofTicket: job.subject, job.association)
            }
        }
        let documents = messages.map { $0.map { (id: $0.id, words: Self.folded($0.text)) } }
        try await hub.database.write { sql in
            for (job, documents) in zip(jobs, documents) {
                for document in documents {
                    try sql.index(document.words, message: document.id, ticket: job.subject, of: job.association)
                }
                try sql.finish(job)
            }
        }
        return jobs.count
    }

    private func claim() async throws -> [LeasedJob] {
        let (holder, leaseClock) = (hub.holder, hub.leaseClock)
        let isDue = try await hub.database.read { sql in
            let now = try leaseClock(sql)
            guard let next = try sql.next(.index), next.due <= now else { return false }
            let reading = try sql.next(.read).map { $0.due <= now } ?? false
            return !reading || now.timeIntervalSince(next.due) > Self.patience
        }
        guard isDue else { return [] }
        return try await hub.database.write { sql in
            let now = try leaseClock(sql)
            return try sql.claim(
                .index, limit: Self.batchLimit, now: now, lease: now.addingTimeInterval(Self.lease), holder: holder)
        }
    }

    private static func folded(_ text: String) -> String {
        var words: Set<String> = []
        for forms in SearchForm.forms(text.utf8.count <= longest ? text : String(text.prefix(longest))) {
            words.formUnion(forms)
        }
        return words.sorted().joined(separator: " ")
    }
}
