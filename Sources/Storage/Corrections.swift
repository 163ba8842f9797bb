public import Casework
public import Foundation

/// What a message was taken for.
public struct CorrectionLabels: Sendable, Hashable {
    /// What is asked for.
    public var kind: MessageKind
    /// The field of work, nil for none.
    public var field: String?
    /// How soon somebody must look.
    public var urgency: Urgency

    /// Labels.
    public init(kind: MessageKind, field: String?, urgency: Urgency) {
        self.kind = kind
        self.field = field
        self.urgency = urgency
    }
}

/// An officer's correction of what was read from a message.
public struct Correction: Sendable, Hashable {
    /// The association.
    public var association: AssociationID
    /// The ticket whose first message was misread.
    public var ticket: Identifier
    /// Who corrected.
    public var officer: String
    /// When.
    public var at: Date
    /// What it was taken for.
    public var from: CorrectionLabels
    /// What the officer says it is.
    public var to: CorrectionLabels

    /// A correction.
    public init(
        association: AssociationID, ticket: Identifier, officer: String, at: Date, from: CorrectionLabels,
        to: CorrectionLabels
    ) {
        self.association = association
        self.ticket = ticket
        self.officer = officer
        self.at = at
        self.from = from
        self.to = to
    }
}

extension SQLConnection {
    /// Keeps a correction with a reference to the first message of its ticket; without a message there is nothing to learn.
    public func keep(_ correction: Correction, id: Identifier) throws {
        let first = try first(
            "SELECT min(id) FROM messages WHERE association = $1 AND ticket = $2 AND direction = 'in'",
            [.text(correction.association.rawValue), .int(correction.ticket)])
        guard let message = try first?.intOrNil(0) else { return }
        try run(
            """
            INSERT INTO corrections (association, id, ticket, message, officer, corrected_at, from_kind, to_kind,
            from_field, to_field, from_urgency, to_urgency)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            [
                .text(correction.association.rawValue), .int(id), .int(correction.ticket), .int(message),
                .text(correction.officer), .date(correction.at), .text(correction.from.kind.rawValue),
                .text(correction.to.kind.rawValue),
                .text(orNull: correction.from.field), .text(orNull: correction.to.field),
                .text(correction.from.urgency.rawValue), .text(correction.to.urgency.rawValue),
            ])
    }

    /// The newest corrections of all associations with the words that were misread, newest first; without those whose
    /// message is gone.
    public func corrections(limit: Int) throws -> [(correction: Correction, words: String)] {
        try query(
            """
            SELECT corrections.association, corrections.ticket, corrections.officer, corrections.corrected_at,
            corrections.from_kind, corrections.to_kind, corrections.from_field, corrections.to_field,
            corrections.from_urgency, corrections.to_urgency, messages.subject, messages.text FROM corrections
            JOIN messages ON messages.association = corrections.association AND messages.ticket = corrections.ticket
            AND messages.id = corrections.message
            WHERE messages.text <> '' ORDER BY corrections.corrected_at DESC, corrections.id DESC LIMIT $1
            """, [.count(limit)]
        ).map { row in
            let correction = Correction(
                association: try row.association(0), ticket: try row.int(1), officer: try row.text(2),
                at: try row.date(3),
                from: CorrectionLabels(kind: try row.word(4), field: try row.textOrNil(6), urgency: try row.word(8)),
                to: CorrectionLabels(kind: try row.word(5), field: try row.textOrNil(7), urgency: try row.word(9)))
            return (correction, try row.text(10) + "\n" + row.text(11))
        }
    }
}
