import Casework
import Foundation

extension Site {
    /// A public page of an association, or of none.
    func publicPage(
        _ template: String, _ view: any Sendable, _ visit: Visit, title: String, profile: AssociationProfile? = nil,
        status: Int = 200
    ) throws -> Answer {
        let shell = shell(visit, title: title, csrf: visitorToken(visit), profile: profile)
        return try page(template, view, visit, shell, status)
    }

    /// A page of the console, with the figures beside its menu.
    func consolePage(
        _ template: String, _ view: any Sendable, _ visit: Visit, title: String, current: ConsoleRoute,
        notice: String? = nil, status: Int = 200
    ) async throws -> Answer {
        let viewer = try visit.viewer
        let counts = try await desk.counts(for: viewer)
        let menu = ConsoleMenu(words: words(visit), counts: counts, viewer: viewer, current: current)
        let shell = shell(
            visit, title: title, csrf: visit.session?.csrf ?? "", officer: viewer.name, entries: menu.entries,
            notice: notice ?? menu.notice(visit.query["done"]), alarm: menu.alarm)
        return try page(template, view, visit, shell, status)
    }

    /// The page that says what went wrong, without details.
    func errorPage(_ refusal: Refusal, _ visit: Visit) -> Answer {
        let words = words(visit)
        let known = [400, 403, 404, 405, 413, 429, 503].contains(refusal.status) ? refusal.status : 500
        let view = ErrorView(
            status: String(refusal.status), heading: words["error.\(known)_title"], text: words["error.\(known)_text"],
            homeURL: visit.session == nil ? ConsoleRoute.associations.path : ConsoleRoute.queue.path)
        let page = try? publicPage("error", view, visit, title: view.heading, status: refusal.status)
        var answer = page ?? .plain(view.heading + "\n", status: refusal.status)
        if let seconds = refusal.retryAfter { answer = answer.with("retry-after", String(seconds)) }
        return answer
    }

    /// The token that this browser's public forms must carry.
    func visitorToken(_ visit: Visit) -> String { seal.signature("visitor", visit.visitor) }

    private func page(
        _ template: String, _ view: any Sendable, _ visit: Visit, _ shell: Shell, _ status: Int
    ) throws -> Answer {
        let context = PageContext(words: strings.table(visit.language), shell: shell, page: view)
        return .html(try library.render(template, context), status: status)
    }

    private func shell(
        _ visit: Visit, title: String, csrf: String, officer: String? = nil, entries: [Shell.Entry] = [],
        profile: AssociationProfile? = nil, notice: String? = nil, alarm: String? = nil
    ) -> Shell {
        let other: Language = visit.language == .arabic ? .english : .arabic
        let query = visit.query.filter { $0.key != "lang" && $0.key != "done" }.sorted { $0.key < $1.key }
        let pairs = query.map { "\(URLForm.encode($0.key))=\(URLForm.encode($0.value))" } + ["lang=\(other.rawValue)"]
        let path = visit.method == "GET" || visit.method == "HEAD" ? visit.path : pageOfPost(visit)
        return Shell(
            language: visit.language.rawValue, direction: visit.language.direction, title: title,
            otherLanguageURL: path + "?" + pairs.joined(separator: "&"),
            otherLanguageName: other == .arabic ? "العربية" : "English", otherLanguage: other.rawValue, csrf: csrf,
            styleURL: files.link("wasl.css"), scriptURL: files.link("wasl.js"), iconURL: files.link("icon.svg"),
            officer: officer, entries: entries, associationName: profile?.name[visit.language],
            associationURL: profile.map { ConsoleRoute.association($0.id.rawValue).path },
            homeURL: ConsoleRoute.associations.path, queueURL: ConsoleRoute.queue.path,
            searchURL: ConsoleRoute.search.path, signOutURL: ConsoleRoute.signOut.path,
            passwordURL: ConsoleRoute.password.path, liveURL: ConsoleRoute.live.path, notice: notice, alarm: alarm)
    }

    /// Where a page that answers a POST is read: the same address, or that of the ticket it belongs to.
    private func pageOfPost(_ visit: Visit) -> String {
        guard let association = visit.parameters["association"], let reference = visit.parameters["reference"] else {
            return visit.path
        }
        return ConsoleRoute.ticket(association, reference).path
    }
}

/// What the error page shows.
struct ErrorView: Sendable {
    let status: String
    let heading: String
    let text: String
    let homeURL: String
}
