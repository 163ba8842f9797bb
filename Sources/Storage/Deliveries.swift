public import Casework
import Crypto
public import Foundation

/// What became of a delivery; the ledger adds them up (claim D14).
public enum DeliveryFate: String, Sendable, CaseIterable {
    /// Accepted, not yet read.
    case accepted
    /// In a ticket.
    case ticketed
    /// Kept apart with a reason, for a person.
    case aside
    /// Its content was destroyed on request.
    case erased
}

/// A delivery as the store has it, without its bytes.
public struct DeliveryRow: Sendable {
    /// The association.
    public var association: AssociationID
    /// The number of the row.
    public var id: Identifier
    /// The receipt given.
    public var receipt: ReferenceNumber
    /// The channel.
    public var channel: ChannelID
    /// Its bytes.
    public var content: ContentID
    /// Their size.
    public var size: Int
    /// The sender the wire declared.
    public var sender: String?
    /// The recipients the wire declared.
    public var recipients: [String]
    /// Facts of the wire.
    public var attributes: [String: String]
    /// When it came.
    public var receivedAt: Date
    /// What became of it.
    public var fate: DeliveryFate
    /// Why it was set aside.
    public var reason: String?
    /// Its ticket.
    public var ticket: Identifier?
}

extension SQLConnection {
    /// Keeps an envelope whose bytes are at hand (`isInBucket`: there already) and schedules its reading. The same delivery again gives the receipt of
    /// the first and is counted (promise P3).
    public func accept(
        _ envelope: Envelope, data: Data, content: ContentID, id: Identifier, isInBucket: Bool = false
    ) throws -> Receipt {
        let association = envelope.association
        let key = repeatKey(of: envelope, content: content)
        if let earlier = try countRepeat(association, envelope.channel, key) {
            return Receipt(number: earlier, isRepeat: true)
        }
        let number = try nextReceipt(association, at: envelope.receivedAt)
        if isInBucket {
            try noteInBucket(content, of: association)
        } else {
            try keep(data, as: content, for: association)
        }
        try run(
            """
            INSERT INTO deliveries (association, id, receipt, channel, repeat_key, content, size, sender, recipients,
            attributes, received_at, repeats, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 'accepted')
            """,
            [
                .text(association.rawValue), .int(id), .text(number.description), .text(envelope.channel.rawValue),
                .bytes(key), .bytes(content.bytes), .count(data.count), .text(orNull: envelope.sender),
                .json(envelope.recipients), .json(envelope.attributes), .date(envelope.receivedAt),
            ])
        try schedule(
            .read, id, of: association, lane: envelope.channel.rawValue, line: line(of: envelope),
            at: envelope.receivedAt)
        return Receipt(number: number, isRepeat: false)
    }

    /// One delivery.
    public func delivery(_ id: Identifier, of association: AssociationID) throws -> DeliveryRow? {
        try first(
            "SELECT \(deliveryColumns) FROM deliveries WHERE association = $1 AND id = $2",
            [.text(association.rawValue), .int(id)]
        ).map(deliveryRow)
    }

    /// The delivery of a receipt number.
    public func delivery(receipt: ReferenceNumber, of association: AssociationID) throws -> DeliveryRow? {
        try first(
            "SELECT \(deliveryColumns) FROM deliveries WHERE association = $1 AND receipt = $2",
            [.text(association.rawValue), .text(receipt.description)]
        ).map(deliveryRow)
    }

    /// Deliveries received from a moment on that opened a ticket, by the order of their rows after one, at most `limit`.
    public func openingDeliveries(
        of association: AssociationID, since: Date, after: Identifier, includingSealed: Bool = true, limit: Int
    ) throws -> [DeliveryRow] {
        try query(
            """
            SELECT \(deliveryColumns) FROM deliveries WHERE association = $1 AND id > $2 AND received_at >= $3
            AND state = 'ticketed' AND EXISTS (SELECT 1 FROM tickets WHERE tickets.association = deliveries.association
            AND tickets.reference = deliveries.receipt \(includingSealed ? "" : "AND tickets.sealed = 0"))
            ORDER BY id LIMIT $4
            """, [.text(association.rawValue), .int(after), .date(since), .count(limit)]
        ).map(deliveryRow)
    }

