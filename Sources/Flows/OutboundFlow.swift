import Casework
import Channels
import Foundation
import Logging
import Storage

/// What happens to one outgoing text, in this order:
///
/// 1. **claim** it, by the channel it leaves on, so that one dead destination holds up nobody
/// 2. **load** it; an attempt whose outcome was lost is tried again only where the far side recognises repeats (promise P6)
/// 3. **commit the attempt** before anything leaves
/// 4. **deliver** by the channel
/// 5. **record** the outcome: sent, put off with back-off, failed or uncertain, with its event
public struct OutboundFlow: Sendable {
    /// How long mail is tried before a person is told (RFC 5321, section 4.5.4.1: four to five days).
    static let mailLifetime: TimeInterval = 5 * 86_400
    /// How long other texts are tried.
    static let textLifetime: TimeInterval = 86_400

    let hub: Hub
    let channel: any Channel
    let pace: SendingLimits

    /// One sender for each channel that may send.
    public static func senders(of hub: Hub) -> [OutboundFlow] {
        hub.channels.values.compactMap { channel in
            hub.pace[channel.id].map { OutboundFlow(hub: hub, channel: channel, pace: $0) }
        }
    }

    /// Sends until the task is cancelled; what is under way is finished.
    public func run() async {
        guard let bell = hub.queued[channel.id] else { return }
        await bell.each(atLeastEvery: .seconds(1)) {
            do {
                while try await sendBatch() > 0, !Task.isCancelled {}
            } catch {
                hub.logger.error(
                    "sending is held up", metadata: ["channel": "\(channel.id)", "why": "\(error)"])
            }
        }
    }

    /// Sends what is due, as many at once as the channel's pace allows, and returns how many were tried.
    @discardableResult
    public func sendBatch() async throws -> Int {
        let jobs = try await claim()
        await withTaskGroup(of: Void.self) { group in
            for (index, job) in jobs.enumerated() {
                if index >= pace.concurrent { await group.next() }
                group.addTask { await send(job) }
                if let perSecond = pace.perSecond, perSecond > 0 {
                    try? await Task.sleep(for: .seconds(1 / perSecond))
                }
            }
        }
        return jobs.count
    }

    private func claim() async throws -> [LeasedJob] {
        let (holder, id, limit, leaseClock) = (hub.holder, channel.id, pace.concurrent * 8, hub.leaseClock)
        let isDue = try await hub.database.read { sql in
            if try sql.isPaused(id) { return false }
            guard let next = try sql.nextDue(.send) else { return false }
            return try next <= leaseClock(sql)
        }
        guard isDue else { return [] }
        let lease = hub.limits.sendingLease
        let jobs = try await hub.database.write { sql in
            let now = try leaseClock(sql)
            return try sql.claim(
                .send, limit: limit, now: now, lease: now.addingTimeInterval(lease), holder: holder,
                lanes: .only([id.rawValue]))
        }
        CrashPoint.pick.pass()
        return jobs
    }

    @concurrent
    private func send(_ job: LeasedJob) async {
        do {
            guard let row = try await begin(job), let profile = hub.profile(job.association) else { return }
            let database = hub.database
            let tools = DeliveryTools(profile: profile) { hex in
                let found = try await database.read { sql -> Data? in
                    guard let id = ContentID(hex: hex) else { return nil }
                    return try sql.content(id, of: job.association)
                }
                guard let found else { throw StoreError.engine("an attachment is missing") }
                return found
            }
            // A delivery under way is finished even when the process is told to stop: cutting it would leave it uncertain.
            CrashPoint.attempt.pass()
            let channel = channel
            let outcome = await Task { await channel.deliver(row.text, tools) }.value
            CrashPoint.leave.pass()
            try await finish(job, row: row, outcome: outcome)
        } catch {
            // The lease runs out and the text is tried again, or declared uncertain, by the rules of step 2.
            hub.logger.error(
                "the outcome of a delivery could not be recorded",
                metadata: ["channel": "\(channel.id)", "outgoing": "\(job.subject)", "why": "\(error)"])
        }
    }

    /// Steps 2 and 3: the text to send now, with the attempt on record; nil when there is nothing to send.
    private func begin(_ job: LeasedJob) async throws -> OutgoingRow? {
        let (now, mayRepeat) = (hub.now(), channel.recognisesRepeats)
        return try await hub.database.write { sql in
            guard let row = try sql.outgoing(job.subject, of: job.association) else {
                try sql.finish(job)
                return nil
            }
            switch row.state {
            case .queued: break
            case .sending where mayRepeat: break
            case .sending:
                try sql.record(.uncertain, of: row.text.id, job.association, note: "interrupted")
                try EventTrail(sql, job.association).append(
                    .deliveryUncertain, at: now, actor: "hub", ticket: row.text.ticket, facts: ["why": "interrupted"])
                try sql.finish(job)
                return nil
            case .sent, .delivered, .failed, .uncertain:
                try sql.finish(job)
                return nil
            }
            try sql.record(.sending, of: row.text.id, job.association, attempts: row.attempts + 1, note: row.note)
            return row
        }
    }

    /// Step 5.
    private func finish(_ job: LeasedJob, row: OutgoingRow, outcome: DeliveryOutcome) async throws {
        let now = hub.now()
        let lifetime = channel.medium == .email ? Self.mailLifetime : Self.textLifetime
        let isTooOld = now.timeIntervalSince(row.text.createdAt) > lifetime
        let channelID = channel.id
        try await hub.database.write { sql in
            let record = OutcomeRecord(job: job, row: row, channel: channelID, now: now)
            switch outcome {
            case .sent(let providerID, let note): try record.sent(providerID: providerID, note: note, on: sql)
            case .temporary(let reason, _) where isTooOld: try record.failed("too old: " + reason, on: sql)
            case .temporary(let reason, let after): try record.putOff(reason, after: after, on: sql)
            case .permanent(let reason): try record.failed(reason, on: sql)
            case .uncertain(let reason): try record.uncertain(reason, on: sql)
            }
            CrashPoint.outcome.pass()
        }
        hub.news.announce((job.association, DeskChange(reference: row.text.reference)))
    }
}
