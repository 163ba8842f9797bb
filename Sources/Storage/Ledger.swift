import Casework
import Foundation

/// The account of everything accepted (claim D14): every receipt given is a delivery that is in the pipeline, in a ticket,
/// set aside or erased; what came again is counted beside; and cross-checks name what does not fit.
public struct Ledger: Sendable, Codable, Hashable {
    /// One association's account.
    public struct Account: Sendable, Codable, Hashable {
        /// The association.
        public var association: String
        /// Receipts given, by the counters that gave them.
        public var accepted = 0
        /// Accepted and not yet read.
        public var inPipeline = 0
        /// In a ticket.
        public var ticketed = 0
        /// Set aside with a reason.
        public var aside = 0
        /// Destroyed on request.
        public var erased = 0
        /// Deliveries that were copies of those, and got their receipts.
        public var repeats = 0
        /// Tickets.
        public var tickets = 0
        /// Outgoing texts.
        public var outgoing = 0
        /// Events in the audit trail.
        public var events = 0

        /// Receipts given for which no delivery is there.
        public var unaccounted: Int { accepted - inPipeline - ticketed - aside - erased }
    }

    /// What came by one channel on one day.
    public struct Day: Sendable, Codable, Hashable {
        /// The association.
        public var association: String
        /// The channel.
        public var channel: String
        /// The day where the associations work, as `2026-02-10`.
        public var day: String
        /// Deliveries, copies of them not counted.
        public var received = 0
        /// Not yet read.
        public var inPipeline = 0
        /// In a ticket.
        public var ticketed = 0
        /// Set aside.
        public var aside = 0
        /// Destroyed on request.
        public var erased = 0
        /// Copies.
        public var repeats = 0
    }

    /// Per association.
    public var accounts: [Account] = []
    /// Per association, channel and day, in this order.
    public var days: [Day] = []
    /// What does not fit, one sentence each; empty when all is well.
    public var faults: [String] = []

    /// Whether everything accepted is accounted for.
    public var isBalanced: Bool { faults.isEmpty }
}

extension SQLConnection {
    /// Recomputes the ledger from the rows; `deep` also reads all kept bytes and compares their SHA-256.
    public func ledger(deep: Bool = false) throws -> Ledger {
        var ledger = Ledger()
        for row in try query("SELECT DISTINCT association FROM counters ORDER BY association", []) {
            let association = try row.association(0)
            let days = try ledgerDays(of: association)
            let account = try account(of: association, days: days)
            ledger.accounts.append(account)
            ledger.days += days
            ledger.faults += try faults(of: association, unaccounted: account.unaccounted)
        }
        if deep { ledger.faults += try changedContents() }
        return ledger
    }

    /// What came by each channel on each day, of deliveries whose numbers are at least `first`.
    func ledgerDays(of association: AssociationID, from first: Identifier = 0) throws -> [Ledger.Day] {
        let rows = try query(
            """
            SELECT channel, (received_at + $3) / 86400000, state, count(*), CAST(sum(repeats) AS BIGINT) FROM deliveries
            WHERE association = $1 AND id >= $2 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """, [.text(association.rawValue), .int(first), .int(RiyadhClock.offset)])
        var days: [Ledger.Day] = []
        for row in rows {
            let (channel, day) = (try row.text(0), RiyadhClock.day(try row.int(1)))
            if days.last?.channel != channel || days.last?.day != day {
                days.append(Ledger.Day(association: association.rawValue, channel: channel, day: day))
            }
            let last = days.count - 1
            let (fate, count) = (try row.word(2) as DeliveryFate, try row.number(3))
            days[last].received += count
            days[last].repeats += try row.number(4)
            switch fate {
            case .accepted: days[last].inPipeline = count
            case .ticketed: days[last].ticketed = count
            case .aside: days[last].aside = count
            case .erased: days[last].erased = count
            }
        }
        return days
    }

    private func account(of association: AssociationID, days: [Ledger.Day]) throws -> Ledger.Account {
        var account = Ledger.Account(association: association.rawValue)
        account.accepted = try receiptsGiven(of: association).reduce(0) { $0 + $1.given }
        for day in days {
            account.inPipeline += day.inPipeline
            account.ticketed += day.ticketed
            account.aside += day.aside
            account.erased += day.erased
            account.repeats += day.repeats
        }
        for (table, path) in [("tickets", \Ledger.Account.tickets), ("outbox", \.outgoing), ("events", \.events)] {
            account[keyPath: path] =
                try first("SELECT count(*) FROM \(table) WHERE association = $1", [.text(association.rawValue)])?
                .number(0) ?? 0
        }
        return account
    }

    private func faults(of association: AssociationID, unaccounted: Int) throws -> [String] {
        var faults: [String] = []
        if unaccounted != 0 {
            faults.append("\(unaccounted) receipts were given for which no delivery is there")
            faults += try missingReceipts(of: association).map { "receipt without a delivery: \($0)" }
        }
        for check in LedgerCheck.all { faults += try check.faults(of: association, on: self) }
        faults += try contentFaults(of: association)
        faults += try brokenEvents(of: association).prefix(LedgerCheck.named).map {
            "event \($0.number) of chain \($0.chain) does not fit the audit trail"
        }
        return faults.map { "\(association): \($0)" }
    }
}

/// The year and day in which a moment falls where the associations work (UTC+3 all year round).
enum RiyadhClock {
    /// Milliseconds ahead of UTC.
    static let offset: Int64 = 3 * 3_600_000

    static func year(of moment: Date) -> Int {
        let days = ((moment.timeIntervalSince1970 + 3 * 3600) / 86_400).rounded(.down)
        return CalendarDay(dayNumber: Int(exactly: days) ?? 0).year
    }

    /// The day so many days after 1970-01-01, as `2026-02-10`.
    static func day(_ days: Int64) -> String { CalendarDay(dayNumber: Int(exactly: days) ?? 0).description }
}
