public import Casework
public import Foundation
import Sealing
import Storage

/// The console's accounts on the store: Argon2id passwords, sessions under hashed tokens, one-time links.
public struct HubAccounts: Accounts {
    /// Failures in a row after which sign-in waits.
    static let failureLimit = 5
    /// How long it waits, in seconds, and how long failures are remembered.
    static let lockSeconds: TimeInterval = 15 * 60
    /// A session's longest life, and its longest rest.
    static let sessionLife: TimeInterval = 12 * 3600
    static let sessionRest: TimeInterval = 2 * 3600
    /// How long a one-time link works.
    public static let linkLife: TimeInterval = 30 * 60

    let hub: Hub

    /// The accounts of a hub.
    public init(hub: Hub) { self.hub = hub }

    /// Checks a name and password.
    public func signIn(name: String, password: String, from remote: String) async throws -> SignInResult {
        let now = hub.now()
        let name = name.trimmingCharacters(in: .whitespaces).lowercased()
        let record = try await hub.database.read { sql in try sql.account(named: name) }
        if let record, record.failures >= Self.failureLimit {
            let wait = Self.lockSeconds - now.timeIntervalSince(record.failedAt)
            if wait > 0 { return .locked(seconds: Int(wait.rounded(.up))) }
        }
        let fits = await Passwords.verify(password, against: record?.password)
        guard let record, fits, !record.account.isDisabled else {
            if let record {
                let fresh = now.timeIntervalSince(record.failedAt) > Self.lockSeconds
                try await hub.database.write { sql in
                    try sql.setFailures(fresh ? 1 : record.failures + 1, at: now, of: record.account.id)
                }
            }
            return .wrong
        }
        return .signedIn(try await open(record.account, needsPassword: false))
    }

    /// Uses a one-time link.
    public func signIn(link token: String) async throws -> Session? {
        let now = hub.now()
        let digest = SecretToken.digest(token)
        let record = try await hub.database.write { sql -> AccountRecord? in
            guard let id = try sql.takeLink(digest, now: now) else { return nil }
            return try sql.account(id)
        }
        guard let record, !record.account.isDisabled else { return nil }
        return try await open(record.account, needsPassword: record.password == nil)
    }

    /// The session of a cookie.
    public func session(_ token: String) async throws -> Session? {
        let now = hub.now()
        let digest = SecretToken.digest(token)
        let found = try await hub.database.read { sql -> (SessionRecord, AccountRecord)? in
            guard let session = try sql.session(digest), let account = try sql.account(session.account) else {
                return nil
            }
            return (session, account)
        }
        guard let (session, record) = found, !record.account.isDisabled,
            now.timeIntervalSince(session.createdAt) < Self.sessionLife,
            now.timeIntervalSince(session.seenAt) < Self.sessionRest
        else { return nil }
        if now.timeIntervalSince(session.seenAt) > 60 {
            try await hub.database.write { sql in try sql.touchSession(digest, at: now) }
        }
        return Session(
            token: token, csrf: session.csrf, viewer: record.account.viewer, needsPassword: record.password == nil)
    }

    /// Ends a session.
    public func signOut(_ token: String) async throws {
        let digest = SecretToken.digest(token)
        try await hub.database.write { sql in try sql.endSession(digest) }
    }

    /// Sets one's own password and ends all other sessions.
    public func setPassword(_ password: String, for session: Session) async throws -> PasswordResult {
        guard password.count >= Passwords.minimumLength, password.count <= 256 else { return .badLength }
        guard !CommonPasswords.contains(password) else { return .tooCommon }
        guard let hash = await Passwords.hash(password) else { return .badLength }
        let digest = SecretToken.digest(session.token)
        try await hub.database.write { sql in
            try sql.setPassword(hash, of: session.viewer.user)
            try sql.endSessions(of: session.viewer.user, except: digest)
        }
        return .set
    }

    /// All accounts.
    public func accounts() async throws -> [Account] { try await hub.database.read { sql in try sql.accounts() } }

    /// Makes or changes an account; returns a one-time sign-in token when `newLink`.
    public func save(_ account: Account, newLink: Bool, by viewer: Viewer?) async throws -> String? {
        var account = account
        account.name = account.name.trimmingCharacters(in: .whitespaces).lowercased()
        if account.id == 0 { account.id = hub.identifier() }
        let saved = account
        let token = SecretToken.make()
        let now = hub.now()
        let associations = hub.profiles.map(\.id)
        try await hub.database.write { sql in
            try sql.save(saved)
            for association in associations {
                try EventTrail(sql, association).append(
                    .accountChanged, at: now, actor: viewer.map { "account-\($0.user)" } ?? "command",
                    facts: [
                        "account": "\(saved.id)", "administrator": saved.isAdministrator ? "yes" : "no",
                        "disabled": saved.isDisabled ? "yes" : "no",
                        "positions": (saved.positions[association] ?? []).joined(separator: " "),
                    ])
            }
            if newLink {
                try sql.addLink(
                    SecretToken.digest(token), account: saved.id, expiresAt: now.addingTimeInterval(Self.linkLife))
            }
        }
        return newLink ? token : nil
    }

    private func open(_ account: Account, needsPassword: Bool) async throws -> Session {
        let (token, csrf, now) = (SecretToken.make(), SecretToken.make(), hub.now())
        try await hub.database.write { sql in
            try sql.openSession(SecretToken.digest(token), account: account.id, csrf: csrf, at: now)
            for association in account.positions.keys.sorted() {
                try EventTrail(sql, association).append(.signedIn, at: now, actor: "account-\(account.id)")
            }
        }
        return Session(token: token, csrf: csrf, viewer: account.viewer, needsPassword: needsPassword)
    }
}

extension Account {
    /// What the account may see.
    var viewer: Viewer {
        Viewer(user: id, name: displayName, isAdministrator: isAdministrator, positions: positions)
    }
}

/// Passwords that everybody tries first, those of at least 12 characters.
enum CommonPasswords {
    static func contains(_ password: String) -> Bool {
        let lower = password.lowercased()
        let distinct = Set(lower.unicodeScalars).count
        return distinct < 5 || known.contains { lower.hasPrefix($0) }
    }

    private static let known = [
        "password", "qwertyuiop", "123456789", "1q2w3e4r5t", "administrator", "letmein", "iloveyou", "welcome",
        "abcdefgh", "00966", "waslwasl",
    ]
}
