import Casework

/// One line of a ticket's history.
struct EventView: Sendable {
    let what: String
    let who: String
    let eventAt: Moment

    init(_ event: TicketEvent, _ words: Words, _ calendar: WorkingCalendar, _ profile: AssociationProfile?) {
        let detail = Self.detail(event, words, profile)
        what = words["event.\(event.kind.rawValue)"] + (detail.map { "\(words["event.colon"]) \($0)" } ?? "")
        who = event.actor == "hub" ? words["event.hub"] : event.actor
        eventAt = words.moment(event.at, in: calendar)
    }

    /// What an event's facts say in words: from what to what, or why.
    private static func detail(_ event: TicketEvent, _ words: Words, _ profile: AssociationProfile?) -> String? {
        let to = event.facts["to"].map { name($0, event.kind, words, profile) }
        let from = event.facts["from"].map { name($0, event.kind, words, profile) }
        if let from, let to { return words.fill("event.change", ["from": from, "to": to]) }
        return to ?? from ?? event.facts["reason"]
    }

    private static func name(
        _ value: String, _ kind: EventKind, _ words: Words, _ profile: AssociationProfile?
    ) -> String {
        switch kind {
        case .kindChanged: MessageKind(rawValue: value).map { words.kind($0) } ?? value
        case .urgencyChanged: Urgency(rawValue: value).map { words.urgency($0) } ?? value
        case .fieldChanged: words.field(value.isEmpty ? nil : value, of: profile)
        case .officerChanged, .routed: words.officer(value.isEmpty ? nil : value, of: profile)
        default: value
        }
    }
}
