public import Casework
import Channels
import Foundation
import Markup
import Storage
import Typesetting

/// The console's desk on the store and the flows.
public struct HubDesk: Desk {
    let hub: Hub

    /// The desk of a hub.
    public init(hub: Hub) { self.hub = hub }

    /// The profiles in force.
    public var profiles: [AssociationProfile] { hub.profiles }

    /// A page of tickets over the associations that the viewer serves.
    public func tickets(_ list: TicketList, for viewer: Viewer) async throws -> TicketListPage {
        let profiles = served(by: viewer, only: list.association)
        let words = SearchFlow.words(of: list.search)
        return try await hub.database.read { sql in
            var page = TicketListPage(rows: [], hasMore: false)
            for profile in profiles {
                let part = try sql.tickets(
                    list, words: words, of: profile.id, sealedPositions: profile.safeguardingPair.map(\.id),
                    for: viewer)
                page.rows += part.rows
                page.hasMore = page.hasMore || part.hasMore
            }
            if profiles.count > 1 { page.rows.sort(by: list.scope.comesBefore) }
            return page
        }
    }

    /// The figures beside the menu.
    public func counts(for viewer: Viewer) async throws -> DeskCounts {
        let profiles = served(by: viewer, only: nil)
        let now = hub.now()
        return try await hub.database.read { sql in
            var sum = DeskCounts()
            for profile in profiles {
                let part = try sql.counts(
                    of: profile.id, sealedPositions: profile.safeguardingPair.map(\.id), for: viewer, now: now)
                sum.mine += part.mine
                sum.overdue += part.overdue
                sum.triage += part.triage
                sum.urgent += part.urgent
                sum.setAside += part.setAside
                sum.undelivered += part.undelivered
            }
            return sum
        }
    }

    /// One ticket; the reading is recorded in the audit trail.
    public func ticket(
        _ association: AssociationID, _ reference: ReferenceNumber, for viewer: Viewer
    ) async throws -> TicketPage? {
        guard let profile = hub.profile(association) else { return nil }
        let sealed = profile.safeguardingPair.map(\.id)
        let now = hub.now()
        let page = try await hub.database.read { sql -> TicketPage? in
            guard let ticket = try sql.ticket(reference, of: association, sealedPositions: sealed, for: viewer) else {
                return nil
            }
            let (reading, mentions) = try sql.reading(ofTicket: ticket.id, association)
            let others = try sql.tickets(of: ticket.person, association).filter { other in
                guard other.id != ticket.id else { return false }
                return try sql.ticket(other.reference, of: association, sealedPositions: sealed, for: viewer) != nil
            }
            return TicketPage(
                ticket: ticket, personName: try sql.personName(ticket.person, of: association),
                contacts: try sql.contacts(of: ticket.person, association),
                messages: try sql.conversation(of: ticket.id, association),
                events: try sql.events(ofTicket: ticket.id, association), reading: reading, others: others,
                mentions: mentions)
        }
        guard let page else { return nil }
        try await hub.database.write { sql in
            try EventTrail(sql, association).append(
                .viewed, at: now, actor: "account-\(viewer.user)", ticket: page.ticket.id)
        }
        return page
    }

    /// What would leave if this reply were sent.
    public func preview(_ draft: ReplyDraft, for viewer: Viewer) async throws -> ReplyPreview {
        guard let profile = hub.profile(draft.association) else { throw DeskError.notFound }
        let sealed = profile.safeguardingPair.map(\.id)
        let now = hub.now()
        return try await hub.database.read { sql in
            guard
                let ticket = try sql.ticket(
                    draft.reference, of: draft.association, sealedPositions: sealed, for: viewer)
            else { throw DeskError.notFound }
            let desk = StageDesk(
                hub: hub, viewer: viewer, profile: profile, ticket: ticket, now: now, sql: sql,
                trail: EventTrail(sql, draft.association))
            guard let recipient = try desk.recipient(chosen: draft.recipient) else { throw DeskError.noContact }
            let notice = StageDesk.notice(draft, words: draft.text, recipient: recipient, desk: desk)
            guard let text = try notice.write(preferring: ticket.channel) else { throw DeskError.noContact }
            let segments = text.medium == .sms ? SMSSegments.count(text.text).segments : nil
            let pages = text.medium == .letter ? LetterComposer.text(of: text, profile).pages.count : nil
            return ReplyPreview(
                medium: text.medium, recipient: recipient, subject: text.subject, text: text.text, segments: segments,
                pages: pages)
        }
    }

    /// Does a step on a ticket.
    public func perform(_ action: TicketAction, for viewer: Viewer) async throws -> ActionResult {
        try await StageFlow(hub: hub, viewer: viewer).perform(action)
    }

    /// Ends when the client goes.
    public func changes(for viewer: Viewer) -> AsyncStream<DeskChange> {
        let served = Set(served(by: viewer, only: nil).map(\.id))
        let news = hub.news.news()
        return AsyncStream { continuation in
            let task = Task {
                // Only "something changed": whether the viewer may see it is decided by the queries that follow.
                for await item in news where served.contains(item.association) {
                    continuation.yield(DeskChange(reference: nil))
                }
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// The associations in which the viewer has work; an administrator serves all.
    func served(by viewer: Viewer, only association: AssociationID?) -> [AssociationProfile] {
        hub.profiles.filter { profile in
            (association == nil || profile.id == association)
                && (viewer.isAdministrator || !(viewer.positions[profile.id] ?? []).isEmpty)
        }
    }
}

/// What a console page cannot be given.
enum DeskError: Error {
    case notFound
    case noContact
}

extension TicketList.Scope {
    fileprivate func comesBefore(_ left: TicketRow, _ right: TicketRow) -> Bool {
        switch self {
        case .mine, .triage, .all:
            let urgent = (left.ticket.urgency.rank <= 1 ? 0 : 1, right.ticket.urgency.rank <= 1 ? 0 : 1)
            if urgent.0 != urgent.1 { return urgent.0 < urgent.1 }
            return (left.ticket.dueAt ?? .distantFuture) < (right.ticket.dueAt ?? .distantFuture)
        case .waiting, .closed: return left.ticket.updatedAt > right.ticket.updatedAt
        }
    }
}
