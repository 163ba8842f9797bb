import Casework
import Foundation

/// What programs ask for: health, figures, the described interface, webhooks, files.
struct MachinePages: Sendable {
    let site: Site

    var endpoints: [Endpoint] {
        var endpoints: [Endpoint] = [
            .get(.health, .machine) { _ in .plain("ok\n") },
            .get(.readiness, .machine) { _ in
                await site.readiness() ? .plain("ready\n") : .plain("not ready\n", status: 503)
            },
            .get(.metrics, .machine) { _ in
                Answer.bytes(Data(await site.metrics().utf8), type: "text/plain; version=0.0.4; charset=utf-8")
                    .under(.machine)
            },
            .get(.openAPI, .machine) { _ in
                Answer.bytes(site.openAPI, type: "application/json; charset=utf-8").under(.machine)
            },
            .get(.file(":name"), .machine) { visit in
                try site.files.answer(
                    visit.parameters["name"] ?? "", version: visit.query["v"],
                    ifNoneMatch: visit.headers["if-none-match"])
            },
        ]
        for method in Endpoint.Method.allCases {
            for route in [ConsoleRoute.hook(":channel"), .hookPath(":channel")] {
                endpoints.append(hook(method, route))
            }
        }
        return endpoints
    }

    private func hook(_ method: Endpoint.Method, _ route: ConsoleRoute) -> Endpoint {
        Endpoint(
            method: method, route: route, audience: .machine, body: .raw(limit: Endpoint.hookLimit), allowance: .hooks
        ) { visit in
            let query = visit.rawQuery.isEmpty ? "" : "?\(visit.rawQuery)"
            let call = ConsoleWebhook(
                channel: visit.parameters["channel"] ?? "", method: visit.method,
                url: site.configuration.baseURL + visit.path + query, path: visit.path, query: visit.query,
                headers: visit.headers, body: visit.body, remote: visit.remote)
            let reply = await site.webhook(call)
            let answer = Answer.bytes(reply.body, type: reply.contentType, status: reply.status).under(.machine)
            return reply.headers.reduce(answer) { $0.with($1.key, $1.value) }
        }
    }
}
