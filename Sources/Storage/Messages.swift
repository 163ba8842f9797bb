public import Casework
public import Foundation

/// What a message holds beyond its text; kept as one structured column.
public struct MessageDetails: Sendable, Codable, Hashable {
    /// Its attachments.
    public var attachments: [AttachmentNote]?
    /// Whether an HTML form can be shown.
    public var hasHTML: Bool?
    /// What was not sure in the reading.
    public var warnings: [String]?
    /// The receipt number of an incoming one.
    public var receipt: ReferenceNumber?
    /// Its RFC 5322 Message-ID.
    public var messageID: String?
    /// The sender's contact, when it is not the ticket's person's.
    public var from: Contact?
    /// The number in the letter register.
    public var letterNumber: String?

    /// Nothing more.
    public init() {}
}

/// A message about to be written into a ticket.
public struct NewMessage: Sendable {
    /// The number of the row.
    public var id: Identifier
    /// Its ticket.
    public var ticket: Identifier
    /// Which way it goes.
    public var direction: TicketMessage.Direction
    /// The wire.
    public var medium: Medium
    /// The delivery it came in, for incoming ones.
    public var delivery: Identifier?
    /// The outbox row, for outgoing ones.
    public var outgoing: Identifier?
    /// Whether no person wrote it.
    public var isAutomatic: Bool
    /// Who wrote it.
    public var author: String
    /// When.
    public var at: Date
    /// The subject.
    public var subject: String
    /// The new words.
    public var text: String
    /// Quotation and signature.
    public var folded: String
    /// The rest.
    public var details: MessageDetails

    /// A message.
    public init(
        id: Identifier, ticket: Identifier, direction: TicketMessage.Direction, medium: Medium,
        delivery: Identifier? = nil, outgoing: Identifier? = nil, isAutomatic: Bool, author: String, at: Date,
        subject: String, text: String, folded: String = "", details: MessageDetails = MessageDetails()
    ) {
        self.id = id
        self.ticket = ticket
        self.direction = direction
        self.medium = medium
        self.delivery = delivery
        self.outgoing = outgoing
        self.isAutomatic = isAutomatic
        self.author = author
        self.at = at
        self.subject = subject
        self.text = text
        self.folded = folded
        self.details = details
    }
}

extension SQLConnection {
    /// Writes a message.
    public func add(_ message: NewMessage, to association: AssociationID) throws {
        try run(
            """
            INSERT INTO messages (association, ticket, id, direction, medium, delivery, outgoing, automatic, author,
            written_at, subject, text, folded, details)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """,
            [
                .text(association.rawValue), .int(message.ticket), .int(message.id), .text(message.direction.rawValue),
                .text(message.medium.rawValue), .int(orNull: message.delivery), .int(orNull: message.outgoing),
                .flag(message.isAutomatic), .text(message.author), .date(message.at), .text(message.subject),
                .text(message.text), .text(message.folded), .json(message.details),
            ])
    }

    /// The conversation of a ticket, oldest first, with the state of outgoing texts; at most 500 messages.
    public func conversation(of ticket: Identifier, _ association: AssociationID) throws -> [TicketMessage] {
        try query(
            """
            SELECT messages.id, messages.direction, messages.medium, messages.automatic, messages.author,
            messages.written_at, messages.subject, messages.text, messages.folded, messages.details, messages.outgoing,
            outbox.state, outbox.note FROM messages
            LEFT JOIN outbox ON outbox.association = messages.association AND outbox.id = messages.outgoing
            WHERE messages.association = $1 AND messages.ticket = $2 ORDER BY messages.id LIMIT 500
            """, [.text(association.rawValue), .int(ticket)]
        ).map(conversationMessage)
    }

    /// The delivery in which an incoming message of a ticket came.
    public func delivery(ofMessage id: Identifier, ticket: Identifier, _ association: AssociationID) throws
        -> DeliveryRow?
    {
        let row = try first(
            "SELECT delivery FROM messages WHERE association = $1 AND ticket = $2 AND id = $3",
            [.text(association.rawValue), .int(ticket), .int(id)])
        guard let number = try row?.intOrNil(0) else { return nil }
        return try delivery(number, of: association)
    }

    private func conversationMessage(_ row: SQLRow) throws -> TicketMessage {
        var message = TicketMessage(
            id: try row.int(0), direction: try row.word(1), medium: try row.word(2), isAutomatic: try row.flag(3),
            author: try row.text(4), at: try row.date(5), subject: try row.text(6), text: try row.text(7))
        let details = try StoredJSON.decode(MessageDetails.self, from: try row.text(9))
        message.foldedText = try row.text(8)
        message.hasHTML = details.hasHTML ?? false
        message.attachments = details.attachments ?? []
        message.warnings = details.warnings ?? []
        message.receipt = details.receipt
        message.letterNumber = details.letterNumber
        message.outgoing = try row.intOrNil(10)
        message.delivery = try row.textOrNil(11).flatMap(DeliveryState.init(rawValue:))
        message.deliveryNote = try row.textOrNil(12)
        return message
    }
}
