import Casework
import Foundation
import Synchronization

/// A desk in memory: rights by position as the store keeps them, steps that only change the stage.
final class SampleDesk: Desk {
    let profiles = SampleProfiles.all()
    private let cases: Mutex<[SampleTickets.Case]>
    private let done = Mutex<[TicketAction.Step]>([])
    private let now: Date

    init(now: Date) {
        self.now = now
        cases = Mutex(SampleTickets(now: now).all())
    }

    /// What officers did, in order.
    var steps: [TicketAction.Step] { done.withLock { $0 } }

    func tickets(_ list: TicketList, for viewer: Viewer) async throws -> TicketListPage {
        let rows = visible(to: viewer).filter { belongs($0.page.ticket, to: list) && matches($0, list.search) }
        let sorted = rows.sorted { ($0.page.ticket.dueAt ?? .distantFuture) < ($1.page.ticket.dueAt ?? .distantFuture) }
        return TicketListPage(rows: sorted.map { row($0) }, hasMore: false)
    }

    func counts(for viewer: Viewer) async throws -> DeskCounts {
        let tickets = visible(to: viewer).map(\.page.ticket)
        var counts = DeskCounts()
        counts.mine = tickets.count { $0.stage.isOwed && $0.officer != nil }
        counts.overdue = tickets.count { $0.stage.isOwed && ($0.dueAt ?? .distantFuture) < now }
        counts.triage = tickets.count { $0.stage == .triage }
        counts.urgent = tickets.count { $0.urgency == .emergency }
        counts.setAside = 2
        counts.undelivered = 2
        return counts
    }

    func ticket(
        _ association: AssociationID, _ reference: ReferenceNumber, for viewer: Viewer
    ) async throws -> TicketPage? {
        find(association, reference, viewer)?.page
    }

    func attachment(
        _ association: AssociationID, _ reference: ReferenceNumber, message: Identifier, index: Int, for viewer: Viewer
    ) async throws -> (AttachmentNote, Data)? {
        let messages = find(association, reference, viewer)?.page.messages ?? []
        guard let note = messages.first(where: { $0.id == message })?.attachments.first(where: { $0.index == index })
        else { return nil }
        let isPicture = note.name?.hasSuffix(".png") ?? false
        return (note, isPicture ? SampleFiles.png : Data("<script>alert(3)</script>".utf8))
    }

    func rawSource(
        _ association: AssociationID, _ reference: ReferenceNumber, message: Identifier, for viewer: Viewer
    ) async throws -> Data? {
        find(association, reference, viewer).map { _ in Data("Subject: sample\r\n\r\n<b>raw</b>".utf8) }
    }

    func safeHTML(
        _ association: AssociationID, _ reference: ReferenceNumber, message: Identifier, showRemoteImages: Bool,
        for viewer: Viewer
    ) async throws -> String? {
        find(association, reference, viewer).map { _ in "<p>السلام عليكم <b>ورحمة الله</b></p>" }
    }

    func letterPDF(
        _ association: AssociationID, _ reference: ReferenceNumber, message: Identifier, for viewer: Viewer
    ) async throws -> Data? {
        guard let page = find(association, reference, viewer)?.page, page.ticket.medium == .letter else { return nil }
        return Data("%PDF-1.7".utf8)
    }

    func preview(_ draft: ReplyDraft, for viewer: Viewer) async throws -> ReplyPreview {
        let ticket = find(draft.association, draft.reference, viewer)?.page.ticket
        let recipient = draft.recipient ?? Contact(kind: .email, value: "person1@example.org")
        let isShort = recipient.kind == .phone
        let text = draft.text.isEmpty ? "نأمل استكمال المستندات المطلوبة." : draft.text
        return ReplyPreview(
            medium: isShort ? .sms : .email, recipient: recipient, subject: isShort ? "" : ticket?.subject ?? "",
            text: isShort ? text : "السلام عليكم ورحمة الله وبركاته، وبعد:\n\n\(text)\n\nوتقبلوا خالص التحية والتقدير.",
            segments: isShort ? SMSSegments.count(text).segments : nil, pages: nil)
    }

    func perform(_ action: TicketAction, for viewer: Viewer) async throws -> ActionResult {
        guard let ticket = find(action.association, action.reference, viewer)?.page.ticket else { return .notFound }
        if case .close(let reason) = action.step, reason.isEmpty {
            return .invalid(field: "reason", reason: "reason_missing")
        }
        if case .reopen = action.step, ticket.stage != .closed {
            return .refused(StepRefusal(stage: ticket.stage, step: .reopen))
        }
        done.withLock { $0.append(action.step) }
        return .done
    }

    func letterProof(_ association: AssociationID, code: String) async throws -> LetterProof? {
        code == "good"
            ? LetterProof(letterNumber: "12/1447", writtenAt: Date(timeIntervalSince1970: 1_770_706_800)) : nil
    }

    func publicStatus(_ association: AssociationID, number: String, contact: String) async throws -> PublicStatus? {
        guard let reference = ReferenceNumber(number), contact == "person1@example.org",
            let page = cases.withLock({ $0 }).first(where: { $0.page.ticket.reference == reference })?.page,
            page.ticket.association == association
        else { return nil }
        return PublicStatus(
            reference: reference, stage: page.ticket.stage, openedAt: page.ticket.openedAt,
            updatedAt: page.ticket.updatedAt, dueAt: page.ticket.dueAt, answers: ["سنتصل بك خلال ساعة بخصوص الدواء."])
    }

    func changes(for viewer: Viewer) -> AsyncStream<DeskChange> {
        AsyncStream { continuation in
            continuation.yield(DeskChange(reference: SampleTickets.reference(1)))
        }
    }

    /// Sealed tickets are for those who hold the safeguarding position, administrators or not.
    private func visible(to viewer: Viewer) -> [SampleTickets.Case] {
        cases.withLock { $0 }.filter { item in
            let ticket = item.page.ticket
            let held = viewer.positions[ticket.association] ?? []
            if ticket.isSealed { return held.contains("safeguarding") }
            return viewer.isAdministrator || !held.isEmpty
        }
    }

    private func find(
        _ association: AssociationID, _ reference: ReferenceNumber, _ viewer: Viewer
    ) -> SampleTickets.Case? {
        visible(to: viewer).first { $0.page.ticket.association == association && $0.page.ticket.reference == reference }
    }

    private func belongs(_ ticket: Ticket, to list: TicketList) -> Bool {
        if let association = list.association, association != ticket.association { return false }
        switch list.scope {
        case .mine: return ticket.stage.isOwed && ticket.officer != nil
        case .triage: return ticket.stage == .triage
        case .waiting: return ticket.stage == .waiting || ticket.stage == .answered
        case .closed: return ticket.stage == .closed
        case .all: return ticket.stage.isLive
        }
    }

    private func matches(_ item: SampleTickets.Case, _ search: String) -> Bool {
        search.isEmpty || item.snippet.contains(search) || item.page.ticket.subject.contains(search)
    }

    private func row(_ item: SampleTickets.Case) -> TicketRow {
        TicketRow(
            ticket: item.page.ticket, personName: item.page.personName ?? "", snippet: item.snippet,
            messages: item.page.messages.count, isUnanswered: item.page.messages.last?.direction == .incoming)
    }
}
