extension Schema {
    /// What officers corrected of what was read. The text stays in `messages`: erased there, it is learnt from no more.
    static let corrections = Migration(
        number: 5,
        statements: [
            """
            CREATE TABLE corrections (association TEXT NOT NULL, id BIGINT NOT NULL, ticket BIGINT NOT NULL,
            message BIGINT NOT NULL, officer TEXT NOT NULL, corrected_at BIGINT NOT NULL, from_kind TEXT NOT NULL,
            to_kind TEXT NOT NULL, from_field TEXT, to_field TEXT, from_urgency TEXT NOT NULL, to_urgency TEXT NOT NULL,
            PRIMARY KEY (association, id)) {clustered}
            """,
            "CREATE INDEX corrections_message ON corrections (association, ticket, message)",
        ])
}
