public import Casework
public import Foundation

extension SQLConnection {
    /// Queues a text and schedules its sending. The same cause for the same ticket and purpose queues nothing twice
    /// (claim D7); returns whether it is new.
    @discardableResult
    public func queue(_ text: OutgoingText, cause: String, at due: Date) throws -> Bool {
        let changed = try run(
            """
            INSERT INTO outbox (association, id, ticket, reference, purpose, cause, channel, medium, recipient_kind,
            recipient, recipient_name, language, subject, text, details, state, attempts, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'queued', 0, $16)
            ON CONFLICT (association, ticket, purpose, cause) DO NOTHING
            """,
            [
                .text(text.association.rawValue), .int(text.id), .int(text.ticket), .text(text.reference.description),
                .text(text.purpose.rawValue), .text(cause), .text(text.channel.rawValue), .text(text.medium.rawValue),
                .text(text.recipient.kind.rawValue), .text(text.recipient.value), .text(orNull: text.recipient.name),
                .text(text.language.rawValue), .text(text.subject), .text(text.text), .json(text.details),
                .date(text.createdAt),
            ])
        guard changed == 1 else { return false }
        try schedule(
            .send, text.id, of: text.association, lane: text.channel.rawValue, at: due, waits: due > text.createdAt)
        return true
    }

    /// An outgoing text with where it stands.
    public func outgoing(_ id: Identifier, of association: AssociationID) throws -> OutgoingRow? {
        try first(
            "SELECT \(outgoingColumns) FROM outbox WHERE association = $1 AND id = $2",
            [.text(association.rawValue), .int(id)]
        ).map(outgoingRow)
    }

    /// Outgoing texts, newest first; only those that need a person when `failing`; those of sealed tickets only when
    /// `includingSealed` (promise P9).
    public func outgoing(
        of association: AssociationID, failing: Bool, includingSealed: Bool, limit: Int
    ) throws -> [OutgoingRow] {
        let unsealed = """
            AND NOT EXISTS (SELECT 1 FROM tickets WHERE tickets.association = outbox.association
            AND tickets.id = outbox.ticket AND tickets.sealed = 1)
            """
        return try query(
            """
            SELECT \(outgoingColumns) FROM outbox WHERE association = $1
            \(failing ? "AND state IN ('failed', 'uncertain', 'held')" : "") \(includingSealed ? "" : unsealed)
            ORDER BY id DESC LIMIT $2
            """, [.text(association.rawValue), .count(limit)]
        ).map(outgoingRow)
    }

    /// Outgoing texts after a row, oldest first, for listings that go through all.
    public func outgoing(of association: AssociationID, after id: Identifier, limit: Int) throws -> [OutgoingRow] {
        try query(
            "SELECT \(outgoingColumns) FROM outbox WHERE association = $1 AND id > $2 ORDER BY id LIMIT $3",
            [.text(association.rawValue), .int(id), .count(limit)]
        ).map(outgoingRow)
    }

    /// Records where a text stands after an attempt or a report.
    public func record(
        _ state: DeliveryState, of id: Identifier, _ association: AssociationID, attempts: Int? = nil,
        providerID: String? = nil, note: String? = nil, sentAt: Date? = nil
    ) throws {
        try run(
            """
            UPDATE outbox SET state = $3, attempts = coalesce($4, attempts), provider_id = coalesce($5, provider_id),
            note = $6, sent_at = coalesce($7, sent_at) WHERE association = $1 AND id = $2
            """,
            [
                .text(association.rawValue), .int(id), .text(state.rawValue), .int(orNull: attempts.map(Int64.init)),
                .text(orNull: providerID), .text(orNull: note), .date(orNull: sentAt),
            ])
    }

    /// The text that a provider's report is about.
    public func outgoing(reported report: DeliveryReport, on channel: ChannelID) throws -> OutgoingRow? {
        if report.isOurNumber {
            guard let id = Identifier(report.providerID) else { return nil }
            return try first(
                "SELECT \(outgoingColumns) FROM outbox WHERE id = $1 AND channel = $2",
                [.int(id), .text(channel.rawValue)]
            ).map(outgoingRow)
        }
        return try first(
            "SELECT \(outgoingColumns) FROM outbox WHERE channel = $1 AND provider_id = $2",
            [.text(channel.rawValue), .text(report.providerID)]
        ).map(outgoingRow)
    }

    /// Keeps a report that came before its send was recorded (F34).
    public func keepEarly(_ report: DeliveryReport, on channel: ChannelID, at moment: Date) throws {
        try run(
            """
            INSERT INTO early_reports (channel, provider_id, state, reason, reported_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (channel, provider_id, state) DO NOTHING
            """,
            [
                .text(channel.rawValue), .text(report.providerID), .text(report.state.rawValue),
                .text(orNull: report.reason), .date(moment),
            ])
    }

    /// Takes the reports that came before, and forgets those older than a day.
    public func takeEarlyReports(providerID: String, on channel: ChannelID, now: Date) throws -> [DeliveryReport] {
        try run("DELETE FROM early_reports WHERE reported_at < $1", [.date(now.addingTimeInterval(-86_400))])
        return try query(
            "DELETE FROM early_reports WHERE channel = $1 AND provider_id = $2 RETURNING state, reason",
            [.text(channel.rawValue), .text(providerID)]
        ).map {
            DeliveryReport(
                providerID: providerID, isOurNumber: false, state: try $0.word(0), reason: try $0.textOrNil(1))
        }
    }

    /// Automatic texts queued for a contact since a moment, over all tickets and channels (promise P7).
    public func automaticTexts(to contact: Contact, of association: AssociationID, since moment: Date) throws -> Int {
        try first(
            """
            SELECT count(*) FROM outbox WHERE association = $1 AND recipient_kind = $2 AND recipient = $3
            AND created_at >= $4 AND purpose <> 'reply'
            """,
            [
                .text(association.rawValue), .text(contact.kind.rawValue), .text(contact.value), .date(moment),
            ])?.number(0) ?? 0
    }

    private var outgoingColumns: String {
        """
        association, id, ticket, reference, purpose, channel, medium, recipient_kind, recipient, recipient_name, language,
        subject, text, details, created_at, state, attempts, note, provider_id,
        (SELECT due_at FROM jobs WHERE jobs.association = outbox.association AND jobs.kind = 'send'
        AND jobs.subject = outbox.id)
        """
    }

    private func outgoingRow(_ row: SQLRow) throws -> OutgoingRow {
        let text = OutgoingText(
            association: try row.association(0), id: try row.int(1), ticket: try row.int(2),
            reference: try row.reference(3), purpose: try row.word(4), channel: ChannelID(rawValue: try row.text(5)),
            medium: try row.word(6),
            recipient: Contact(kind: try row.word(7), value: try row.text(8), name: try row.textOrNil(9)),
            language: try row.word(10), subject: try row.text(11), text: try row.text(12),
            details: try StoredJSON.decode(OutgoingText.Details.self, from: try row.text(13)),
            createdAt: try row.date(14))
        return OutgoingRow(
            text: text, state: try row.word(15), attempts: try row.number(16), note: try row.textOrNil(17),
            providerID: try row.textOrNil(18), nextTry: try row.dateOrNil(19))
    }
}
