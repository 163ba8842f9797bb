import Casework
import Foundation
import Storage

/// One ticket under an officer's hands, inside the transaction of one step.
struct StageDesk {
    /// The longest answer or note, in characters.
    static let textLimit = 20_000

    let hub: Hub
    let viewer: Viewer
    let profile: AssociationProfile
    let ticket: Ticket
    let now: Date
    let sql: any SQLConnection
    let trail: EventTrail

    /// Sends an answer by the sender's own channel, or the one chosen.
    func reply(_ draft: ReplyDraft) throws -> ActionResult {
        let words = draft.text.trimmingCharacters(in: .whitespacesAndNewlines)
        if words.isEmpty, draft.template == nil { return .invalid(field: "text", reason: "reply_empty") }
        if words.count > Self.textLimit { return .invalid(field: "text", reason: "too_long") }
        let step: TicketStep = draft.asksForMore ? .ask : .answer
        guard let recipient = try self.recipient(chosen: draft.recipient) else {
            return .invalid(field: "recipient", reason: "no_recipient")
        }
        return try advance(step) { changed in
            let notice = Self.notice(draft, words: words, recipient: recipient, desk: self)
            guard var text = try notice.write(preferring: ticket.channel) else {
                return .invalid(field: "recipient", reason: "no_recipient")
            }
            text.details.references = try sql.messageIDs(ofTicket: ticket.id, ticket.association).suffix(20).reduced()
            text.details.inReplyTo = text.details.references.last
            try notice.queue(text, cause: "reply-\(draft.onceKey.prefix(80))", author: viewer.name, on: sql)
            if let due = ticket.dueAt, now <= due, ticket.stage.isOwed { try event(.promiseKept) }
            if changed.officer == nil { changed.officer = viewer.positions[ticket.association]?.first }
            changed.dueAt = nil
            try sql.cancel(.promise, ticket.id, of: ticket.association)
            try event(draft.asksForMore ? .asked : .replied, ["medium": text.medium.rawValue])
            return .done
        }
    }

    /// Keeps a note that never leaves.
    func note(_ text: String) throws -> ActionResult {
        let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if words.isEmpty { return .invalid(field: "note", reason: "note_empty") }
        if words.count > Self.textLimit { return .invalid(field: "note", reason: "too_long") }
        try keepNote(words)
        try event(.noted)
        return .done
    }

    /// Corrects what was read; a change of field does not move the ticket by itself.
    func classify(kind: MessageKind?, field: String?, urgency: Urgency?) throws -> ActionResult {
        var changed = ticket
        changed.updatedAt = now
        if let kind, kind != ticket.kind {
            changed.kind = kind
            try event(.kindChanged, ["from": ticket.kind.rawValue, "to": kind.rawValue])
        }
        if let field, field != ticket.field {
            guard field.isEmpty || profile.field(field) != nil else {
                return .invalid(field: "field", reason: "field")
            }
            changed.field = field.isEmpty ? nil : field
            try event(.fieldChanged, ["from": ticket.field ?? "", "to": field])
        }
        if let urgency, urgency != ticket.urgency {
            changed.urgency = urgency
            try event(.urgencyChanged, ["from": ticket.urgency.rawValue, "to": urgency.rawValue])
        }
        let isRestricted = changed.field.flatMap(profile.field)?.restricted == true
        if !ticket.isSealed, changed.urgency == .safeguarding || isRestricted { try seal(&changed) }
        try learn(from: changed)
        try sql.update(changed)
        return .done
    }

    /// Keeps what was corrected, for the reader to learn from.
    private func learn(from changed: Ticket) throws {
        let from = CorrectionLabels(kind: ticket.kind, field: ticket.field, urgency: ticket.urgency)
        let to = CorrectionLabels(kind: changed.kind, field: changed.field, urgency: changed.urgency)
        guard from != to else { return }
        try sql.keep(
            Correction(
                association: ticket.association, ticket: ticket.id, officer: viewer.name, at: now, from: from, to: to),
            id: hub.identifier())
    }

    /// Gives the ticket to a position, or to triage.
    func assign(_ officer: String?) throws -> ActionResult {
        guard let officer, !officer.isEmpty else {
            return try advance(.triage) { changed in
                changed.officer = nil
                try event(.toTriage, ["why": "officer"])
                return .done
            }
        }
        guard let position = profile.officer(officer), !ticket.isSealed || position.sealed else {
            return .invalid(field: "officer", reason: "invalid")
        }
        return try advance(.route) { changed in
            changed.officer = officer
            try event(.officerChanged, ["from": ticket.officer ?? "", "to": officer])
            return .done
        }
    }

