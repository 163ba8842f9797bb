import Casework
import Foundation

/// The page of one ticket, and the steps that an officer does on it.
struct TicketPages: Sendable {
    /// The longest answer or note, in characters.
    static let longestText = 20_000
    /// The longest reason for closing, in characters.
    static let longestReason = 1_000

    let site: Site

    var endpoints: [Endpoint] {
        let (association, reference) = (":association", ":reference")
        return [
            .get(.ticket(association, reference), .officer) { try await show($0) },
            .post(.classification(association, reference), .officer) { visit in
                try await perform(classification(visit), visit, done: "classified")
            },
            .post(.assignment(association, reference), .officer) { visit in
                let officer = visit.field("officer")
                return try await perform(.assign(officer: officer.isEmpty ? nil : officer), visit, done: "assigned")
            },
            .post(.notes(association, reference), .officer) { visit in
                try await perform(.note(try text(visit, "note", limit: Self.longestText)), visit, done: "noted")
            },
            .post(.closure(association, reference), .officer) { visit in
                try await perform(
                    .close(reason: try text(visit, "reason", limit: Self.longestReason)), visit, done: "closed")
            },
            .post(.reopening(association, reference), .officer) { try await perform(.reopen, $0, done: "reopened") },
            .post(.preview(association, reference), .officer) { try await preview($0) },
            .post(.reply(association, reference), .officer) { try await reply($0) },
        ]
    }

    private func show(_ visit: Visit) async throws -> Answer {
        let page = try await page(visit)
        let draft = ReplyDraft(
            association: page.ticket.association, reference: page.ticket.reference, text: "",
            onceKey: Seal.randomToken())
        return try await show(page, draft, visit)
    }

    private func show(
        _ page: TicketPage, _ draft: ReplyDraft, _ visit: Visit, preview: ReplyPreview? = nil, problem: String? = nil,
        status: Int = 200
    ) async throws -> Answer {
        let words = site.words(visit)
        let templates = site.configuration.replyTemplates(page.ticket)
        let composer = ComposerView(
            page, draft, templates: templates, words: words, preview: preview.map { PreviewView($0, words) },
            problem: problem)
        let view = TicketPageView(page, composer, site, words)
        return try await site.consolePage(
            "console/ticket", view, visit, title: "\(view.row.reference) · \(view.row.subject)",
            current: .ticket(page.ticket), status: status)
    }

    /// Shows what would leave, under the draft that can still be changed.
    private func preview(_ visit: Visit) async throws -> Answer {
        let page = try await page(visit)
        let draft = try draft(visit, page)
        guard isWritten(draft) else { return try await refuse(page, draft, visit, "problem.reply_empty") }
        let preview = try await site.desk.preview(draft, for: visit.viewer)
        return try await show(page, draft, visit, preview: preview)
    }

    private func reply(_ visit: Visit) async throws -> Answer {
        let page = try await page(visit)
        let draft = try draft(visit, page)
        guard isWritten(draft) else { return try await refuse(page, draft, visit, "problem.reply_empty") }
        let action = TicketAction(association: draft.association, reference: draft.reference, step: .reply(draft))
        switch try await site.desk.perform(action, for: visit.viewer) {
        case .done: return .see(.ticket(page.ticket), query: draft.asksForMore ? "?done=asked" : "?done=replied")
        case .notFound: throw Refusal.notFound
        case .refused: return try await refuse(page, draft, visit, "problem.refused")
        case .invalid(_, let reason): return try await refuse(page, draft, visit, "problem.\(reason)")
        }
    }

    private func refuse(_ page: TicketPage, _ draft: ReplyDraft, _ visit: Visit, _ key: String) async throws -> Answer {
        try await show(page, draft, visit, problem: problem(key, visit), status: 422)
    }

    private func perform(_ step: TicketAction.Step, _ visit: Visit, done: String) async throws -> Answer {
        let (association, reference) = (try visit.association(), try visit.reference())
        let action = TicketAction(association: association, reference: reference, step: step)
        let key: String
        switch try await site.desk.perform(action, for: visit.viewer) {
        case .done: return .see(.ticket(association.rawValue, reference.description), query: "?done=\(done)")
        case .notFound: throw Refusal.notFound
        case .refused: key = "problem.refused"
        case .invalid(_, let reason): key = "problem.\(reason)"
        }
        let page = try await page(visit)
        let draft = ReplyDraft(
            association: association, reference: reference, text: "", onceKey: Seal.randomToken())
        return try await refuse(page, draft, visit, key)
    }

    private func page(_ visit: Visit) async throws -> TicketPage {
        let (association, reference) = (try visit.association(), try visit.reference())
        guard let page = try await site.desk.ticket(association, reference, for: visit.viewer) else {
            throw Refusal.notFound
        }
        return page
    }

    /// The draft as the form holds it; an answer goes only to a contact that the ticket's person is known by.
    private func draft(_ visit: Visit, _ page: TicketPage) throws -> ReplyDraft {
        let template = visit.field("template")
        let chosen = visit.field("recipient")
        let recipient = ComposerView.usable(page).first { ComposerView.value($0) == chosen }
        guard chosen == ComposerView.ownChannel || recipient != nil else { throw Refusal.malformed }
        let key = visit.field("once")
        return ReplyDraft(
            association: page.ticket.association, reference: page.ticket.reference,
            template: template.isEmpty ? nil : template, text: String(visit.field("text").prefix(Self.longestText)),
            recipient: recipient, asksForMore: visit.isTicked("asks"),
            onceKey: key.utf8.count == 32 ? key : Seal.randomToken())
    }

    private func isWritten(_ draft: ReplyDraft) -> Bool { !draft.text.isEmpty || draft.template != nil }

    private func classification(_ visit: Visit) -> TicketAction.Step {
        let field = visit.field("field")
        return .classify(
            kind: MessageKind(rawValue: visit.field("kind")), field: field.isEmpty ? nil : field,
            urgency: Urgency(rawValue: visit.field("urgency")))
    }

    private func text(_ visit: Visit, _ name: String, limit: Int) throws -> String {
        String(visit.field(name).prefix(limit))
    }

    /// The words for a problem; a plain sentence when the hub names one that the pages do not know.
    private func problem(_ key: String, _ visit: Visit) -> String {
        let words = site.words(visit)
        return words[key] == key ? words["problem.invalid"] : words[key]
    }
}
