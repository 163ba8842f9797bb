import Casework
import Foundation

/// The account of everything accepted (claim D14): `accepted = in pipeline + ticketed + set aside + erased`, repeats counted
/// beside, and cross-checks that name what does not fit.
public struct Ledger: Sendable, Codable, Hashable {
    /// One association's account.
    public struct Account: Sendable, Codable, Hashable {
        /// The association.
        public var association: String
        /// Distinct deliveries.
        public var accepted = 0
        /// Accepted and not yet read.
        public var inPipeline = 0
        /// In a ticket.
        public var ticketed = 0
        /// Set aside with a reason.
        public var aside = 0
        /// Destroyed on request.
        public var erased = 0
        /// Deliveries that were copies of those.
        public var repeats = 0
        /// Tickets.
        public var tickets = 0
        /// Outgoing texts.
        public var outgoing = 0
        /// Events in the audit trail.
        public var events = 0
    }

    /// Per association.
    public var accounts: [Account] = []
    /// What does not fit, one sentence each; empty when all is well.
    public var faults: [String] = []

    /// Whether everything accepted is accounted for.
    public var isBalanced: Bool { faults.isEmpty }
}

extension SQLConnection {
    /// Recomputes the ledger from the rows.
    public func ledger() throws -> Ledger {
        var ledger = Ledger()
        let associations = try query("SELECT DISTINCT association FROM deliveries ORDER BY association", [])
        for row in associations {
            let association = try row.association(0)
            let account = try account(of: association)
            ledger.accounts.append(account)
            let sum = account.inPipeline + account.ticketed + account.aside + account.erased
            if sum != account.accepted {
                ledger.faults.append("\(association): accepted \(account.accepted), accounted for \(sum)")
            }
            for event in try brokenEvents(of: association).prefix(10) {
                ledger.faults.append(
                    "\(association): event \(event.number) of chain \(event.chain) does not fit the audit trail")
            }
        }
        for check in Self.crossChecks {
            for row in try query(check.query, []) {
                ledger.faults.append("\(try row.text(0)): \(check.fault) \(try row.int(1))")
            }
        }
        return ledger
    }

    private func account(of association: AssociationID) throws -> Ledger.Account {
        var account = Ledger.Account(association: association.rawValue)
        let rows = try query(
            "SELECT state, count(*), CAST(sum(repeats) AS BIGINT) FROM deliveries WHERE association = $1 GROUP BY state",
            [.text(association.rawValue)])
        for row in rows {
            let fate: DeliveryFate = try row.word(0)
            let count = try row.number(1)
            account.accepted += count
            account.repeats += try row.number(2)
            switch fate {
            case .accepted: account.inPipeline = count
            case .ticketed: account.ticketed = count
            case .aside: account.aside = count
            case .erased: account.erased = count
            }
        }
        for (table, path) in [("tickets", \Ledger.Account.tickets), ("outbox", \.outgoing), ("events", \.events)] {
            account[keyPath: path] =
                try first("SELECT count(*) FROM \(table) WHERE association = $1", [.text(association.rawValue)])?
                .number(0) ?? 0
        }
        return account
    }

    private static var crossChecks: [(fault: String, query: String)] {
        [
            (
                "accepted delivery without a job:",
                """
                SELECT association, id FROM deliveries d WHERE state = 'accepted' AND NOT EXISTS (SELECT 1 FROM jobs j
                WHERE j.association = d.association AND j.kind = 'read' AND j.subject = d.id) LIMIT 10
                """
            ),
            (
                "job without an accepted delivery:",
                """
                SELECT association, subject FROM jobs j WHERE kind = 'read' AND NOT EXISTS (SELECT 1 FROM deliveries d
                WHERE d.association = j.association AND d.id = j.subject AND d.state = 'accepted') LIMIT 10
                """
            ),
            (
                "delivery without its bytes:",
                """
                SELECT association, id FROM deliveries d WHERE state <> 'erased' AND NOT EXISTS (SELECT 1 FROM contents c
                WHERE c.association = d.association AND c.sha256 = d.content AND c.part = 0) LIMIT 10
                """
            ),
            (
                "ticketed delivery without exactly one message:",
                """
                SELECT association, id FROM deliveries d WHERE state = 'ticketed' AND 1 <> (SELECT count(*)
                FROM messages m WHERE m.association = d.association AND m.ticket = d.ticket AND m.delivery = d.id)
                LIMIT 10
                """
            ),
            (
                "ticket without a message:",
                """
                SELECT association, id FROM tickets t WHERE NOT EXISTS (SELECT 1 FROM messages m
                WHERE m.association = t.association AND m.ticket = t.id) LIMIT 10
                """
            ),
            (
                "outgoing text without its ticket:",
                """
                SELECT association, id FROM outbox o WHERE NOT EXISTS (SELECT 1 FROM tickets t
                WHERE t.association = o.association AND t.id = o.ticket) LIMIT 10
                """
            ),
            (
                "queued text without a job:",
                """
                SELECT association, id FROM outbox o WHERE state IN ('queued', 'sending') AND NOT EXISTS (SELECT 1
                FROM jobs j WHERE j.association = o.association AND j.kind = 'send' AND j.subject = o.id) LIMIT 10
                """
            ),
        ]
    }
}
