import Casework
import Foundation
import Storage

/// Decides on one read message with what the store knows and records the decision; runs inside the batch's transaction.
struct InboundRecorder: Sendable {
    /// What is kept at hand while a batch of one association is recorded.
    struct Desk {
        var trail: EventTrail
        var counted: LoadBook.Count
    }

    let hub: Hub

    /// Records what becomes of one message and ends its job.
    func record(_ prepared: PreparedMessage, desk: Desk, on sql: any SQLConnection) throws -> Desk {
        let job = prepared.loaded.job
        var desk = desk
        guard let row = prepared.loaded.row else {
            try sql.finish(job)
            return desk
        }
        if row.fate == .accepted { try decide(prepared, row: row, desk: &desk, on: sql) }
        try sql.finish(job)
        return desk
    }

    private func decide(
        _ prepared: PreparedMessage, row: DeliveryRow, desk: inout Desk, on sql: any SQLConnection
    ) throws {
        guard var message = prepared.message, let read = prepared.read, let profile = hub.profile(row.association)
        else {
            return try setAside(row, because: reasonUnread(prepared), desk: desk, on: sql)
        }
        if row.attributes["as-ticket"] == "1" { message.automatic = nil }
        let facts = try facts(about: message, row: row, desk: desk, on: sql)
        let decision = InboundDecision.make(message, read: read, facts: facts, profile: profile)
        if let mark = message.automatic, mark.kind == .bounce, let ticket = facts.proven {
            try BounceRecord(mark: mark, ticket: ticket, trail: desk.trail, now: facts.now).record(on: sql)
        }
        let entry = InboundEntry(
            hub: hub, row: row, message: message, read: read, facts: facts, profile: profile, decision: decision)
        switch decision.place {
        case .aside(let reason): try setAside(row, because: reason, desk: desk, on: sql)
        case .opens(let new): try entry.open(new, desk: &desk, on: sql)
        case .joins(let ticket, _): try entry.join(ticket, desk: &desk, on: sql)
        }
    }

    private func setAside(_ row: DeliveryRow, because reason: String, desk: Desk, on sql: any SQLConnection) throws {
        try sql.settle(row.id, of: row.association, as: .aside, reason: reason)
        try desk.trail.append(
            .setAside, at: hub.now(), actor: "hub", facts: ["receipt": row.receipt.description, "why": reason])
    }

    private func reasonUnread(_ prepared: PreparedMessage) -> String {
        guard let row = prepared.loaded.row else { return "no-delivery" }
        if prepared.loaded.raw == nil { return "no-content" }
        if hub.channels[row.channel] == nil { return "no-channel" }
        if hub.profile(row.association) == nil { return "no-association" }
        return prepared.loaded.job.reason ?? "unreadable"
    }

    /// Step 6 and the facts for step 7: the person, the tickets proven, related and cited.
    private func facts(
        about message: IncomingMessage, row: DeliveryRow, desk: Desk, on sql: any SQLConnection
    ) throws -> InboundFacts {
        let association = row.association
        var facts = InboundFacts(now: hub.now())
        facts.loads = desk.counted.loads
        facts.person = try sql.person(behind: message.sender, of: association)
        if let token = ReplyAddress.token(in: message, row: row, tokens: hub.tokens) {
            facts.proven = try sql.ticket(token, of: association, locked: true)
        }
        facts.cited = try citations(in: message).compactMap { try sql.ticket($0, of: association) }
        for letter in LetterNumber.all(in: message.subject + "\n" + message.replyText.cut(to: 4000)) {
            guard let ticket = try sql.ticket(ofLetter: letter, association) else { continue }
            if !facts.cited.contains(where: { $0.id == ticket.id }) { facts.cited.append(ticket) }
        }
        facts.isTwin = try sql.hasTwin(of: message, association)
        guard let person = facts.person else { return facts }
        // The oldest id and the newest: programs shorten a conversation in its middle.
        let answered = message.references.prefix(2) + message.references.suffix(14) + message.inReplyTo.prefix(4)
        if !answered.isEmpty {
            facts.related = try sql.tickets(havingMessageIDs: Array(answered).reduced(), of: association)
        }
        if message.medium == .sms || message.medium == .chat {
            facts.latestOnChannel = try sql.latestTicket(of: person.id, on: row.channel, association)
        }
        facts.automaticTexts = try sql.automaticTexts(
            to: message.sender, of: association, since: facts.now.addingTimeInterval(-86_400))
        return facts
    }

    private func citations(in message: IncomingMessage) -> [ReferenceNumber] {
        let declared = message.declared.reference.map { [$0] } ?? []
        let words = message.subject + "\n" + message.replyText.cut(to: 4000)
        return declared + ReferenceNumber.all(in: words)
    }
}
