public import Foundation

/// Who may sign in to the console; secrets are kept only as hashes.
public protocol Accounts: Sendable {
    /// Checks a name and password; counts failures and locks for a while after 5 in 15 minutes.
    func signIn(name: String, password: String, from remote: String) async throws -> SignInResult
    /// Uses a one-time link; nil when it was used, is unknown or too old.
    func signIn(link token: String) async throws -> Session?
    /// The session of a cookie; nil when it is over (12 hours, or 2 hours unused).
    func session(_ token: String) async throws -> Session?
    /// Ends a session.
    func signOut(_ token: String) async throws
    /// Sets one's own password (12…256 characters) and ends all other sessions.
    func setPassword(_ password: String, for session: Session) async throws -> PasswordResult
    /// All accounts.
    func accounts() async throws -> [Account]
    /// Makes or changes an account; returns a one-time sign-in token when `newLink`.
    func save(_ account: Account, newLink: Bool, by viewer: Viewer?) async throws -> String?
}

/// A signed-in browser.
public struct Session: Sendable, Hashable {
    /// The cookie's value; never logged.
    public var token: String
    /// The token every form of the session must carry.
    public var csrf: String
    /// Who.
    public var viewer: Viewer
    /// Whether a password must be chosen first.
    public var needsPassword: Bool

    /// A session.
    public init(token: String, csrf: String, viewer: Viewer, needsPassword: Bool) {
        self.token = token
        self.csrf = csrf
        self.viewer = viewer
        self.needsPassword = needsPassword
    }
}

/// What became of a sign-in.
public enum SignInResult: Sendable, Hashable {
    case signedIn(Session)
    /// Unknown name or wrong password: not said which.
    case wrong
    /// Too many failures; seconds to wait.
    case locked(seconds: Int)
}

/// What became of a new password.
public enum PasswordResult: Sendable, Hashable {
    case set
    /// Fewer than 12 or more than 256 characters.
    case badLength
    /// Among the most common ones.
    case tooCommon
}

/// An account of the console.
public struct Account: Sendable, Hashable {
    /// Its number; 0 for a new one.
    public var id: Identifier
    /// The name typed at sign-in.
    public var name: String
    /// The name shown.
    public var displayName: String
    /// May see everything unsealed and make accounts.
    public var isAdministrator: Bool
    /// Positions held, per association.
    public var positions: [AssociationID: [String]]
    /// Cannot sign in.
    public var isDisabled: Bool
    /// The last sign-in.
    public var lastSeenAt: Date?

    /// An account.
    public init(
        id: Identifier, name: String, displayName: String, isAdministrator: Bool,
        positions: [AssociationID: [String]], isDisabled: Bool, lastSeenAt: Date? = nil
    ) {
        self.id = id
        self.name = name
        self.displayName = displayName
        self.isAdministrator = isAdministrator
        self.positions = positions
        self.isDisabled = isDisabled
        self.lastSeenAt = lastSeenAt
    }
}
