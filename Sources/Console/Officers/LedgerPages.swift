import Casework
import Foundation

/// Where administrators see that nothing is lost, and that it could be restored.
struct LedgerPages: Sendable {
    let site: Site

    var endpoints: [Endpoint] {
        [
            .get(.ledger, .administrator) { visit in
                let words = site.words(visit)
                let page = try await site.desk.ledger(for: visit.viewer)
                let view = LedgerView(page, words) { association in
                    site.profile(association)?.shortName[words.language] ?? association.rawValue
                }
                return try await site.consolePage(
                    "console/ledger", view, visit, title: words["ledger.title"], current: .ledger)
            },
            .post(.release, .administrator) { visit in
                let everything = visit.isTicked("everything")
                try await site.desk.releaseHeld(everything: everything, for: visit.viewer)
                return .see(.ledger, query: "?done=released")
            },
        ]
    }
}
