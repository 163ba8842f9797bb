public import Casework
public import Foundation

/// An account with its secrets, as only the sign-in sees it.
public struct AccountRecord: Sendable {
    /// The account.
    public var account: Account
    /// The Argon2id hash of the password; nil when none was chosen yet.
    public var password: String?
    /// Failed sign-ins in a row.
    public var failures: Int
    /// The last failure.
    public var failedAt: Date
}

/// A session as the store has it.
public struct SessionRecord: Sendable {
    /// The account.
    public var account: Identifier
    /// The token its forms carry.
    public var csrf: String
    /// When it began.
    public var createdAt: Date
    /// When it was last used.
    public var seenAt: Date
}

extension SQLConnection {
    /// The account of a sign-in name.
    public func account(named name: String) throws -> AccountRecord? {
        try first("SELECT \(accountColumns) FROM accounts WHERE name = $1", [.text(name)]).map(accountRecord)
    }

    /// An account by its number.
    public func account(_ id: Identifier) throws -> AccountRecord? {
        try first("SELECT \(accountColumns) FROM accounts WHERE id = $1", [.int(id)]).map(accountRecord)
    }

    /// All accounts by name.
    public func accounts() throws -> [Account] {
        try query("SELECT \(accountColumns) FROM accounts ORDER BY name", []).map { try accountRecord($0).account }
    }

    /// Adds an account or writes what may change of it.
    public func save(_ account: Account) throws {
        try run(
            """
            INSERT INTO accounts (id, name, display_name, administrator, positions, disabled, failures, failed_at)
            VALUES ($1, $2, $3, $4, $5, $6, 0, 0)
            ON CONFLICT (id) DO UPDATE SET display_name = excluded.display_name,
            administrator = excluded.administrator, positions = excluded.positions, disabled = excluded.disabled
            """,
            [
                .int(account.id), .text(account.name), .text(account.displayName), .flag(account.isAdministrator),
                .json(
                    StoredPositions(
                        Dictionary(uniqueKeysWithValues: account.positions.map { ($0.key.rawValue, $0.value) }))),
                .flag(account.isDisabled),
            ])
        if account.isDisabled { try endSessions(of: account.id, except: nil) }
    }

    /// Sets the password's hash.
    public func setPassword(_ hash: String, of account: Identifier) throws {
        try run("UPDATE accounts SET password = $2, failures = 0 WHERE id = $1", [.int(account), .text(hash)])
    }

    /// Counts a failed sign-in, or forgets the failures.
    public func setFailures(_ failures: Int, at moment: Date, of account: Identifier) throws {
        try run(
            "UPDATE accounts SET failures = $2, failed_at = $3 WHERE id = $1",
            [.int(account), .count(failures), .date(moment)])
    }

    /// Opens a session under the hash of its token.
    public func openSession(_ token: Data, account: Identifier, csrf: String, at moment: Date) throws {
        try run("UPDATE accounts SET seen_at = $2, failures = 0 WHERE id = $1", [.int(account), .date(moment)])
        try run(
            "INSERT INTO sessions (token, account, csrf, created_at, seen_at) VALUES ($1, $2, $3, $4, $4)",
            [.bytes(token), .int(account), .text(csrf), .date(moment)])
    }

    /// A session by the hash of its token.
    public func session(_ token: Data) throws -> SessionRecord? {
        try first("SELECT account, csrf, created_at, seen_at FROM sessions WHERE token = $1", [.bytes(token)]).map {
            SessionRecord(
                account: try $0.int(0), csrf: try $0.text(1), createdAt: try $0.date(2), seenAt: try $0.date(3))
        }
    }

    /// Notes that a session was used.
    public func touchSession(_ token: Data, at moment: Date) throws {
        try run("UPDATE sessions SET seen_at = $2 WHERE token = $1", [.bytes(token), .date(moment)])
    }

    /// Ends one session.
    public func endSession(_ token: Data) throws {
        try run("DELETE FROM sessions WHERE token = $1", [.bytes(token)])
    }

    /// Ends all sessions of an account but one.
    public func endSessions(of account: Identifier, except token: Data?) throws {
        try run(
            "DELETE FROM sessions WHERE account = $1 AND token <> $2", [.int(account), .bytes(token ?? Data([0]))])
    }

    /// Makes a one-time link under the hash of its token.
    public func addLink(_ token: Data, account: Identifier, expiresAt: Date) throws {
        try run(
            "INSERT INTO sign_in_links (token, account, expires_at) VALUES ($1, $2, $3)",
            [.bytes(token), .int(account), .date(expiresAt)])
    }

    /// Uses up a one-time link; nil when it is unknown, used or too old.
    public func takeLink(_ token: Data, now: Date) throws -> Identifier? {
        try run("DELETE FROM sign_in_links WHERE expires_at < $1", [.date(now)])
        return try first("DELETE FROM sign_in_links WHERE token = $1 RETURNING account", [.bytes(token)])?.int(0)
    }

    private var accountColumns: String {
        "id, name, display_name, administrator, positions, disabled, seen_at, password, failures, failed_at"
    }

    private func accountRecord(_ row: SQLRow) throws -> AccountRecord {
        let positions = try StoredJSON.decode(StoredPositions.self, from: try row.text(4)).positions
        let byAssociation = positions.compactMap { entry in AssociationID(rawValue: entry.key).map { ($0, entry.value) }
        }
        let account = Account(
            id: try row.int(0), name: try row.text(1), displayName: try row.text(2),
            isAdministrator: try row.flag(3), positions: Dictionary(uniqueKeysWithValues: byAssociation),
            isDisabled: try row.flag(5), lastSeenAt: try row.dateOrNil(6))
        return AccountRecord(
            account: account, password: try row.textOrNil(7), failures: try row.number(8), failedAt: try row.date(9))
    }
}
