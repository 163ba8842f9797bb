public import Casework
public import Foundation

extension SQLConnection {
    /// The ticket about which a letter of ours left under that number.
    public func ticket(ofLetter number: LetterNumber, _ association: AssociationID) throws -> Ticket? {
        let row = try first(
            """
            SELECT ticket FROM letter_register WHERE association = $1 AND direction = 'out' AND year = $2
            AND serial = $3
            """, [.text(association.rawValue), .count(number.year), .count(number.serial)])
        return try row.flatMap { try ticket(try $0.int(0), of: association) }
    }

    /// Enters a letter in the register of its direction and returns its serial, from 1 in each Hijri year; given once,
    /// never again. `subject` is the delivery or the outbox row.
    public func register(
        _ direction: TicketMessage.Direction, hijriYear: Int, ticket: Identifier, subject: Identifier, at moment: Date,
        of association: AssociationID
    ) throws -> Int {
        let serial = try nextNumber("letter-\(direction.rawValue)-\(hijriYear)", of: association)
        try run(
            """
            INSERT INTO letter_register (association, direction, year, serial, ticket, subject, registered_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .text(association.rawValue), .text(direction.rawValue), .count(hijriYear), .count(serial), .int(ticket),
                .int(subject), .date(moment),
            ])
        return serial
    }
}
