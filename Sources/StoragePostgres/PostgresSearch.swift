import Storage

extension SearchDialect {
    /// A vector of folded words and its GIN index; the configuration `simple` leaves the words as they are.
    static let postgres = SearchDialect(
        rows: """
            CREATE TABLE search_rows (association TEXT NOT NULL, id BIGINT NOT NULL, ticket BIGINT NOT NULL,
            words TSVECTOR NOT NULL, PRIMARY KEY (association, id))
            """,
        words: "CREATE INDEX search_words ON search_rows USING gin (words)",
        add: """
            INSERT INTO search_rows (association, id, ticket, words) VALUES ($1, $2, $3, to_tsvector('simple', $4))
            """,
        addWords: nil,
        match: """
            SELECT ticket FROM (SELECT ticket FROM search_rows WHERE association = $1
            AND words @@ to_tsquery('simple', {query}) ORDER BY id DESC LIMIT 2000) AS newest
            """,
        query: { words, _ in
            let last = words.last?.first.map { " | '\($0)':*" } ?? ""
            let all = words.map { "(" + $0.map { "'\($0)'" }.joined(separator: " | ") + ")" }
            let ending = all.last.map { [String($0.dropLast()) + last + ")"] } ?? []
            return (all.dropLast() + ending).joined(separator: " & ")
        },
        document: { words, _ in words })
}
