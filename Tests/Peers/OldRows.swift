import Casework
import Crypto
import Foundation
public import Storage

/// The rows of a small hub as release 0.1.0 wrote them, by plain SQL on step 1 of the schema: every table is filled.
public enum OldRows {
    /// Deliveries: ticketed ones, then one set aside, one not yet read.
    public static let ticketed = 40

    private static let now = Date(timeIntervalSince1970: 1_770_000_000)
    private static let one = AssociationID(rawValue: "one") ?? { preconditionFailure("a name") }()

    /// Writes them into an empty store.
    public static func fill(_ sql: any SQLConnection) throws {
        for row in 1...ticketed { try conversation(row, sql) }
        try delivery(ticketed + 1, "aside", reason: "bounce", ticket: nil, sql)
        try delivery(ticketed + 2, "accepted", reason: nil, ticket: nil, sql)
        try sql.run(
            "INSERT INTO jobs (association, kind, subject, lane, due_at, attempts) VALUES ('one', 'read', 42, 'email', $1, 0)",
            [.date(now)])
        try events(sql)
        for (name, value) in [("receipt-2026", ticketed + 2), ("letter-in-1447", 7), ("letter-out-1447", 9)] {
            try sql.run(
                "INSERT INTO counters (association, name, value) VALUES ('one', $1, $2)", [.text(name), .count(value)])
        }
        try sql.run("INSERT INTO settings (name, value) VALUES ('reply-key', 'k''ey')", [])
        try sql.run("INSERT INTO bookmarks (channel, name, value) VALUES ('email', 'imap/h/u/INBOX', '7:1042')", [])
        try sql.run(
            """
            INSERT INTO letter_register (association, direction, year, serial, ticket, subject, registered_at)
            VALUES ('one', 'out', 1447, 9, 1, 1, $1)
            """, [.date(now)])
        try sql.run(
            """
            INSERT INTO early_reports (channel, provider_id, state, reason, reported_at)
            VALUES ('sms', 'p9', 'delivered', NULL, $1)
            """, [.date(now)])
        try account(sql)
    }

    private static func conversation(_ row: Int, _ sql: any SQLConnection) throws {
        let id = SQLValue.count(row)
        try delivery(row, "ticketed", reason: nil, ticket: row, sql)
        try sql.run(
            "INSERT INTO people (association, id, name, language, since) VALUES ('one', $1, 'أم سالم', 'ar', 5)", [id])
        try sql.run(
            "INSERT INTO identities (association, kind, value, person, trouble) VALUES ('one', 'email', $2, $1, NULL)",
            [id, .text("a\(row)@b.example")])
        let reference = ReferenceNumber(year: 2026, serial: row).description
        try sql.run(
            """
            INSERT INTO tickets (association, id, reference, kind, field, urgency, stage, channel, medium, officer, person,
            subject, language, sealed, opened_at, due_at, updated_at, reading, mentions)
            VALUES ('one', $1, $2, 'inquiry', NULL, 3, 'open', 'email', 'email', NULL, $1, 'موعد', 'ar', 0, $3, $3, $3,
            NULL, NULL)
            """, [id, .text(reference), .date(now)])
        for (number, direction) in [(1, "in"), (2, "out")] {
            try sql.run(
                """
                INSERT INTO messages (association, ticket, id, direction, medium, delivery, outgoing, automatic, author,
                written_at, subject, text, folded, details)
                VALUES ('one', $1, $2, $3, 'email', $4, $5, 0, 'a', $6, 's', 'نص "quoted" \\ 🌙', '', '{}')
                """,
                [
                    id, .count(row * 10 + number), .text(direction), direction == "in" ? id : .null,
                    direction == "out" ? id : .null, .date(now),
                ])
        }
        try sql.run(
            "INSERT INTO message_ids (association, message_id, ticket) VALUES ('one', $2, $1)", [id, .text("m\(row)")])
        let state = row == 1 ? "queued" : row == 2 ? "sending" : "sent"
        try sql.run(
            """
            INSERT INTO outbox (association, id, ticket, reference, purpose, cause, channel, medium, recipient_kind,
            recipient, recipient_name, language, subject, text, details, state, attempts, provider_id, note, created_at,
            sent_at) VALUES ('one', $1, $1, $2, 'acknowledgement', $3, 'email', 'email', 'email', 'a@b.example', NULL, 'ar',
            's', 't', '{"references":[],"attachments":[]}', $4, 1, NULL, NULL, $5, NULL)
            """, [id, .text(reference), .text("delivery-\(row)"), .text(state), .date(now)])
        guard state != "sent" else { return }
        try sql.run(
            "INSERT INTO jobs (association, kind, subject, lane, due_at, attempts, holder) VALUES ('one', 'send', $1, 'email', $2, 1, 'h')",
            [id, .date(now)])
    }

    private static func delivery(_ id: Int, _ state: String, reason: String?, ticket: Int?, _ sql: any SQLConnection)
        throws
    {
        // One delivery is larger than a part.
        let data = Data(repeating: UInt8(id), count: id == 3 ? 3_000_000 : id)
        let content = ContentID(of: data)
        try sql.keep(data, as: content, for: one)
        try sql.run(
            """
            INSERT INTO deliveries (association, id, receipt, channel, repeat_key, content, size, sender, recipients,
            attributes, received_at, repeats, state, reason, ticket)
            VALUES ('one', $1, $2, 'email', $3, $4, $5, 'a@b.example', '["x@one.example"]', '{}', $6, 1, $7, $8, $9)
            """,
            [
                .count(id), .text(ReferenceNumber(year: 2026, serial: id).description), .bytes(Data("key\(id)".utf8)),
                .bytes(content.bytes), .count(data.count), .date(now), .text(state), .text(orNull: reason),
                .int(orNull: ticket.map(Int64.init)),
            ])
    }

    /// Sealed one with the next as that release did: SHA-256 over the hash before and each field led by its length.
    private static func events(_ sql: any SQLConnection) throws {
        var hash = Data(repeating: 0, count: 32)
        for number in 1...60 {
            var sha = SHA256()
            sha.update(data: hash)
            for field in ["\(number)", "\(now.milliseconds)", "hub", "noted", "1", #"{"n":"\#(number)"}"#] {
                sha.update(data: Data("\(field.utf8.count):\(field)".utf8))
            }
            hash = Data(sha.finalize())
            try sql.run(
                """
                INSERT INTO events (association, number, at, actor, kind, ticket, facts, hash)
                VALUES ('one', $1, $2, 'hub', 'noted', 1, $3, $4)
                """, [.count(number), .date(now), .text(#"{"n":"\#(number)"}"#), .bytes(hash)])
        }
    }

    private static func account(_ sql: any SQLConnection) throws {
        try sql.run(
            """
            INSERT INTO accounts (id, name, display_name, password, administrator, positions, disabled, failures, failed_at,
            seen_at) VALUES (5, 'admin', 'مدير', NULL, 1, '{}', 0, 0, 0, NULL)
            """, [])
        try sql.run(
            "INSERT INTO sessions (token, account, csrf, created_at, seen_at) VALUES ($1, 5, 'c', 1, 1)",
            [.bytes(Data([1]))])
        try sql.run("INSERT INTO sign_in_links (token, account, expires_at) VALUES ($1, 5, 1)", [.bytes(Data([2]))])
    }
}
