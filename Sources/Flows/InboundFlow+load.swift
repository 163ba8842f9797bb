import Casework
import Foundation
import Storage

/// A claimed job with the delivery and the bytes it is about.
struct LoadedDelivery: Sendable {
    var job: LeasedJob
    var row: DeliveryRow?
    var raw: Data?
}

/// A message that was read and waits to be decided on; without `message` it is to be set aside.
struct PreparedMessage: Sendable {
    var loaded: LoadedDelivery
    var message: IncomingMessage?
    var read: ReadText?
}

extension InboundFlow {
    /// A batch holds at most this many bytes of raw messages; the rest of the claim is given back.
    static let batchBytes = 32 << 20

    /// Step 2: the bytes of each claimed delivery. What would make the batch too large for memory is given back.
    func load(_ jobs: [LeasedJob]) async throws -> [LoadedDelivery] {
        let loaded = try await hub.database.read { sql in
            var loaded: [LoadedDelivery] = []
            var bytes = 0
            for job in jobs {
                guard let row = try sql.delivery(job.subject, of: job.association) else {
                    loaded.append(LoadedDelivery(job: job))
                    continue
                }
                if !loaded.isEmpty, bytes + row.size > Self.batchBytes { break }
                bytes += row.size
                loaded.append(
                    LoadedDelivery(job: job, row: row, raw: try sql.content(row.content, of: job.association)))
            }
            return loaded
        }
        try await giveBack(jobs.dropFirst(loaded.count))
        return loaded
    }

    /// Returns claimed jobs unread; the attempt does not count.
    func giveBack(_ jobs: ArraySlice<LeasedJob>) async throws {
        guard !jobs.isEmpty else { return }
        let leaseClock = hub.leaseClock
        try await hub.database.write { sql in
            let now = try leaseClock(sql)
            for job in jobs { try sql.giveBack(job, at: now) }
        }
    }
}
