import Casework

/// A ticket with its conversation and everything that can be done with it.
struct TicketPageView: Sendable {
    let row: TicketRowView
    let opened: Moment
    let isClosed: Bool
    let sealedNote: String?
    let messages: [MessageView]
    let messagesTitle: String
    let events: [EventView]
    let eventsTitle: String
    let reading: ReadingView?
    let person: PersonView
    let others: [OtherTicketView]
    let othersTitle: String?
    let mentions: [OtherTicketView]
    let hasMentions: Bool
    let actions: TicketActionsView
    let composer: ComposerView

    init(_ page: TicketPage, _ composer: ComposerView, _ site: Site, _ words: Words) {
        let ticket = page.ticket
        let profile = site.profile(ticket.association)
        let calendar = profile?.calendar(forField: ticket.field) ?? .anywhere
        let name = page.personName ?? page.contacts.first.map { words.contact($0.contact) }
        let row = TicketRow(
            ticket: ticket, personName: name ?? words["contact.anonymous"], snippet: "",
            messages: page.messages.count, isUnanswered: false)
        self.row = TicketRowView(row, words, profile)
        opened = words.moment(ticket.openedAt, in: calendar)
        isClosed = ticket.stage == .closed
        sealedNote = ticket.isSealed ? words["ticket.sealed_note"] : nil
        messages = page.messages.map { MessageView($0, of: ticket, words, calendar) }
        messagesTitle = words.count(messages.count, "message")
        events = page.events.map { EventView($0, words, calendar, profile) }
        eventsTitle = words.count(events.count, "event")
        reading = page.reading.map { ReadingView($0, words, profile) }
        person = PersonView(page, words)
        others = page.others.map { OtherTicketView($0, words) }
        othersTitle = others.isEmpty ? nil : words.count(others.count, "ticket")
        mentions = page.mentions.map { OtherTicketView($0, in: ticket.association) }
        hasMentions = !mentions.isEmpty
        actions = TicketActionsView(ticket, words, profile)
        self.composer = composer
    }
}

/// The person of a ticket and the ways to reach them.
struct PersonView: Sendable {
    /// One way.
    struct Way: Sendable {
        let value: String
        let kindName: String
        /// Why it is not used any more; nil while it works.
        let trouble: String?
    }

    let personName: String
    let ways: [Way]
    let hasWays: Bool

    init(_ page: TicketPage, _ words: Words) {
        personName = page.personName ?? words["person.no_name"]
        ways = page.contacts.filter { $0.contact.kind != .anonymous }.map { known in
            Way(
                value: known.contact.value, kindName: words["contact.\(known.contact.kind.rawValue)"],
                trouble: known.trouble.map(words.sentence))
        }
        hasWays = !ways.isEmpty
    }
}

/// A link to another ticket.
struct OtherTicketView: Sendable {
    let otherURL: String
    let otherReference: String
    let otherSubject: String?
    let otherStage: String?

    init(_ ticket: Ticket, _ words: Words) {
        otherURL = ConsoleRoute.ticket(ticket).path
        otherReference = ticket.reference.description
        otherSubject = ticket.subject.isEmpty ? words.kind(ticket.kind) : ticket.subject
        otherStage = words.stage(ticket.stage)
    }

    init(_ reference: ReferenceNumber, in association: AssociationID) {
        otherURL = ConsoleRoute.ticket(association.rawValue, reference.description).path
        otherReference = reference.description
        otherSubject = nil
        otherStage = nil
    }
}

/// The forms beside a ticket: correct what was read, give it away, close it.
struct TicketActionsView: Sendable {
    let classifyURL: String
    let kinds: [Choice]
    let fields: [Choice]
    let urgencies: [Choice]
    let assignURL: String
    let officers: [Choice]
    let noteURL: String
    let closeURL: String
    let reopenURL: String

    init(_ ticket: Ticket, _ words: Words, _ profile: AssociationProfile?) {
        let (association, reference) = (ticket.association.rawValue, ticket.reference.description)
        classifyURL = ConsoleRoute.classification(association, reference).path
        assignURL = ConsoleRoute.assignment(association, reference).path
        noteURL = ConsoleRoute.notes(association, reference).path
        closeURL = ConsoleRoute.closure(association, reference).path
        reopenURL = ConsoleRoute.reopening(association, reference).path
        kinds = Choice.list(
            MessageKind.allCases.map { (value: $0.rawValue, label: words.kind($0)) }, selected: ticket.kind.rawValue)
        urgencies = Choice.list(
            Urgency.allCases.map { (value: $0.rawValue, label: words.urgency($0)) }, selected: ticket.urgency.rawValue)
        let names = (profile?.fields ?? []).map { (value: $0.id, label: $0.name[words.language]) }
        let none = ticket.field == nil ? [(value: "", label: words["ticket.no_field"])] : []
        fields = Choice.list(none + names, selected: ticket.field ?? "")
        let titles = (profile?.officers ?? []).map { (value: $0.id, label: $0.title[words.language]) }
        officers = Choice.list(
            [(value: "", label: words["ticket.to_triage"])] + titles, selected: ticket.officer ?? "")
    }
}
