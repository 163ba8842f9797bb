import Casework

/// One ticket in a list.
struct TicketRowView: Sendable {
    let url: String
    let reference: String
    let subject: String
    let person: String
    let snippet: String
    let kind: String
    let field: String
    let urgency: String
    let urgencyName: String
    let isPressing: Bool
    let stage: String
    let stageName: String
    let medium: String
    let mediumName: String
    let due: DueView?
    let updated: Moment
    let officer: String
    let associationName: String
    let messages: String
    let isUnanswered: Bool
    let isSealed: Bool

    /// A row in the words of a language.
    init(_ row: TicketRow, _ words: Words, _ profile: AssociationProfile?) {
        let ticket = row.ticket
        let calendar = profile?.calendar(forField: ticket.field) ?? .anywhere
        url = ConsoleRoute.ticket(ticket).path
        reference = ticket.reference.description
        subject = ticket.subject.isEmpty ? words["ticket.no_subject"] : ticket.subject
        person = row.personName.isEmpty ? words["contact.anonymous"] : row.personName
        snippet = row.snippet
        kind = words.kind(ticket.kind)
        field = words.field(ticket.field, of: profile)
        urgency = ticket.urgency.rawValue
        urgencyName = words.urgency(ticket.urgency)
        isPressing = ticket.urgency <= .high
        stage = ticket.stage.rawValue
        stageName = words.stage(ticket.stage)
        medium = ticket.medium.rawValue
        mediumName = words.medium(ticket.medium)
        due = DueView(ticket, words, calendar)
        updated = words.moment(ticket.updatedAt, in: calendar)
        officer = words.officer(ticket.officer, of: profile)
        associationName = profile?.shortName[words.language] ?? ticket.association.rawValue
        messages = words.count(row.messages, "message")
        isUnanswered = row.isUnanswered
        isSealed = ticket.isSealed
    }
}

extension WorkingCalendar {
    /// Riyadh's clock, for rows whose association is no longer in the settings.
    static let anywhere = WorkingCalendar(week: .aroundTheClock, holidays: [])
}
