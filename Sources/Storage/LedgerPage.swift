public import Casework
public import Foundation

/// What the page of the ledger asks: quick, since only the last days are looked at.
extension SQLConnection {
    /// Receipts given and missing.
    public func receiptCount(of association: AssociationID) throws -> ReceiptCount {
        let given = try receiptsGiven(of: association).reduce(0) { $0 + $1.given }
        let there =
            try first("SELECT count(*) FROM deliveries WHERE association = $1", [.text(association.rawValue)])?.number(
                0) ?? 0
        return ReceiptCount(association: association, given: given, missing: given - there)
    }

    /// The days of an association since a moment, and the channels of deliveries whose fate is not proven, once for each.
    public func recentLedger(of association: AssociationID, since moment: Date) throws -> (
        days: [Ledger.Day], unproven: [ChannelID]
    ) {
        // Row numbers begin with the time at which they were made.
        let first = max(0, moment.milliseconds) << 21
        let days = try ledgerDays(of: association, from: first)
        var rows: Set<Identifier> = []
        for check in LedgerCheck.deliveries {
            rows.formUnion(try check.rows(of: association, after: first - 1, on: self))
        }
        let channels = try rows.compactMap { try delivery($0, of: association)?.channel }
        return (days, channels)
    }

    /// What the gateway of a channel says of texts since a moment: how many bear its number, of how many it has not
    /// reported, and how many reports are of no text of ours.
    public func gatewayCounts(of channel: ChannelID, since moment: Date) throws -> (
        taken: Int, waiting: Int, strange: Int
    ) {
        let name = SQLValue.text(channel.rawValue)
        let row = try first(
            """
            SELECT count(*), coalesce(sum(CASE WHEN state = 'sent' THEN 1 ELSE 0 END), 0) FROM outbox
            WHERE channel = $1 AND provider_id IS NOT NULL AND created_at >= $2
            """, [name, .date(moment)])
        let strange = try first("SELECT count(*) FROM early_reports WHERE channel = $1", [name])
        return (try row?.number(0) ?? 0, try row?.number(1) ?? 0, try strange?.number(0) ?? 0)
    }
}
