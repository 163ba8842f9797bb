import Casework
import Foundation
import Storage

/// Writes what became of one attempt to send, with its event and the end or delay of the job.
struct OutcomeRecord {
    let job: LeasedJob
    let row: OutgoingRow
    let channel: ChannelID
    let now: Date

    func sent(providerID: String?, note: String?, on sql: any SQLConnection) throws {
        try sql.finish(job)
        try sql.record(
            .sent, of: row.text.id, job.association, providerID: providerID, note: note.map(short), sentAt: now)
        guard let providerID else { return }
        var state = DeliveryState.sent
        for early in try sql.takeEarlyReports(providerID: providerID, on: channel, now: now)
        where state.accepts(report: early.state) {
            state = early.state
            try sql.record(state, of: row.text.id, job.association, note: early.reason.map(short))
            try self.note(state == .failed ? .deliveryFailed : .delivered, on: sql)
        }
    }

    func putOff(_ reason: String, after seconds: Double?, on sql: any SQLConnection) throws {
        let wait = max(Backoff.delay(attempt: row.attempts + 1), min(seconds ?? 0, 86_400))
        try sql.postpone(job, until: now.addingTimeInterval(wait), reason: short(reason))
        try sql.record(.queued, of: row.text.id, job.association, note: short(reason))
    }

    /// Not tried now, since its destination rests: the attempt does not count.
    func spare(until due: Date, _ reason: String, on sql: any SQLConnection) throws {
        try sql.giveBack(job, at: due)
        try sql.record(.queued, of: row.text.id, job.association, note: short(reason))
    }

    /// Given up; an officer's answer that did not arrive makes the ticket owe one again.
    func failed(_ reason: String, on sql: any SQLConnection) throws {
        try sql.finish(job)
        try sql.record(.failed, of: row.text.id, job.association, note: short(reason))
        try note(.deliveryFailed, on: sql)
        guard row.text.purpose == .reply,
            var ticket = try sql.ticket(row.text.ticket, of: job.association, locked: true),
            ticket.stage != ticket.stage.afterUndeliveredAnswer
        else { return }
        ticket.stage = ticket.stage.afterUndeliveredAnswer
        ticket.dueAt = now
        ticket.updatedAt = now
        try sql.update(ticket)
    }

    func uncertain(_ reason: String, on sql: any SQLConnection) throws {
        try sql.finish(job)
        try sql.record(.uncertain, of: row.text.id, job.association, note: short(reason))
        try note(.deliveryUncertain, on: sql)
    }

    private func note(_ kind: EventKind, on sql: any SQLConnection) throws {
        try EventTrail(sql, job.association).append(
            kind, at: now, actor: "hub", ticket: row.text.ticket, facts: ["channel": channel.rawValue])
    }

    private func short(_ reason: String) -> String { String(reason.prefix(300)) }
}
