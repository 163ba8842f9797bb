import Casework
import Foundation

/// When an answer is owed, in words, and how pressing that is.
struct DueView: Sendable {
    /// «باقي ٣ ساعات», "2 days late".
    let label: String
    /// Both calendars, for the tooltip and the reader of screens.
    let exact: String
    let iso: String
    /// `late`, `soon` or `later`: the class that colours it.
    let mood: String

    /// Below this many seconds it is soon.
    private static let soonSeconds = 4 * 3600.0

    /// The due time of a ticket; nil when nothing is promised or nothing is owed.
    init?(_ ticket: Ticket, _ words: Words, _ calendar: WorkingCalendar) {
        guard let dueAt = ticket.dueAt, ticket.stage.isOwed else { return nil }
        let left = dueAt.timeIntervalSince(words.now)
        let moment = words.moment(dueAt, in: calendar)
        label = words.fill(left < 0 ? "due.late" : "due.left", ["span": words.span(abs(left))])
        exact = moment.exact
        iso = moment.iso
        mood = left < 0 ? "late" : left < Self.soonSeconds ? "soon" : "later"
    }
}
