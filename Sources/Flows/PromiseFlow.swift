import Casework
import Foundation
import Logging
import Storage

/// What happens to a promise of a date (promise P10), in this order:
///
/// 1. some time before it is due, the officer's list shows it as pressing
/// 2. shortly before it is missed, the person is told honestly and a new date is promised; an urgent matter is never put
///    off like that: it stays overdue on every list until somebody acts
/// 3. after the third new date only people decide
///
/// An answer, a question to the person or closing ends the watch.
public struct PromiseFlow: Sendable {
    /// How long before the due time the person is told that it will be missed; a quarter of the time for short promises.
    static func tellAhead(opened: Date, due: Date) -> TimeInterval {
        min(30 * 60, max(0, due.timeIntervalSince(opened)) / 4)
    }

    /// New dates promised automatically at most.
    static let renewalLimit = 3
    static let batchLimit = 64

    let hub: Hub

    /// The watcher of a hub's promises.
    public init(hub: Hub) { self.hub = hub }

    /// When a promise is first looked at: half of the way, and never later than `tellAhead` before it is due.
    static func firstLook(opened: Date, due: Date) -> Date {
        let whole = max(0, due.timeIntervalSince(opened))
        return min(opened.addingTimeInterval(whole / 2), due.addingTimeInterval(-tellAhead(opened: opened, due: due)))
    }

    /// Watches until the task is cancelled; of many processes on the store only one does.
    public func run() async {
        await Election(hub: hub, name: "promises").run { lead in
            while !Task.isCancelled, lead.isHeld {
                do { while lead.isHeld, try await watchBatch(lead) > 0 {} } catch {
                    hub.logger.error("promises are held up", metadata: ["why": "\(error)"])
                }
                try? await Task.sleep(for: .seconds(5))
            }
        }
    }

    /// Looks at the promises that are due and returns how many; for a process that knows itself alone.
    @discardableResult
    public func watchBatch() async throws -> Int { try await watchBatch(Lead(nil, until: .now)) }

    private func watchBatch(_ lead: Lead) async throws -> Int {
        let now = hub.now()
        let (holder, leaseClock) = (hub.holder, hub.leaseClock)
        let jobs = try await hub.database.write { sql in
            guard try lead.confirm(on: sql) else { return [LeasedJob]() }
            let now = try leaseClock(sql)
            return try sql.claim(
                .promise, limit: Self.batchLimit, now: now, lease: now.addingTimeInterval(120), holder: holder)
        }
        for job in jobs {
            do { try await hub.database.write { sql in try look(at: job, now: now, on: sql) } } catch {
                // One promise that cannot be watched holds up no other; it is tried again later.
                hub.logger.error("a promise could not be watched", metadata: ["why": "\(error)"])
                let next = now.addingTimeInterval(Backoff.delay(attempt: job.attempt))
                try await hub.database.write { sql in try sql.postpone(job, until: next, reason: "error") }
            }
        }
        if !jobs.isEmpty { for bell in hub.queued.values { bell.ring() } }
        return jobs.count
    }

    private func look(at job: LeasedJob, now: Date, on sql: any SQLConnection) throws {
        guard let ticket = try sql.ticket(job.subject, of: job.association, locked: true), ticket.stage.isOwed,
            let due = ticket.dueAt, let profile = hub.profile(job.association)
        else { return try sql.finish(job) }
        let trail = EventTrail(sql, job.association)
        let tellAt = due.addingTimeInterval(-Self.tellAhead(opened: ticket.openedAt, due: due))
        if now < tellAt {
            try trail.append(.promiseReminded, at: now, actor: "hub", ticket: ticket.id)
            try sql.postpone(job, until: tellAt, reason: nil)
        } else if ticket.urgency > .high,
            try sql.count(.promiseMissed, ofTicket: ticket.id, job.association) < Self.renewalLimit
        {
            try renew(ticket, due: due, job: job, profile: profile, trail: trail, now: now, on: sql)
        } else {
            try trail.append(.promiseMissed, at: now, actor: "hub", ticket: ticket.id, facts: ["renewed": "no"])
            try sql.finish(job)
        }
        hub.news.announce((job.association, DeskChange(reference: ticket.reference)))
    }

    private func renew(
        _ ticket: Ticket, due: Date, job: LeasedJob, profile: AssociationProfile, trail: EventTrail, now: Date,
        on sql: any SQLConnection
    ) throws {
        var ticket = ticket
        let promise = profile.promises.firstAnswer(to: ticket.kind)
        let next = profile.calendar(forField: ticket.field).due(promise, from: max(due, now))
        ticket.dueAt = next
        ticket.updatedAt = now
        try sql.update(ticket)
        try trail.append(
            .promiseMissed, at: now, actor: "hub", ticket: ticket.id,
            facts: ["renewed": "yes", "until": "\(next.milliseconds)"])
        if !ticket.isSealed, let contact = try writable(ticket, on: sql) {
            let notice = Notice(
                hub: hub, ticket: ticket, profile: profile, recipient: contact, purpose: .reminder,
                template: "promise_reminder", now: now)
            if let text = try notice.write(preferring: ticket.channel) {
                try notice.queue(text, cause: "promise-\(due.milliseconds)", on: sql)
            }
        }
        try sql.postpone(job, until: Self.firstLook(opened: now, due: next), reason: nil)
    }

    /// The contact by which a ticket's person may be told automatically; nil when there is none that is quick enough (a
    /// letter is not) or the budget is used up.
    private func writable(_ ticket: Ticket, on sql: any SQLConnection) throws -> Contact? {
        if ticket.medium == .letter { return nil }
        let contacts = try sql.contacts(of: ticket.person, ticket.association).filter { $0.trouble == nil }
        guard
            let contact = contacts.first(where: { $0.contact.kind == ticket.medium.contactKind })?.contact
                ?? contacts.first?.contact
        else { return nil }
        let day = hub.now().addingTimeInterval(-86_400)
        let used = try sql.automaticTexts(to: contact, of: ticket.association, since: day)
        return used < InboundDecision.automaticTextBudget ? contact : nil
    }
}

extension Medium {
    /// The kind of contact that is written to on this wire.
    var contactKind: Contact.Kind {
        switch self {
        case .email, .web: .email
        case .sms, .phone: .phone
        case .letter, .counter: .postal
        case .chat: .chat
        }
    }
}
