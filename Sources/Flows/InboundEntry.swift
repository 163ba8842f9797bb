import Casework
import Foundation
import Storage

/// Step 11 for one message: all rows of a decision, written in one go.
struct InboundEntry {
    let hub: Hub
    let row: DeliveryRow
    let message: IncomingMessage
    let read: ReadText
    let facts: InboundFacts
    let profile: AssociationProfile
    let decision: InboundDecision

    /// A new ticket with its first message, its promise and the acknowledgement.
    func open(_ new: NewTicket, desk: inout InboundRecorder.Desk, on sql: any SQLConnection) throws {
        let person = try identify(language: new.language, on: sql)
        let ticket = Ticket(
            association: row.association, id: hub.identifier(), reference: row.receipt, kind: new.kind,
            field: new.field, urgency: new.urgency, stage: new.stage, channel: row.channel, medium: message.medium,
            officer: new.officer, person: person, subject: message.subject.cut(to: 300),
            language: new.language, isSealed: new.isSealed, openedAt: row.receivedAt, dueAt: new.dueAt,
            updatedAt: facts.now)
        try sql.add(ticket, reading: read, mentions: new.mentions)
        if let officer = new.officer { desk.counted.loads[officer, default: 0] += 1 }
        try sql.schedule(
            .promise, ticket.id, of: row.association,
            at: PromiseFlow.firstLook(opened: facts.now, due: new.dueAt), waits: true)
        try write(into: ticket, desk: desk, on: sql)
        if case .send(let template) = decision.acknowledgement {
            try acknowledge(template, ticket: ticket, on: sql)
        }
    }

    /// A message that belongs to a ticket already there.
    func join(_ ticket: Ticket, desk: inout InboundRecorder.Desk, on sql: any SQLConnection) throws {
        try sql.update(ticket)
        if decision.events.contains(where: { $0.kind == .promised }), let due = ticket.dueAt {
            try sql.schedule(
                .promise, ticket.id, of: row.association, at: PromiseFlow.firstLook(opened: facts.now, due: due),
                waits: true)
        }
        try write(into: ticket, desk: desk, on: sql)
    }

    /// The person behind the sender, added when unknown; further contacts given in the message become theirs.
    private func identify(language: Language, on sql: any SQLConnection) throws -> Identifier {
        let person = facts.person?.id ?? hub.identifier()
        if facts.person == nil {
            try sql.addPerson(person, name: message.sender.name, language: language, at: facts.now, to: row.association)
            try sql.addContact(message.sender, to: person, of: row.association)
        }
        if message.medium == .web || message.medium == .letter {
            for contact in message.otherContacts.prefix(4) {
                try sql.addContact(contact, to: person, of: row.association)
            }
        }
        if message.declared.keepSilent {
            for contact in [message.sender] + message.otherContacts.prefix(4) {
                try sql.setTrouble("keep-silent", of: contact, of: row.association)
            }
        }
        return person
    }

    private func write(into ticket: Ticket, desk: InboundRecorder.Desk, on sql: any SQLConnection) throws {
        var details = MessageDetails()
        details.attachments = message.attachments.isEmpty ? nil : message.attachments
        details.hasHTML = message.hasHTML ? true : nil
        details.warnings = message.warnings.isEmpty ? nil : message.warnings
        details.receipt = row.receipt
        details.messageID = message.messageID
        if facts.person?.id != ticket.person, !message.sender.value.isEmpty { details.from = message.sender }
        if message.medium == .letter {
            let year = HijriDate(CalendarDay(of: facts.now, in: profile.calendar.timeZone)).year
            let serial = try sql.register(
                .incoming, hijriYear: year, ticket: ticket.id, subject: row.id, at: facts.now, of: row.association)
            details.letterNumber = "\(serial)/\(year)"
        }
        let folded = [message.quotedText, message.signature].filter { !$0.isEmpty }.joined(separator: "\n\n")
        let entry = NewMessage(
            id: hub.identifier(), ticket: ticket.id, direction: .incoming, medium: message.medium, delivery: row.id,
            isAutomatic: message.automatic != nil, author: message.sender.name ?? message.sender.value,
            at: row.receivedAt, subject: message.subject.cut(to: 300), text: message.replyText, folded: folded,
            details: details)
        try sql.add(entry, to: row.association)
        if let id = message.messageID { try sql.addMessageID(id, ticket: ticket.id, of: row.association) }
        for event in decision.events {
            try desk.trail.append(event.kind, at: facts.now, actor: "hub", ticket: ticket.id, facts: event.facts)
        }
        try sql.settle(row.id, of: row.association, as: .ticketed, ticket: ticket.id)
    }

    /// Step 10: the text by which the sender learns at once that the message arrived.
    private func acknowledge(_ template: String, ticket: Ticket, on sql: any SQLConnection) throws {
        let notice = Notice(
            hub: hub, ticket: ticket, profile: profile, recipient: message.answerContact, purpose: .acknowledgement,
            template: template, now: facts.now)
        guard var text = try notice.write(preferring: row.channel) else { return }
        text.details.inReplyTo = message.messageID
        text.details.references = Array(
            (message.references.suffix(18) + [message.messageID].compactMap(\.self)).reduced())
        try notice.queue(text, cause: "delivery-\(row.id)", on: sql)
    }
}

extension String {
    /// The first characters of a text; a text with no more bytes than that is not counted through.
    func cut(to count: Int) -> String { utf8.count <= count ? self : String(prefix(count)) }
}

extension Array where Element: Hashable {
    /// The elements in order, each once.
    func reduced() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
