import Casework
import Foundation
import Storage

/// What happens when an officer does something to a ticket: load it with the officer's rights ▶ ask the stage whether the
/// step is possible ▶ record the change, its event and what leaves, in one transaction.
struct StageFlow: Sendable {
    let hub: Hub
    let viewer: Viewer

    func perform(_ action: TicketAction) async throws -> ActionResult {
        guard let profile = hub.profile(action.association) else { return .notFound }
        let sealed = profile.safeguardingPair.map(\.id)
        let now = hub.now()
        let result = try await hub.database.write { sql -> ActionResult in
            guard
                let ticket = try sql.ticket(
                    action.reference, of: action.association, sealedPositions: sealed, for: viewer, locked: true)
            else { return .notFound }
            let desk = StageDesk(
                hub: hub, viewer: viewer, profile: profile, ticket: ticket, now: now, sql: sql,
                trail: EventTrail(sql, action.association))
            switch action.step {
            case .reply(let draft): return try desk.reply(draft)
            case .note(let text): return try desk.note(text)
            case .classify(let kind, let field, let urgency):
                return try desk.classify(kind: kind, field: field, urgency: urgency)
            case .assign(let officer): return try desk.assign(officer)
            case .close(let reason): return try desk.close(reason)
            case .reopen: return try desk.reopen()
            }
        }
        if result == .done {
            for bell in hub.queued.values { bell.ring() }
            hub.news.announce((action.association, DeskChange(reference: action.reference)))
        }
        return result
    }
}
