import Casework
import Foundation

/// Signing in with a password or a one-time link, choosing a password, signing out.
struct SignInPages: Sendable {
    /// The longest password taken to be checked, in bytes of UTF-8.
    static let longestPassword = 1024

    let site: Site

    var endpoints: [Endpoint] {
        [
            .get(.signIn, .visitor) { try show($0, next: Self.safeNext($0.query["next"])) },
            .post(.signIn, .visitor, body: .form(limit: 8 * 1024), allowance: .signIns) { try await signIn($0) },
            // The link only shows a button, so that a program that looks at links does not use it up.
            .get(.link(":token"), .visitor) { visit in
                let words = site.words(visit)
                return try site.publicPage(
                    "sign-in-link", SignInLinkView(linkURL: visit.path), visit, title: words["sign_in.link_title"])
            },
            .post(.link(":token"), .visitor, body: .form(limit: 8 * 1024), allowance: .signIns) {
                try await useLink($0)
            },
            .get(.password, .officer) { try await choose($0) },
            .post(.password, .officer, body: .form(limit: 8 * 1024)) { try await setPassword($0) },
            .post(.signOut, .officer) { try await signOut($0) },
        ]
    }

    /// Sends somebody who is not signed in to the sign-in page; a page asked for is shown afterwards.
    static func redirect(from visit: Visit) -> Answer {
        guard visit.method == "GET", let next = safeNext(visit.path), next != ConsoleRoute.live.path else {
            return .see(.signIn)
        }
        return .see(.signIn, query: next == ConsoleRoute.queue.path ? "" : "?next=\(URLForm.encode(next))")
    }

    /// A path of the console to go on to; nil for anything else.
    static func safeNext(_ path: String?) -> String? {
        guard let path, path.utf8.count <= 200, path == "/console" || path.hasPrefix("/console/") else { return nil }
        let isPlain = path.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isPlain && !path.contains("//") ? path : nil
    }

    private func show(_ visit: Visit, name: String = "", next: String?, problem: String? = nil, status: Int = 200)
        throws -> Answer
    {
        let words = site.words(visit)
        let view = SignInView(
            signInURL: ConsoleRoute.signIn.path, name: name, next: next ?? "", problem: problem.map { words[$0] })
        return try site.publicPage("sign-in", view, visit, title: words["sign_in.title"], status: status)
    }

    private func signIn(_ visit: Visit) async throws -> Answer {
        let password = visit.fields["password"] ?? ""
        let name = visit.field("name")
        let next = Self.safeNext(visit.field("next"))
        guard password.utf8.count <= Self.longestPassword, name.utf8.count <= 200 else { throw Refusal.malformed }
        switch try await site.accounts.signIn(name: name, password: password, from: visit.remote) {
        case .signedIn(let session): return enter(session, next: next)
        case .wrong: return try show(visit, name: name, next: next, problem: "sign_in.wrong", status: 403)
        case .locked(let seconds):
            return try show(visit, name: name, next: next, problem: "sign_in.locked", status: 429)
                .with("retry-after", String(max(seconds, 1)))
        }
    }

    private func useLink(_ visit: Visit) async throws -> Answer {
        guard let token = visit.parameters["token"], let session = try await site.accounts.signIn(link: token) else {
            return try show(visit, next: nil, problem: "sign_in.link_used", status: 403)
        }
        return enter(session, next: nil)
    }

    private func enter(_ session: Session, next: String?) -> Answer {
        let place = session.needsPassword ? ConsoleRoute.password.path : next ?? ConsoleRoute.queue.path
        return Answer(status: 303, headers: ["location": place])
            .setting(CookieChange(cookie: .session, value: session.token))
    }

    private func choose(_ visit: Visit, problem: String? = nil, status: Int = 200) async throws -> Answer {
        let words = site.words(visit)
        let view = PasswordView(
            isFirst: visit.session?.needsPassword ?? false, problem: problem.map { words[$0] })
        return try await site.consolePage(
            "password", view, visit, title: words["password.title"], current: .password, status: status)
    }

    private func setPassword(_ visit: Visit) async throws -> Answer {
        let password = visit.fields["password"] ?? ""
        guard let session = visit.session, password.utf8.count <= Self.longestPassword else { throw Refusal.malformed }
        guard password == visit.fields["repeated"] else {
            return try await choose(visit, problem: "password.differs", status: 422)
        }
        switch try await site.accounts.setPassword(password, for: session) {
        case .set: return .see(.queue, query: "?done=password")
        case .badLength: return try await choose(visit, problem: "password.bad_length", status: 422)
        case .tooCommon: return try await choose(visit, problem: "password.too_common", status: 422)
        }
    }

    private func signOut(_ visit: Visit) async throws -> Answer {
        if let session = visit.session { try await site.accounts.signOut(session.token) }
        return Answer.see(.signIn)
            .setting(.end(.session))
            .with("clear-site-data", "\"cache\", \"storage\"")
    }
}

/// The sign-in page.
struct SignInView: Sendable {
    let signInURL: String
    let name: String
    let next: String
    let problem: String?
}

/// The page of a one-time link.
struct SignInLinkView: Sendable {
    let linkURL: String
}

/// The page where a password is chosen.
struct PasswordView: Sendable {
    let isFirst: Bool
    let problem: String?
}
