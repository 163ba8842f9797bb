import Casework
import Storage

extension SearchDialect {
    /// FTS5 over folded words, which is all that it has to tell apart: it keeps neither the texts nor where a word stands.
    /// The association is a word of its own, so that a search finds the newest messages of one association.
    static let sqlite = SearchDialect(
        rows: """
            CREATE TABLE search_rows (id INTEGER PRIMARY KEY NOT NULL, association TEXT NOT NULL, ticket BIGINT NOT NULL)
            """,
        words: """
            CREATE VIRTUAL TABLE search_words USING fts5(words, content='', columnsize=0, detail=none,
            tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn'")
            """,
        add: "INSERT INTO search_rows (association, id, ticket) VALUES ($1, $2, $3)",
        addWords: "INSERT INTO search_words (rowid, words) VALUES ($1, $2)",
        match: """
            SELECT ticket FROM search_rows WHERE id IN (SELECT rowid FROM search_words WHERE search_words MATCH {query}
            ORDER BY rowid DESC LIMIT 2000)
            """,
        query: { words, association in
            let last = words.last?.first.map { " OR \"\($0)\" *" } ?? ""
            let all = words.map { "(" + $0.map { "\"\($0)\"" }.joined(separator: " OR ") + ")" }
            let ending = all.last.map { [String($0.dropLast()) + last + ")"] } ?? []
            return ([place(association)] + all.dropLast() + ending).joined(separator: " AND ")
        },
        document: { words, association in "\(place(association)) \(words)" })

    private static func place(_ association: AssociationID) -> String {
        "in" + association.rawValue.filter { $0.isLetter || $0.isNumber }
    }
}
