import Casework
import Foundation
import Testing

@testable import Console

@Suite("Live updates")
struct LiveTests {
    @Test("A signed-in browser hears of a change by its reference alone, and the stream ends with the session")
    func stream() async throws {
        let sample = try SampleSite()
        guard
            case .signedIn(let session) = try await sample.accounts.signIn(
                name: "huda", password: SampleAccounts.password, from: "")
        else {
            Issue.record("The sample account should sign in.")
            return
        }
        let endpoint = try #require(sample.site.site.endpoints.first { $0.route == .live })
        let visit = Visit(
            method: "GET", path: "/console/live", remote: "127.0.0.1", now: SampleSite.noon, session: session)
        let answer = try await endpoint.answer(visit)
        #expect(answer.headers["content-type"] == "text/event-stream; charset=utf-8")
        guard case .stream(let pieces) = answer.body else {
            Issue.record("The answer should be a stream.")
            return
        }
        var heard: [String] = []
        for await piece in pieces {
            heard.append(piece)
            if heard.count == 2 { try await sample.accounts.signOut(session.token) }
        }
        #expect(heard == ["retry: 5000\n\n", "event: change\ndata: \(SampleTickets.reference(1))\n\n"])
    }
}
