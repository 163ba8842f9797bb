public import Foundation

/// The right to do what only one process may do at a time, until it expires; `term` proves it (claim D11).
public struct Leadership: Sendable, Hashable {
    /// What is led.
    public var name: String
    /// Counts the changes of leader, from 1.
    public var term: Int64
}

extension SQLConnection {
    /// The store's clock where it has one, so that processes whose clocks differ agree on leases (claim D9); else `hub`.
    public func clock(or hub: Date) throws -> Date {
        guard let clock = dialect.clock else { return hub }
        return try first("SELECT \(clock)", [])?.date(0) ?? hub
    }

    /// Begins to lead `name` unless somebody does already; nil then.
    public func lead(_ name: String, holder: String, now: Date, until expiry: Date) throws -> Leadership? {
        // A leader that has ended is not waited for.
        if let ended = dialect.ended {
            try run("UPDATE leaders SET expires_at = 0 WHERE name = $1 AND expires_at > 0 AND \(ended)", [.text(name)])
        }
        let row = try first(
            """
            INSERT INTO leaders (name, holder, term, expires_at) VALUES ($1, $2, 1, $4)
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, term = leaders.term + 1,
            expires_at = excluded.expires_at WHERE leaders.expires_at <= $3 RETURNING term
            """, [.text(name), .text(holder), .date(now), .date(expiry)])
        return try row.map { Leadership(name: name, term: try $0.int(0)) }
    }

    /// Goes on leading; false when another process leads by now.
    public func renew(_ leadership: Leadership, until expiry: Date) throws -> Bool {
        try run(
            "UPDATE leaders SET expires_at = $3 WHERE name = $1 AND term = $2",
            [.text(leadership.name), .int(leadership.term), .date(expiry)]) == 1
    }

    /// Whether this is the present term; asked in the transaction of what the leader does.
    public func confirm(_ leadership: Leadership) throws -> Bool {
        try first(
            "SELECT 1 FROM leaders WHERE name = $1 AND term = $2 \(dialect.locked)",
            [.text(leadership.name), .int(leadership.term)]) != nil
    }

    /// Leads no more, so that another process need not wait.
    public func resign(_ leadership: Leadership) throws { _ = try renew(leadership, until: Date(milliseconds: 0)) }
}
