import Casework
import Foundation
import ServiceLifecycle

/// Server-sent events: a word whenever something that the viewer may see has changed.
struct LivePage: Sendable {
    /// A comment is sent after so many quiet seconds, and the session is looked at again.
    static let beatSeconds = 5
    /// A stream ends by itself after so many seconds; the browser asks for the next.
    static let longestSeconds = 1800.0

    let site: Site

    var endpoints: [Endpoint] { [.get(.live, .officer) { try stream($0) }] }

    private func stream(_ visit: Visit) throws -> Answer {
        guard let session = visit.session else { throw Refusal.notFound }
        guard site.streams.take() else { throw Refusal.busy }
        let (events, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(32))
        continuation.yield("retry: 5000\n\n")
        let site = site
        let work = Task { @concurrent in
            await Self.feed(continuation, session, site)
            continuation.finish()
        }
        continuation.onTermination = { _ in
            work.cancel()
            site.streams.leave()
        }
        return Answer(
            headers: ["content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no"],
            body: .stream(events))
    }

    /// Writes changes and beats until the session is over, the browser gone or the server stopping.
    @concurrent
    private static func feed(
        _ continuation: AsyncStream<String>.Continuation, _ session: Session, _ site: Site
    ) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await change in site.desk.changes(for: session.viewer) {
                    let data = change.reference?.description ?? ""
                    continuation.yield("event: change\ndata: \(data)\n\n")
                }
            }
            group.addTask { await beat(continuation, session, site) }
            group.addTask { try? await gracefulShutdown() }
            await group.next()
            group.cancelAll()
        }
    }

    private static func beat(
        _ continuation: AsyncStream<String>.Continuation, _ session: Session, _ site: Site
    ) async {
        let end = site.now().addingTimeInterval(longestSeconds)
        while site.now() < end, !Task.isCancelled {
            try? await Task.sleep(for: .seconds(beatSeconds))
            let current = try? await site.accounts.session(session.token)
            guard current?.viewer == session.viewer else { return }
            continuation.yield(": still here\n\n")
        }
    }
}
