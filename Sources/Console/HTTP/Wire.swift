import Casework
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Turns requests of the wire into visits, and answers into responses.
struct Wire: Sendable {
    /// How long a body may take to arrive, in seconds.
    static let bodySeconds = 120

    let configuration: ConsoleConfiguration

    /// A request as a visit, its body not yet read.
    func visit(_ request: Request, _ context: ConsoleContext, now: Date) -> Visit {
        let headers = headers(request)
        let path = request.uri.path
        let query = request.uri.query ?? ""
        var visit = Visit(
            method: request.method.rawValue, path: path, query: URLForm.parse(query.utf8) ?? [:],
            rawQuery: query, headers: headers, parameters: parameters(context),
            remote: remote(context.peer, headers["x-forwarded-for"]), now: now)
        visit.language = language(visit)
        return visit
    }

    /// A cookie of the visit.
    func cookie(_ cookie: ConsoleCookie, _ visit: Visit) -> String? {
        visit.headers["cookie"].flatMap { cookie.value(in: $0, isHTTPS: configuration.isHTTPS) }
    }

    /// The body, at most `limit` bytes; throws 413 when it is larger, 408 when it takes too long.
    func body(_ request: Request, limit: Int) async throws -> Data {
        if let declared = request.headers[.contentLength].flatMap({ Int($0) }), declared > limit {
            throw Refusal.tooLarge
        }
        return try await withThrowingTaskGroup(of: Data.self) { group in
            group.addTask { try await Self.collect(request.body, limit) }
            group.addTask {
                try await Task.sleep(for: .seconds(Self.bodySeconds))
                throw Refusal(status: 408)
            }
            defer { group.cancelAll() }
            guard let data = try await group.next() else { throw Refusal.malformed }
            return data
        }
    }

    /// An answer as a response, with the security headers of its kind.
    func response(_ answer: Answer) -> Response {
        var fields = HTTPFields()
        let merged = answer.policy.headers(isHTTPS: configuration.isHTTPS).merging(answer.headers) { _, own in own }
        for (name, value) in merged.sorted(by: { $0.key < $1.key }) {
            if let name = HTTPField.Name(name) { fields[name] = Self.oneLine(value) }
        }
        for cookie in answer.cookies {
            fields.append(HTTPField(name: .setCookie, value: cookie.header(isHTTPS: configuration.isHTTPS)))
        }
        return Response(status: .init(code: answer.status), headers: fields, body: Self.responseBody(answer.body))
    }

    private static func collect(_ body: RequestBody, _ limit: Int) async throws -> Data {
        var data = Data()
        for try await var buffer in body {
            let bytes = buffer.readBytes(length: buffer.readableBytes) ?? []
            guard data.count + bytes.count <= limit else { throw Refusal.tooLarge }
            data.append(contentsOf: bytes)
        }
        return data
    }

    private static func responseBody(_ body: Answer.Body) -> ResponseBody {
        switch body {
        case .empty: return ResponseBody()
        case .bytes(let data): return ResponseBody(byteBuffer: ByteBuffer(bytes: data))
        case .stream(let pieces): return ResponseBody(asyncSequence: pieces.map { ByteBuffer(string: $0) })
        }
    }

    /// No header value of ours can hold a line break, whatever it was made from.
    private static func oneLine(_ value: String) -> String {
        String(decoding: value.utf8.filter { $0 >= 0x20 && $0 != 0x7F }, as: UTF8.self)
    }

    private func headers(_ request: Request) -> [String: String] {
        var result: [String: String] = [:]
        for field in request.headers {
            let name = field.name.canonicalName
            let separator = name == "cookie" ? "; " : ", "
            result[name] = result[name].map { $0 + separator + field.value } ?? field.value
        }
        if let authority = request.head.authority { result["host"] = authority }
        return result
    }

    private func parameters(_ context: ConsoleContext) -> [String: String] {
        var result: [String: String] = [:]
        for (name, value) in context.parameters {
            result[String(name)] = URLForm.decode(value.utf8.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 })
        }
        return result
    }

    private func language(_ visit: Visit) -> Language {
        let chosen = visit.query["lang"].flatMap(Language.init(rawValue:))
        return chosen ?? cookie(.language, visit).flatMap(Language.init(rawValue:)) ?? .arabic
    }

    /// The peer, or what a trusted proxy says is behind it.
    func remote(_ peer: String, _ forwarded: String?) -> String {
        guard configuration.trustedProxies.contains(peer), let last = forwarded?.split(separator: ",").last else {
            return peer
        }
        let address = last.trimmingCharacters(in: .whitespaces)
        return address.utf8.count <= 45 ? address : peer
    }
}
