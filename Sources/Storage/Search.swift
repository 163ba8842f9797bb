public import Casework
public import Foundation

/// What differs between the engines in finding words: each has a full-text index of its own kind. It holds folded words,
/// which the hub prepares, so that both find the same; the engines' own rules for languages are not used.
public struct SearchDialect: Sendable {
    /// Makes the table that ties an indexed message to its ticket.
    public var rows: String
    /// Makes the index of words.
    public var words: String
    /// Adds a message: `$1` association, `$2` message, `$3` ticket, then the words alone.
    public var add: String
    /// Adds a message's words where they lie apart: `$1` message, `$2` words; nil where `add` takes them as `$4`.
    public var addWords: String?
    /// The tickets (`SELECT ticket …`) of the newest messages that have all words; `{query}` stands for the parameter.
    public var match: String
    /// The query for words, each in any of its forms; the last may be the beginning of a word.
    public var query: @Sendable ([[String]], AssociationID) -> String
    /// What is indexed for a message.
    public var document: @Sendable (String, AssociationID) -> String

    /// A dialect.
    public init(
        rows: String, words: String, add: String, addWords: String?, match: String,
        query: @escaping @Sendable ([[String]], AssociationID) -> String,
        document: @escaping @Sendable (String, AssociationID) -> String
    ) {
        self.rows = rows
        self.words = words
        self.add = add
        self.addWords = addWords
        self.match = match
        self.query = query
        self.document = document
    }
}

/// A message that waits to be found by its words.
public struct UnindexedMessage: Sendable {
    /// The message.
    public var id: Identifier
    /// Its subject, text and author, and the name and contacts of its ticket's person.
    public var text: String
}

extension SQLConnection {
    /// The messages of a ticket that are not indexed yet, oldest first; automatic ones are never indexed.
    public func unindexed(ofTicket ticket: Identifier, _ association: AssociationID) throws -> [UnindexedMessage] {
        let key: [SQLValue] = [.text(association.rawValue), .int(ticket)]
        let last = try first("SELECT max(id) FROM search_rows WHERE association = $1 AND ticket = $2", key)
        let rows = try query(
            """
            SELECT id, subject, text, author FROM messages
            WHERE association = $1 AND ticket = $2 AND id > $3 AND automatic = 0 ORDER BY id LIMIT 500
            """, key + [.int(try last?.intOrNil(0) ?? 0)])
        guard !rows.isEmpty, let person = try self.ticket(ticket, of: association)?.person else { return [] }
        let name = try personName(person, of: association) ?? ""
        let contacts = try contacts(of: person, association).map(\.contact.value).joined(separator: " ")
        return try rows.map { row in
            let parts = [try row.text(1), try row.text(2), try row.text(3), name, contacts]
            return UnindexedMessage(id: try row.int(0), text: parts.joined(separator: "\n"))
        }
    }

    /// Makes a message findable by its folded words; once each.
    public func index(_ words: String, message: Identifier, ticket: Identifier, of association: AssociationID) throws {
        let document = SQLValue.text(dialect.search.document(words, association))
        let row: [SQLValue] = [.text(association.rawValue), .int(message), .int(ticket)]
        guard let addWords = dialect.search.addWords else {
            try run(dialect.search.add, row + [document])
            return
        }
        try run(dialect.search.add, row)
        try run(addWords, [.int(message), document])
    }

    /// Has the messages of all tickets indexed, for a store whose index was not brought along.
    public func indexAll(at moment: Date) throws {
        try run(
            """
            INSERT INTO jobs (association, kind, subject, lane, due_at, attempts)
            SELECT association, 'index', id, '', $1, 0 FROM tickets WHERE 1 = 1
            ON CONFLICT (association, kind, subject) DO NOTHING
            """, [.date(moment)])
    }
}
