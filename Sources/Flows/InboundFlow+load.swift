import Casework
import Foundation
import Logging
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
        let found = try await hub.database.read { sql in
            var loaded: [(LoadedDelivery, KeptContent?)] = []
            var bytes = 0
            for job in jobs {
                guard let row = try sql.delivery(job.subject, of: job.association) else {
                    loaded.append((LoadedDelivery(job: job), nil))
                    continue
                }
                if !loaded.isEmpty, bytes + row.size > Self.batchBytes { break }
                bytes += row.size
                loaded.append((LoadedDelivery(job: job, row: row), try sql.content(row.content, of: job.association)))
            }
            return loaded
        }
        try await giveBack(jobs.dropFirst(found.count))
        return try await withBytes(found)
    }

    /// The deliveries with their bytes. While the bucket is out of reach its deliveries wait, and no attempt counts; one
    /// whose object is gone or changed is left without bytes, and is set aside for a person.
    private func withBytes(_ found: [(LoadedDelivery, KeptContent?)]) async throws -> [LoadedDelivery] {
        var loaded: [LoadedDelivery] = []
        for (claimed, kept) in found {
            var delivery = claimed
            guard let row = delivery.row else {
                loaded.append(delivery)
                continue
            }
            do { delivery.raw = try await hub.bytes(kept, row.content, of: row.association) } catch let error
                as StoreError
            {
                hub.logger.error("bytes are missing", metadata: ["delivery": "\(row.id)", "why": "\(error)"])
            } catch {
                hub.logger.warning("a delivery waits for the bucket", metadata: ["why": "\(error)"])
                try await giveBack([delivery.job], after: Self.bucketPause)
                continue
            }
            loaded.append(delivery)
        }
        return loaded
    }

    /// Seconds until bytes are asked for again.
    private static let bucketPause: TimeInterval = 30

    /// Returns claimed jobs unread; the attempt does not count.
    func giveBack(_ jobs: ArraySlice<LeasedJob>, after pause: TimeInterval = 0) async throws {
        guard !jobs.isEmpty else { return }
        let leaseClock = hub.leaseClock
        try await hub.database.write { sql in
            let due = try leaseClock(sql).addingTimeInterval(pause)
            for job in jobs { try sql.giveBack(job, at: due) }
        }
    }
}
