import Casework
import Foundation
import Synchronization

/// Accounts in memory; passwords are compared as they are, which only a sample may do.
final class SampleAccounts: Accounts {
    static let password = "a long and good sentence"
    private struct State {
        var accounts: [Account]
        var sessions: [String: Session] = [:]
        var links: [String: Identifier] = ["0123456789abcdef0123456789abcdef": 2]
        var count = 0
    }
    private let state: Mutex<State>

    init() {
        let eman = AssociationID(rawValue: SampleProfiles.eman)
        let held = eman.map { [$0: ["medicines-liaison", "safeguarding"]] } ?? [:]
        let plain = eman.map { [$0: ["treatment-liaison"]] } ?? [:]
        state = Mutex(
            State(accounts: [
                Account(
                    id: 1, name: "huda", displayName: "هدى القحطاني", isAdministrator: true, positions: held,
                    isDisabled: false, lastSeenAt: Date(timeIntervalSince1970: 1_795_250_000)),
                Account(
                    id: 2, name: "saud", displayName: "سعود الغامدي", isAdministrator: false, positions: plain,
                    isDisabled: false),
                Account(
                    id: 3, name: "nora", displayName: "نورة العتيبي", isAdministrator: false, positions: [:],
                    isDisabled: true),
            ]))
    }

    func signIn(name: String, password: String, from remote: String) async throws -> SignInResult {
        if name == "locked" { return .locked(seconds: 600) }
        guard password == Self.password, let account = account({ $0.name == name }) else { return .wrong }
        return .signedIn(open(account, needsPassword: false))
    }

    func signIn(link token: String) async throws -> Session? {
        guard let id = state.withLock({ $0.links.removeValue(forKey: token) }), let account = account({ $0.id == id })
        else { return nil }
        return open(account, needsPassword: true)
    }

    func session(_ token: String) async throws -> Session? { state.withLock { $0.sessions[token] } }

    func signOut(_ token: String) async throws { state.withLock { $0.sessions[token] = nil } }

    func setPassword(_ password: String, for session: Session) async throws -> PasswordResult {
        guard (12...256).contains(password.count) else { return .badLength }
        if password == "password1234" { return .tooCommon }
        state.withLock { $0.sessions[session.token]?.needsPassword = false }
        return .set
    }

    func accounts() async throws -> [Account] { state.withLock { $0.accounts } }

    func save(_ account: Account, newLink: Bool, by viewer: Viewer?) async throws -> String? {
        state.withLock { state in
            var account = account
            if account.id == 0 { account.id = Identifier(state.accounts.count + 1) }
            state.accounts.removeAll { $0.id == account.id }
            state.accounts.append(account)
            return newLink ? "fedcba9876543210fedcba9876543210" : nil
        }
    }

    private func account(_ isMeant: (Account) -> Bool) -> Account? {
        state.withLock { $0.accounts }.first { isMeant($0) && !$0.isDisabled }
    }

    private func open(_ account: Account, needsPassword: Bool) -> Session {
        state.withLock { state in
            state.count += 1
            let viewer = Viewer(
                user: account.id, name: account.displayName, isAdministrator: account.isAdministrator,
                positions: account.positions)
            let session = Session(
                token: "session-\(account.name)-\(state.count)", csrf: "csrf-\(account.name)-\(state.count)",
                viewer: viewer, needsPassword: needsPassword)
            state.sessions[session.token] = session
            return session
        }
    }
}
