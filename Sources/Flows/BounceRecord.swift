import Casework
import Foundation
import Storage

/// Step 11 for a bounce: the text that came back is marked as failed with the reason, and for good its address too.
///
/// Only a bounce that bears our token is believed, and only the address to which that text went is marked: whoever
/// writes a bounce of their own can mark nobody else's.
struct BounceRecord {
    let mark: AutomaticMark
    /// The ticket that the token proves.
    let ticket: Ticket
    let trail: EventTrail
    let now: Date

    /// Records it; a delay that the far server reports marks nothing.
    func record(on sql: any SQLConnection) throws {
        guard let about = mark.about, let sent = ReplyAddress.outgoing(inMessageID: about),
            let row = try sql.outgoing(sent.id, of: ticket.association), row.text.ticket == ticket.id,
            let failed = failure(of: row.text.recipient)
        else { return }
        if row.state.accepts(report: .failed) {
            try sql.record(.failed, of: row.text.id, ticket.association, note: failed.note)
            if row.state == .queued || row.state == .sending {
                try sql.cancel(.send, row.text.id, of: ticket.association)
            }
        }
        if failed.isHard {
            let trouble = "\(failed.reason.rawValue): \(failed.status)"
            try sql.setTrouble(trouble, of: row.text.recipient, of: ticket.association)
        }
        try trail.append(
            .contactFailed, at: now, actor: "hub", ticket: ticket.id,
            facts: [
                "status": failed.status, "reason": failed.reason.rawValue, "hard": failed.isHard ? "yes" : "no",
            ])
    }

    /// What is said of the recipient; servers that pass mail on name another address.
    private func failure(of recipient: Contact) -> FailedRecipient? {
        let failed = mark.failed.filter { !$0.isDelayed }
        return failed.first { $0.address == recipient.value } ?? failed.first
    }
}
