import Casework
import Foundation
import Hummingbird
import Logging

/// What happens to every request, in this order:
///
/// 1. the wire's request becomes a visit: address, language, path;
/// 2. uses that are counted are counted;
/// 3. who asks is found out, and who may not is sent away;
/// 4. the body is read within its limit;
/// 5. a change must come from a page of ours, with its token;
/// 6. the endpoint answers.
struct Gate: Sendable {
    let site: Site
    let wire: Wire

    /// Answers a request at an endpoint; refusals become pages that tell nothing.
    func respond(_ endpoint: Endpoint, _ request: Request, _ context: ConsoleContext) async -> Response {
        var visit = wire.visit(request, context, now: site.now())
        do {
            try count(endpoint, visit)
            if let elsewhere = try await identify(endpoint, &visit) { return wire.response(elsewhere) }
            let answer = try await read(endpoint, request, &visit)
            return wire.response(remembering(answer, endpoint, visit))
        } catch let refusal as Refusal {
            return wire.response(refused(refusal, endpoint, visit))
        } catch {
            site.logger.error(
                "A page could not be made.",
                metadata: ["page": "\(endpoint.route.path)", "error": "\(type(of: error))"])
            return wire.response(refused(Refusal(status: 500), endpoint, visit))
        }
    }

    /// Answers a request that no endpoint matches.
    func unmatched(_ request: Request, _ context: ConsoleContext, status: Int) -> Response {
        let visit = wire.visit(request, context, now: site.now())
        return wire.response(site.errorPage(Refusal(status: status), visit))
    }

    private func count(_ endpoint: Endpoint, _ visit: Visit) throws(Refusal) {
        guard let allowance = endpoint.allowance, let limit = site.limits[allowance] else { return }
        if let seconds = limit.refuse(visit.remote, at: visit.now) { throw .tooMany(retryAfter: seconds) }
    }

    /// Finds out who asks; returns an answer when they are sent elsewhere.
    private func identify(_ endpoint: Endpoint, _ visit: inout Visit) async throws -> Answer? {
        switch endpoint.audience {
        case .machine: return nil
        case .visitor:
            visit.visitor = wire.cookie(.visitor, visit).flatMap { site.seal.opened("browser", $0) } ?? ""
            return nil
        case .officer, .administrator:
            visit.session = try await session(visit)
            guard let session = visit.session else { return SignInPages.redirect(from: visit) }
            if session.needsPassword, endpoint.route != .password, endpoint.route != .signOut {
                return .see(.password)
            }
            if endpoint.audience == .administrator, !session.viewer.isAdministrator { throw Refusal.notFound }
            return nil
        case .client:
            visit.session = try await clientSession(visit)
            guard let session = visit.session, !session.needsPassword else { throw Refusal(status: 401) }
            return nil
        }
    }

    private func session(_ visit: Visit) async throws -> Session? {
        guard let token = wire.cookie(.session, visit), !token.isEmpty else { return nil }
        return try await site.accounts.session(token)
    }

    private func clientSession(_ visit: Visit) async throws -> Session? {
        guard let authorization = visit.headers["authorization"] else { return try await session(visit) }
        let parts = authorization.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 512 else { return nil }
        return try await site.accounts.session(parts[1])
    }

    /// Reads the body as the endpoint wants it, checks where a change comes from, and lets the endpoint answer.
    private func read(_ endpoint: Endpoint, _ request: Request, _ visit: inout Visit) async throws -> Answer {
        switch endpoint.body {
        case .none: break
        case .raw(let limit):
            let declared = request.headers[.contentLength].flatMap { Int($0) }
            // What is large, or may be, is held in memory like an upload.
            let isLarge = endpoint.method != .get && declared.map { $0 > Endpoint.usualHook } ?? true
            guard !isLarge || site.uploads.take() else { throw Refusal.busy }
            defer { if isLarge { site.uploads.leave() } }
            visit.body = try await wire.body(request, limit: limit)
            return try await answer(endpoint, visit)
        case .form(let limit):
            let body = try await wire.body(request, limit: limit)
            guard let fields = URLForm.parse(body) else { throw Refusal.malformed }
            visit.fields = fields
        case .upload(let limit): return try await upload(endpoint, request, &visit, limit)
        }
        return try await answer(endpoint, visit)
    }

    /// Files are held in memory, so only so many uploads are read at once.
    private func upload(
        _ endpoint: Endpoint, _ request: Request, _ visit: inout Visit, _ limit: Int
    ) async throws -> Answer {
        guard site.uploads.take() else { throw Refusal.busy }
        defer { site.uploads.leave() }
        let body = try await wire.body(request, limit: limit)
        let type = visit.headers["content-type"] ?? ""
        if type.lowercased().hasPrefix("multipart/form-data") {
            guard let form = MultipartForm(body, contentType: type) else { throw Refusal.malformed }
            visit.fields = form.fields
            visit.files = form.files
        } else {
            guard let fields = URLForm.parse(body) else { throw Refusal.malformed }
            visit.fields = fields
        }
        return try await answer(endpoint, visit)
    }

    private func answer(_ endpoint: Endpoint, _ visit: Visit) async throws -> Answer {
        if endpoint.method != .get, endpoint.audience != .machine {
            try OriginCheck(site: site).check(visit)
        }
        var visit = visit
        if visit.visitor.isEmpty { visit.visitor = Seal.randomToken() }
        let answer = try await endpoint.answer(visit)
        return endpoint.audience == .visitor ? keepingVisitor(answer, visit) : answer
    }

    /// Gives a new visitor the cookie that its forms' tokens are made from.
    private func keepingVisitor(_ answer: Answer, _ visit: Visit) -> Answer {
        let value = site.seal.sealed("browser", visit.visitor)
        guard wire.cookie(.visitor, visit) != value else { return answer }
        return answer.setting(CookieChange(cookie: .visitor, value: value))
    }

    /// Keeps the language that `?lang=` chose for a year.
    private func remembering(_ answer: Answer, _ endpoint: Endpoint, _ visit: Visit) -> Answer {
        guard endpoint.audience != .machine, visit.query["lang"] == visit.language.rawValue else { return answer }
        let cookie = CookieChange(cookie: .language, value: visit.language.rawValue, maxAge: 365 * 86_400)
        return answer.setting(cookie)
    }

    private func refused(_ refusal: Refusal, _ endpoint: Endpoint, _ visit: Visit) -> Answer {
        switch endpoint.audience {
        case .machine, .client:
            var answer = Answer.json(["status": refusal.status], status: refusal.status)
            if refusal.status == 401 { answer = answer.with("www-authenticate", "Bearer") }
            if let seconds = refusal.retryAfter { answer = answer.with("retry-after", String(seconds)) }
            return answer
        case .visitor, .officer, .administrator: return site.errorPage(refusal, visit)
        }
    }
}
