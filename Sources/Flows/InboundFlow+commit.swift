import Casework
import Foundation
import Logging
import Storage

extension InboundFlow {
    /// Steps 6 to 11 for a batch, in one transaction. When one message spoils it, each is committed alone, so that the
    /// poison stops nobody (promise P5).
    func commit(_ batch: [PreparedMessage]) async throws {
        do {
            try await record(batch)
        } catch StoreError.full {
            throw StoreError.full
        } catch {
            for prepared in batch {
                do { try await record([prepared]) } catch { await putOff(prepared, because: error) }
            }
        }
        ring(after: batch)
    }

    private func record(_ batch: [PreparedMessage]) async throws {
        let recorder = InboundRecorder(hub: hub)
        let counts = hub.loads.fresh()
        let after = try await hub.database.write { sql in
            var desks: [AssociationID: InboundRecorder.Desk] = [:]
            for prepared in batch {
                let association = prepared.loaded.job.association
                let known =
                    try desks[association]
                    ?? InboundRecorder.Desk(
                        trail: EventTrail(sql, association),
                        counted: try counts[association] ?? LoadBook.count { try sql.loads(of: association) })
                desks[association] = try recorder.record(prepared, desk: known, on: sql)
            }
            CrashPoint.effect.pass()
            return desks.mapValues(\.counted)
        }
        hub.loads.keep(after)
        CrashPoint.effected.pass()
    }

    /// A message whose effects could not be committed waits and is tried again, and is set aside after the last try.
    private func putOff(_ prepared: PreparedMessage, because error: any Error) async {
        let job = prepared.loaded.job
        guard error as? StoreError != .leaseLost else { return }
        hub.logger.error(
            "a message could not be committed", metadata: ["why": "\(error)", "delivery": "\(job.subject)"])
        let next = hub.now().addingTimeInterval(Backoff.delay(attempt: job.attempt))
        _ = try? await hub.database.write { sql in
            try sql.postpone(job, until: next, reason: "commit: \(type(of: error))")
        }
    }

    private func ring(after batch: [PreparedMessage]) {
        for bell in hub.queued.values { bell.ring() }
        for association in Set(batch.map(\.loaded.job.association)) {
            hub.news.announce((association, DeskChange(reference: nil)))
        }
    }
}

/// How long to wait before the next try: doubling from 30 seconds to 6 hours, with jitter so that many do not come at once.
enum Backoff {
    static func delay(attempt: Int, random: Double = Double.random(in: 0.75...1.25)) -> TimeInterval {
        min(21_600, 30 * Double(1 << min(max(attempt - 1, 0), 12))) * random
    }
}
