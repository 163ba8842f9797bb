/// One step of the schema, run once and recorded, in one transaction with its record.
public struct Migration: Sendable {
    /// From 1, ascending.
    public var number: Int
    /// Statements with `{bytes}` and `{clustered}`.
    public var statements: [String]
}

/// The tables of both engines. A step that has shipped is never changed; later ones change what it made.
/// Every table leads with the association, so that a sharded store can keep an association
/// on one node; moments are milliseconds since 1970.
public enum Schema {
    /// All steps, oldest first.
    public static let migrations: [Migration] = [
        Migration(number: 1, statements: first), Migration(number: 2, statements: many),
        Migration(number: 3, statements: elsewhere),
        Migration(number: 4, statements: search),
        corrections,
        Migration(number: 6, statements: figures),
    ]

    private static let first: [String] = [
        // Small facts of the hub itself (keys, pauses).
        "CREATE TABLE settings (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) {clustered}",
        // Serial numbers: receipts per year, letters per register.
        """
        CREATE TABLE counters (association TEXT NOT NULL, name TEXT NOT NULL, value BIGINT NOT NULL,
        PRIMARY KEY (association, name)) {clustered}
        """,
        // Bytes by their SHA-256, in parts of at most 256 KiB.
        """
        CREATE TABLE contents (association TEXT NOT NULL, sha256 {bytes} NOT NULL, part BIGINT NOT NULL,
        bytes {bytes} NOT NULL, PRIMARY KEY (association, sha256, part))
        """,
        // What was accepted, once each.
        """
        CREATE TABLE deliveries (association TEXT NOT NULL, id BIGINT NOT NULL, receipt TEXT NOT NULL,
        channel TEXT NOT NULL, repeat_key {bytes} NOT NULL, content {bytes} NOT NULL, size BIGINT NOT NULL,
        sender TEXT, recipients TEXT NOT NULL, attributes TEXT NOT NULL, received_at BIGINT NOT NULL,
        repeats BIGINT NOT NULL, state TEXT NOT NULL, reason TEXT, ticket BIGINT,
        PRIMARY KEY (association, id)) {clustered}
        """,
        "CREATE UNIQUE INDEX deliveries_once ON deliveries (association, channel, repeat_key)",
        "CREATE UNIQUE INDEX deliveries_receipt ON deliveries (association, receipt)",
        "CREATE INDEX deliveries_aside ON deliveries (association, id) WHERE state = 'aside'",
        // Everything that waits: reading, sending, promises. A lease moves `due_at` ahead and counts `attempts`.
        """
        CREATE TABLE jobs (association TEXT NOT NULL, kind TEXT NOT NULL, subject BIGINT NOT NULL,
        lane TEXT NOT NULL, due_at BIGINT NOT NULL, attempts BIGINT NOT NULL, holder TEXT, reason TEXT,
        PRIMARY KEY (association, kind, subject)) {clustered}
        """,
        "CREATE INDEX jobs_due ON jobs (kind, due_at, subject)",
        // People and the ways to reach them.
        """
        CREATE TABLE people (association TEXT NOT NULL, id BIGINT NOT NULL, name TEXT, language TEXT NOT NULL,
        since BIGINT NOT NULL, PRIMARY KEY (association, id)) {clustered}
        """,
        """
        CREATE TABLE identities (association TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL,
        person BIGINT NOT NULL, trouble TEXT, PRIMARY KEY (association, kind, value)) {clustered}
        """,
        "CREATE INDEX identities_person ON identities (association, person)",
        // Tickets and their conversations.
        """
        CREATE TABLE tickets (association TEXT NOT NULL, id BIGINT NOT NULL, reference TEXT NOT NULL,
        kind TEXT NOT NULL, field TEXT, urgency BIGINT NOT NULL, stage TEXT NOT NULL, channel TEXT NOT NULL,
        medium TEXT NOT NULL, officer TEXT, person BIGINT NOT NULL, subject TEXT NOT NULL, language TEXT NOT NULL,
        sealed BIGINT NOT NULL, opened_at BIGINT NOT NULL, due_at BIGINT, updated_at BIGINT NOT NULL,
        reading TEXT, mentions TEXT, PRIMARY KEY (association, id)) {clustered}
        """,
        "CREATE UNIQUE INDEX tickets_reference ON tickets (association, reference)",
        "CREATE INDEX tickets_person ON tickets (association, person, updated_at)",
        "CREATE INDEX tickets_desk ON tickets (association, stage, officer, due_at)",
        """
        CREATE TABLE messages (association TEXT NOT NULL, ticket BIGINT NOT NULL, id BIGINT NOT NULL,
        direction TEXT NOT NULL, medium TEXT NOT NULL, delivery BIGINT, outgoing BIGINT, automatic BIGINT NOT NULL,
        author TEXT NOT NULL, written_at BIGINT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL,
        folded TEXT NOT NULL, details TEXT NOT NULL, PRIMARY KEY (association, ticket, id)) {clustered}
        """,
        // Message-IDs that senders gave their mails; ours carry a token and need no row.
        """
        CREATE TABLE message_ids (association TEXT NOT NULL, message_id TEXT NOT NULL, ticket BIGINT NOT NULL,
        PRIMARY KEY (association, message_id, ticket)) {clustered}
        """,
        // Every outgoing text.
        """
        CREATE TABLE outbox (association TEXT NOT NULL, id BIGINT NOT NULL, ticket BIGINT NOT NULL,
        reference TEXT NOT NULL, purpose TEXT NOT NULL, cause TEXT NOT NULL, channel TEXT NOT NULL,
        medium TEXT NOT NULL, recipient_kind TEXT NOT NULL, recipient TEXT NOT NULL, recipient_name TEXT,
        language TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, details TEXT NOT NULL,
        state TEXT NOT NULL, attempts BIGINT NOT NULL, provider_id TEXT, note TEXT, created_at BIGINT NOT NULL,
        sent_at BIGINT, PRIMARY KEY (association, id)) {clustered}
        """,
        "CREATE UNIQUE INDEX outbox_once ON outbox (association, ticket, purpose, cause)",
        "CREATE INDEX outbox_recipient ON outbox (association, recipient_kind, recipient, created_at)",
        "CREATE INDEX outbox_provider ON outbox (channel, provider_id) WHERE provider_id IS NOT NULL",
        // Reports that came before the send was recorded.
        """
        CREATE TABLE early_reports (channel TEXT NOT NULL, provider_id TEXT NOT NULL, state TEXT NOT NULL,
        reason TEXT, reported_at BIGINT NOT NULL, PRIMARY KEY (channel, provider_id, state)) {clustered}
        """,
        // The letter registers, incoming and outgoing.
        """
        CREATE TABLE letter_register (association TEXT NOT NULL, direction TEXT NOT NULL, year BIGINT NOT NULL,
        serial BIGINT NOT NULL, ticket BIGINT NOT NULL, subject BIGINT NOT NULL, registered_at BIGINT NOT NULL,
        PRIMARY KEY (association, direction, year, serial)) {clustered}
        """,
        "CREATE INDEX letter_register_ticket ON letter_register (association, ticket)",
        // What happened: append-only, each row sealed with the one before it.
        """
        CREATE TABLE events (association TEXT NOT NULL, number BIGINT NOT NULL, at BIGINT NOT NULL,
        actor TEXT NOT NULL, kind TEXT NOT NULL, ticket BIGINT, facts TEXT NOT NULL, hash {bytes} NOT NULL,
        PRIMARY KEY (association, number)) {clustered}
        """,
        "CREATE INDEX events_ticket ON events (association, ticket, number)",
        // Channels' own bookmarks (IMAP watermarks).
        """
        CREATE TABLE bookmarks (channel TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (channel, name)) {clustered}
        """,
        // The console's accounts.
        """
        CREATE TABLE accounts (id BIGINT PRIMARY KEY NOT NULL, name TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL,
        password TEXT, administrator BIGINT NOT NULL, positions TEXT NOT NULL, disabled BIGINT NOT NULL,
        failures BIGINT NOT NULL, failed_at BIGINT NOT NULL, seen_at BIGINT)
        """,
        """
        CREATE TABLE sessions (token {bytes} PRIMARY KEY NOT NULL, account BIGINT NOT NULL, csrf TEXT NOT NULL,
        created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL) {clustered}
        """,
        """
        CREATE TABLE sign_in_links (token {bytes} PRIMARY KEY NOT NULL, account BIGINT NOT NULL,
        expires_at BIGINT NOT NULL) {clustered}
        """,
    ]

