public import Casework
public import Foundation
import HTTPTypes
public import Hummingbird
public import Logging
import NIOCore

/// The whole site: public pages, the officers' console, webhooks and the API, ready to be served.
public struct ConsoleSite: Sendable {
    /// A connection that is silent for so many seconds is closed.
    public static let idleSeconds: Int64 = 75

    let site: Site

    /// Reads templates, words and static files; throws a sentence that says what to do when one cannot be used.
    public init(
        configuration: ConsoleConfiguration, desk: any Desk, accounts: any Accounts, forms: any FormIntake,
        learning: any LearningDesk,
        webhook: @escaping @Sendable (ConsoleWebhook) async -> ConsoleWebhookReply,
        metrics: @escaping @Sendable () async -> String = { "" },
        readiness: @escaping @Sendable () async -> Bool = { true },
        now: @escaping @Sendable () -> Date = { Date() }, logger: Logger
    ) throws {
        site = try Site(
            configuration: configuration, desk: desk, accounts: accounts, forms: forms, learning: learning,
            webhook: webhook,
            metrics: metrics, readiness: readiness, now: now, logger: logger)
    }

    /// The server as a service; calls `onListening` with its port once it accepts (`port` 0 takes any free one).
    public func application(
        host: String, port: Int, onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            responder: ConsoleResponder(site: site),
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(Self.idleSeconds),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? port) },
            logger: site.logger)
    }
}

/// Routes requests to endpoints; whatever goes wrong on the way is answered without details.
struct ConsoleResponder: HTTPResponder {
    private let gate: Gate
    private let router: RouterResponder<ConsoleContext>

    init(site: Site) {
        let gate = Gate(site: site, wire: Wire(configuration: site.configuration))
        let router = Router(context: ConsoleContext.self, options: .autoGenerateHeadEndpoints)
        for endpoint in site.endpoints {
            let method = HTTPRequest.Method(rawValue: endpoint.method.rawValue) ?? .get
            router.on(RouterPath(endpoint.route.path), method: method) { request, context in
                await gate.respond(endpoint, request, context)
            }
        }
        self.gate = gate
        self.router = router.buildResponder()
    }

    /// The endpoint's answer, or the page that says there is none.
    func respond(to request: Request, context: ConsoleContext) async throws -> Response {
        let response = try await router.respond(to: request, context: context)
        // The router names the path it matched; without one its answer is empty.
        let isMatched = context.coreContext.endpointPath.value.map { $0 != "NotFound" } ?? false
        return isMatched ? response : gate.unmatched(request, context, status: 404)
    }
}
