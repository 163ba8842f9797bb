import Casework
import Channels
import Foundation
import Storage
import Wording

/// A text about a ticket made from a template, complete with address, threading and channel.
struct Notice {
    let hub: Hub
    let ticket: Ticket
    let profile: AssociationProfile
    let recipient: Contact
    let purpose: OutgoingText.Purpose
    let template: String
    let now: Date
    var answer = ""
    var signedBy: String?

    /// The text ready for its row; nil when no channel reaches the recipient.
    func write(preferring preferred: ChannelID?) throws -> OutgoingText? {
        guard let channel = hub.channel(for: recipient, of: ticket.association, preferred: preferred) else {
            return nil
        }
        guard let template = MessageTemplate(rawValue: template) else {
            throw WordingError.unknownTemplate(template, language: ticket.language.rawValue)
        }
        let written = try hub.wording.text(
            template, language: ticket.language, association: profile, medium: channel.medium, value: value)
        let id = hub.identifier()
        var details = OutgoingText.Details()
        details.signedBy = signedBy
        if channel.medium == .email {
            details.messageID = ReplyAddress.messageID(id, ticket.reference, profile: profile, tokens: hub.tokens)
            details.replyTo = ReplyAddress.make(ticket.reference, profile: profile, tokens: hub.tokens)
        }
        return OutgoingText(
            association: ticket.association, id: id, ticket: ticket.id, reference: ticket.reference, purpose: purpose,
            channel: channel.id, medium: channel.medium, recipient: recipient, language: ticket.language,
            subject: written.subject, text: written.body, details: details, createdAt: now)
    }

    /// Queues the text and writes it into the conversation; the same cause twice does nothing (claim D7). Reminders
    /// wait for the end of the quiet hours; acknowledgements and answers do not.
    func queue(_ text: OutgoingText, cause: String, author: String = "", on sql: any SQLConnection) throws {
        var text = text
        if text.medium == .letter, text.details.letterNumber == nil {
            let year = HijriDate(CalendarDay(of: now, in: profile.calendar.timeZone)).year
            let serial = try sql.register(
                .outgoing, hijriYear: year, ticket: ticket.id, subject: text.id, at: now, of: ticket.association)
            text.details.letterNumber = "\(serial)/\(year)"
            text.details.verification = LetterProof.address(text.id, profile: profile, hub: hub)
        }
        let isPatient = purpose == .notice || purpose == .reminder
        let quiet = isPatient && text.medium == .sms ? profile.quietHours : nil
        let due = quiet?.nextLoudTime(after: now, in: profile.calendar.timeZone) ?? now
        guard try sql.queue(text, cause: cause, at: due) else { return }
        var details = MessageDetails()
        details.messageID = text.details.messageID
        details.letterNumber = text.details.letterNumber
        let entry = NewMessage(
            id: hub.identifier(), ticket: ticket.id, direction: .outgoing, medium: text.medium, outgoing: text.id,
            isAutomatic: purpose.isAutomatic, author: author.isEmpty ? purpose.rawValue : author, at: now,
            subject: text.subject, text: text.text, details: details)
        try sql.add(entry, to: ticket.association)
    }

    /// What templates may ask for about a ticket; nil for what the ticket does not know.
    private func value(_ variable: WordingVariable) -> String? {
        let language = ticket.language
        switch variable {
        case .reference: return ticket.reference.description
        case .link: return "\(hub.baseURL)/\(profile.id)/status"
        case .salutation: return Salutation.text(name: recipient.name, language: language)
        case .received: return day(ticket.openedAt)
        case .channel: return MediumName.text(ticket.medium, language)
        case .subject: return ticket.subject.isEmpty ? KindName.text(ticket.kind, language) : ticket.subject
        case .unit, .signature: return unit(language)
        case .days: return DurationName.text(profile.promises.firstAnswer(to: ticket.kind), language)
        case .date, .target: return day(ticket.dueAt ?? now)
        case .service:
            return ticket.field.flatMap(profile.field)?.name[language] ?? KindName.text(ticket.kind, language)
        case .committee: return committee(language)
        case .status: return StageName.text(ticket.stage, language)
        case .next: return StageName.next(ticket.stage, language)
        case .nextWorkday:
            let next = profile.calendar(forField: ticket.field).nextOpening(after: now) ?? now
            return CalendarDay(of: next, in: profile.calendar.timeZone).textWithWeekday(language)
        case .answer: return answer
        default: return nil
        }
    }

    private func day(_ date: Date) -> String {
        CalendarDay(of: date, in: profile.calendar.timeZone).text(ticket.language)
    }

    private func unit(_ language: Language) -> String {
        let position = (signedBy ?? ticket.officer).flatMap(profile.officer)
        return position?.title[language] ?? (language == .arabic ? "خدمة المستفيدين" : "Beneficiary Services")
    }

    private func committee(_ language: Language) -> String {
        let names = profile.committees.map { $0.name[language] }
        guard !names.isEmpty else { return unit(language) }
        return names.joined(separator: language == .arabic ? " و" : " and ")
    }
}