    /// Finding messages by their words, and lists in their order.
    fileprivate static let search: [String] = [
        "{search_rows}", "{search_words}", "CREATE INDEX search_rows_ticket ON search_rows (association, ticket, id)",
        """
        INSERT INTO jobs (association, kind, subject, lane, due_at, attempts)
        SELECT association, 'index', id, '', 0, 0 FROM tickets
        """,
        "CREATE INDEX tickets_urgent ON tickets (association, (urgency > 1), due_at, id) WHERE stage <> 'closed'",
        "CREATE INDEX tickets_recent ON tickets (association, stage, updated_at, id)",
    ]
}

extension Schema {
    /// Many processes on one store: lines, chains of events, leaders.
    fileprivate static let many: [String] = [
        // Work of one line is done in its order: the messages of one sender on one channel.
        "ALTER TABLE jobs ADD COLUMN line TEXT",
        "CREATE INDEX jobs_line ON jobs (association, line, due_at) WHERE line IS NOT NULL",
        // Each process writes a chain of its own.
        """
        CREATE TABLE chained_events (association TEXT NOT NULL, chain BIGINT NOT NULL, number BIGINT NOT NULL,
        at BIGINT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, ticket BIGINT, facts TEXT NOT NULL,
        hash {bytes} NOT NULL, PRIMARY KEY (association, chain, number)) {clustered}
        """,
        """
        INSERT INTO chained_events (association, chain, number, at, actor, kind, ticket, facts, hash)
        SELECT association, 0, number, at, actor, kind, ticket, facts, hash FROM events
        """,
        "DROP TABLE events",
        "ALTER TABLE chained_events RENAME TO events",
        "CREATE INDEX events_ticket ON events (association, ticket, at)",
        // Who does what only one process may do at a time. A term ends when another process leads (claim D11).
        """
        CREATE TABLE leaders (name TEXT PRIMARY KEY NOT NULL, holder TEXT NOT NULL, term BIGINT NOT NULL,
        expires_at BIGINT NOT NULL) {clustered}
        """,
    ]
}