    /// Deliveries set aside, newest first, at most `limit`.
    public func deliveriesAside(of association: AssociationID, limit: Int) throws -> [DeliveryRow] {
        try query(
            """
            SELECT \(deliveryColumns) FROM deliveries WHERE association = $1 AND state = 'aside'
            ORDER BY id DESC LIMIT $2
            """, [.text(association.rawValue), .count(limit)]
        ).map(deliveryRow)
    }

    /// Records what became of a delivery.
    public func settle(
        _ id: Identifier, of association: AssociationID, as fate: DeliveryFate, ticket: Identifier? = nil,
        reason: String? = nil
    ) throws {
        try run(
            "UPDATE deliveries SET state = $3, ticket = $4, reason = $5 WHERE association = $1 AND id = $2",
            [
                .text(association.rawValue), .int(id), .text(fate.rawValue), .int(orNull: ticket),
                .text(orNull: reason),
            ])
    }

    /// The next number of a named series of an association, from 1.
    public func nextNumber(_ series: String, of association: AssociationID) throws -> Int {
        let row = try first(
            """
            INSERT INTO counters (association, name, value) VALUES ($1, $2, 1)
            ON CONFLICT (association, name) DO UPDATE SET value = counters.value + 1 RETURNING value
            """, [.text(association.rawValue), .text(series)])
        guard let row else { throw StoreError.engine("no number was given") }
        return try row.number(0)
    }

    private func nextReceipt(_ association: AssociationID, at moment: Date) throws -> ReferenceNumber {
        let year = RiyadhClock.year(of: moment)
        return ReferenceNumber(year: year, serial: try nextNumber("receipt-\(year)", of: association))
    }

    private func countRepeat(_ association: AssociationID, _ channel: ChannelID, _ key: Data) throws -> ReferenceNumber?
    {
        try first(
            """
            UPDATE deliveries SET repeats = repeats + 1
            WHERE association = $1 AND channel = $2 AND repeat_key = $3 RETURNING receipt
            """, [.text(association.rawValue), .text(channel.rawValue), .bytes(key)]
        )?.reference(0)
    }

    /// What one sender writes on one channel is read in its order.
    private func line(of envelope: Envelope) -> String? {
        guard let sender = envelope.sender, !sender.isEmpty else { return nil }
        return "\(envelope.channel.rawValue) \(sender.lowercased())"
    }

    private func repeatKey(of envelope: Envelope, content: ContentID) -> Data {
        var hash = SHA256()
        switch envelope.repeatKey {
        case .content:
            hash.update(data: content.bytes)
            for recipient in envelope.recipients { hash.update(data: Data((recipient.lowercased() + "\n").utf8)) }
        case .source(let id, let fingerprint):
            hash.update(data: Data(("source\n\(id.utf8.count)\n" + id + fingerprint).utf8))
        }
        return Data(hash.finalize())
    }

    private var deliveryColumns: String {
        """
        association, id, receipt, channel, content, size, sender, recipients, attributes, received_at, state, reason,
        ticket
        """
    }

    private func deliveryRow(_ row: SQLRow) throws -> DeliveryRow {
        DeliveryRow(
            association: try row.association(0), id: try row.int(1), receipt: try row.reference(2),
            channel: ChannelID(rawValue: try row.text(3)), content: ContentID(bytes: try row.bytes(4)),
            size: try row.number(5), sender: try row.textOrNil(6),
            recipients: try StoredJSON.words(try row.text(7)),
            attributes: try StoredJSON.facts(try row.text(8)),
            receivedAt: try row.date(9), fate: try row.word(10), reason: try row.textOrNil(11),
            ticket: try row.intOrNil(12))
    }
}
