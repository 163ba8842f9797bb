import Casework
import Channels
import Foundation
import Logging
import Storage

/// What happens to one outgoing text, in this order:
///
/// 1. **claim** it, by the channel it leaves on, so that one dead destination holds up nobody
/// 2. **load** it; an attempt whose outcome was lost is tried again only where the far side recognises repeats (promise P6);
///    a destination that does not answer is spared, and one text a pause tries it
/// 3. **commit the attempt** before anything leaves, if the claim still holds (claim D10)
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
        let (holder, id, leaseClock, now) = (hub.holder, channel.id, hub.leaseClock, hub.now())
        let batch = pace.concurrent * 8
        let limit = try await hub.database.read { sql in
            if try sql.isPaused(id) || sql.heldSince() != nil { return 0 }
            guard let next = try sql.next(.send), try next.due <= leaseClock(sql) else { return 0 }
            // Where the relay or gateway itself does not answer, nothing is claimed but the one text that tries it.
            guard let circuit = try sql.circuit("", of: id) else { return batch }
            return circuit.rests(at: now) ? 0 : circuit.isProbed(at: now) ? 1 : batch
        }
        guard limit > 0 else { return [] }
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
            let begun = ContinuousClock.now
            guard let row = try await begin(job), let profile = hub.profile(job.association) else { return }
            let database = hub.database
            let tools = DeliveryTools(profile: profile) { hex in
                guard let id = ContentID(hex: hex) else { throw StoreError.engine("an attachment is missing") }
                let kept = try await database.read { sql in try sql.content(id, of: job.association) }
                guard let found = try await hub.bytes(kept, id, of: job.association) else {
                    throw StoreError.engine("an attachment is missing")
                }
                return found
            }
            // A delivery under way is finished even when the process is told to stop: cutting it would leave it uncertain.
            CrashPoint.attempt.pass()
            // A process that stood still since then may have lost its claim: whoever has it now says what became of the text.
            guard ContinuousClock.now - begun < .seconds(hub.limits.sendingLease / 2) else { return }
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
        let (now, mayRepeat, channelID) = (hub.now(), channel.recognisesRepeats, channel.id)
        let (leaseClock, lease) = (hub.leaseClock, hub.limits.sendingLease)
        return try await hub.database.write { sql in
            let leasedAt = try leaseClock(sql)
            guard try sql.renew(job, now: leasedAt, until: leasedAt.addingTimeInterval(lease)) else { return nil }
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
            case .sent, .delivered, .failed, .uncertain, .held:
                try sql.finish(job)
                return nil
            }
            let circuits = DestinationCircuits(channel: channelID, recipient: row.text.recipient, now: now)
            if case .wait(let until, let reason) = try circuits.admit(on: sql) {
                let record = OutcomeRecord(job: job, row: row, channel: channelID, now: now)
                if isTooOld(row) {
                    try record.failed("too old: " + reason, on: sql)
                } else {
                    try record.spare(until: until, reason, on: sql)
                }
                return nil
            }
            try sql.record(.sending, of: row.text.id, job.association, attempts: row.attempts + 1, note: row.note)
            return row
        }
    }

    /// Step 5.
    private func finish(_ job: LeasedJob, row: OutgoingRow, outcome: DeliveryOutcome) async throws {
        let now = hub.now()
        let (isOld, channelID) = (isTooOld(row), channel.id)
        try await hub.database.write { sql in
            try DestinationCircuits(channel: channelID, recipient: row.text.recipient, now: now).learn(outcome, on: sql)
            let record = OutcomeRecord(job: job, row: row, channel: channelID, now: now)
            switch outcome {
            case .sent(let providerID, let note): try record.sent(providerID: providerID, note: note, on: sql)
            case .temporary(let reason, _) where isOld: try record.failed("too old: " + reason, on: sql)
            case .temporary(let reason, let after): try record.putOff(reason, after: after, on: sql)
            case .permanent(let reason): try record.failed(reason, on: sql)
            case .uncertain(let reason): try record.uncertain(reason, on: sql)
            }
            CrashPoint.outcome.pass()
        }
        hub.news.announce((job.association, DeskChange(reference: row.text.reference)))
    }

    /// Whether a text has been tried for as long as its medium allows.
    private func isTooOld(_ row: OutgoingRow) -> Bool {
        let lifetime = channel.medium == .email ? Self.mailLifetime : Self.textLifetime
        return hub.now().timeIntervalSince(row.text.createdAt) > lifetime
    }
}