    /// Closes with a reason and tells the person.
    func close(_ reason: String) throws -> ActionResult {
        let words = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        if words.isEmpty { return .invalid(field: "reason", reason: "reason_missing") }
        return try advance(.close) { changed in
            changed.dueAt = nil
            try sql.cancel(.promise, ticket.id, of: ticket.association)
            try keepNote(String(words.prefix(Self.textLimit)))
            try event(.closed)
            try tell("ticket_closed", about: changed)
            return .done
        }
    }

    /// Opens a closed ticket again and tells the person.
    func reopen() throws -> ActionResult {
        try advance(.reopen) { changed in
            let promise = profile.promises.firstAnswer(to: ticket.kind)
            let due = profile.calendar(forField: ticket.field).due(promise, from: now)
            changed.dueAt = due
            try sql.schedule(
                .promise, ticket.id, of: ticket.association, at: PromiseFlow.firstLook(opened: now, due: due),
                waits: true)
            try event(.reopened, ["by": "officer"])
            try tell("ticket_reopened", about: changed)
            return .done
        }
    }

    /// Writes words into the conversation that never leave.
    private func keepNote(_ words: String) throws {
        let entry = NewMessage(
            id: hub.identifier(), ticket: ticket.id, direction: .note, medium: ticket.medium, isAutomatic: false,
            author: viewer.name, at: now, subject: "", text: words)
        try sql.add(entry, to: ticket.association)
    }

    /// Hands a ticket to the safeguarding pair and hides it from everybody else, the one who does so included.
    private func seal(_ changed: inout Ticket) throws {
        let loads = try sql.loads(of: ticket.association)
        changed.isSealed = true
        changed.officer = InboundDecision.routeSealed(profile, loads: loads, now: now)
        if case .success(let stage) = ticket.stage.after(.route) { changed.stage = stage }
        try event(.officerChanged, ["from": ticket.officer ?? "", "to": changed.officer ?? "", "why": "safeguarding"])
    }

    private func advance(
        _ step: TicketStep, _ change: (inout Ticket) throws -> ActionResult
    ) throws -> ActionResult {
        switch ticket.stage.after(step) {
        case .failure(let refusal): return .refused(refusal)
        case .success(let stage):
            var changed = ticket
            changed.stage = stage
            changed.updatedAt = now
            let result = try change(&changed)
            if result == .done { try sql.update(changed) }
            return result
        }
    }

    /// A notice of a change of state (promise P10), unless the person must not or cannot be written to.
    private func tell(_ template: String, about changed: Ticket) throws {
        guard !ticket.isSealed, let contact = try recipient(chosen: nil), contact.kind != .anonymous else { return }
        let day = now.addingTimeInterval(-86_400)
        let used = contact.value.isEmpty ? 0 : try sql.automaticTexts(to: contact, of: ticket.association, since: day)
        guard used < InboundDecision.automaticTextBudget else { return }
        let notice = Notice(
            hub: hub, ticket: changed, profile: profile, recipient: contact, purpose: .notice, template: template,
            now: now)
        guard let text = try notice.write(preferring: ticket.channel) else { return }
        try notice.queue(text, cause: "\(template)-\(now.milliseconds)", on: sql)
    }

    /// Whom to write to: the contact chosen if it is the person's, else the one of the ticket's own wire, else any that
    /// works, else the public status page.
    func recipient(chosen: Contact?) throws -> Contact? {
        let contacts = try sql.contacts(of: ticket.person, ticket.association)
        let name = try sql.personName(ticket.person, of: ticket.association)
        func named(_ contact: Contact) -> Contact { Contact(kind: contact.kind, value: contact.value, name: name) }
        if let chosen {
            return contacts.first { $0.contact.kind == chosen.kind && $0.contact.value == chosen.value }
                .map { named($0.contact) }
        }
        if ticket.medium == .letter { return Contact(kind: .postal, value: "", name: name) }
        let working = contacts.filter { $0.trouble == nil }.map(\.contact)
        let own = working.first { $0.kind == ticket.medium.contactKind }
        return (own ?? working.first).map(named) ?? Contact(kind: .anonymous, value: "", name: name)
    }

    private func event(_ kind: EventKind, _ facts: [String: String] = [:]) throws {
        try trail.append(kind, at: now, actor: viewer.name, ticket: ticket.id, facts: facts)
    }

    /// The text of an answer, as it would leave.
    static func notice(_ draft: ReplyDraft, words: String, recipient: Contact, desk: StageDesk) -> Notice {
        Notice(
            hub: desk.hub, ticket: desk.ticket, profile: desk.profile, recipient: recipient, purpose: .reply,
            template: draft.template ?? "reply", now: desk.now, answer: words,
            signedBy: desk.ticket.officer ?? desk.viewer.positions[desk.ticket.association]?.first)
    }
}