extension Schema {
    /// Large contents may lie in a bucket beside the store.
    fileprivate static let elsewhere: [String] = ["ALTER TABLE contents ADD COLUMN place TEXT"]
}

extension Schema {
    /// The figures beside the menu are counted on every page, so they come from indexes alone.
    fileprivate static let figures: [String] = [
        "DROP INDEX tickets_desk",
        "CREATE INDEX tickets_desk ON tickets (association, stage, officer, due_at, sealed, urgency)",
        // SQLite takes an index for better than the primary key only where it holds one more column that is asked for.
        """
        CREATE INDEX outbox_undelivered ON outbox (association, state, id)
        WHERE state IN ('failed', 'uncertain', 'held')
        """,
        "DROP INDEX deliveries_aside",
        "CREATE INDEX deliveries_aside ON deliveries (association, state, id) WHERE state = 'aside'",
    ]
}

extension SQLConnection {
    /// Brings the schema up to date, one transaction's worth; throws `StoreError.newer` for a store of a later program.
    public func migrate() throws { try migrate(upTo: Schema.migrations.count) }

    /// Brings the schema up to one step, for rows that are written as that step has them.
    func migrate(upTo step: Int) throws {
        try run("CREATE TABLE IF NOT EXISTS schema_steps (number BIGINT PRIMARY KEY NOT NULL)", [])
        let done = try first("SELECT coalesce(max(number), 0) FROM schema_steps", [])?.number(0) ?? 0
        let known = Schema.migrations.last?.number ?? 0
        guard done <= known else { throw StoreError.newer(found: done, known: known) }
        for migration in Schema.migrations where migration.number > done && migration.number <= step {
            for statement in migration.statements { try run(dialect.spell(statement), []) }
            try run("INSERT INTO schema_steps (number) VALUES ($1)", [.count(migration.number)])
        }
    }
}
