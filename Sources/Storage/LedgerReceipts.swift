import Casework

/// The receipts that were given, from the counters that gave them: an account of deliveries that does not ask the deliveries.
extension SQLConnection {
    /// How many receipts of each year were given; numbers that a restore skipped are not.
    func receiptsGiven(of association: AssociationID) throws -> [(year: String, last: Int, given: Int)] {
        var values: [String: Int] = [:]
        for row in try query(
            "SELECT name, value FROM counters WHERE association = $1", [.text(association.rawValue)])
        {
            values[try row.text(0)] = try row.number(1)
        }
        return values.filter { $0.key.hasPrefix(Self.receipts) }.sorted { $0.key < $1.key }.map { name, value in
            (String(name.suffix(2)), value, value - (values[Self.skipped + name] ?? 0))
        }
    }

    /// Numbers that were given and have no delivery, a few of them; in a year in which a restore skipped numbers they
    /// cannot be told apart from those.
    func missingReceipts(of association: AssociationID) throws -> [ReferenceNumber] {
        var missing: [ReferenceNumber] = []
        for (year, last, given) in try receiptsGiven(of: association) where last == given {
            var (expected, after) = (1, year)
            while missing.count < LedgerCheck.named, expected <= last {
                let page = try query(
                    """
                    SELECT receipt FROM deliveries WHERE association = $1 AND receipt LIKE $2 AND receipt > $3
                    AND length(receipt) = $4 ORDER BY receipt LIMIT 1000
                    """,
                    [.text(association.rawValue), .text(year + "%"), .text(after), .count(Self.digits(expected))]
                ).map { try $0.reference(0) }
                for receipt in page {
                    let serial = Self.serial(receipt)
                    while expected < serial, missing.count < LedgerCheck.named {
                        missing.append(ReferenceNumber(year: 2000 + (Int(year) ?? 0), serial: expected))
                        expected += 1
                    }
                    expected = serial + 1
                }
                guard page.count < 1000 else {
                    after = page.last?.description ?? after
                    continue
                }
                // The next serials have a digit more, or there are none: the rest up to there is missing.
                let end = min(last, Self.largest(Self.digits(expected)))
                while expected <= end, missing.count < LedgerCheck.named {
                    missing.append(ReferenceNumber(year: 2000 + (Int(year) ?? 0), serial: expected))
                    expected += 1
                }
                after = year
            }
        }
        return missing
    }

    /// Notes numbers that were passed over on purpose.
    func noteSkipped(_ count: Int, of series: String, _ association: AssociationID) throws {
        try run(
            """
            INSERT INTO counters (association, name, value) VALUES ($1, $2, $3)
            ON CONFLICT (association, name) DO UPDATE SET value = counters.value + excluded.value
            """, [.text(association.rawValue), .text(Self.skipped + series), .count(count)])
    }

    private static var receipts: String { "receipt-" }
    /// Leads the name of a series of which numbers were skipped.
    static var skipped: String { "skipped-" }

    private static func serial(_ receipt: ReferenceNumber) -> Int {
        Int(receipt.description.dropFirst(2).dropLast()) ?? 0
    }

    /// Digits of a whole receipt whose serial is given: two of the year, at least five, a check digit.
    private static func digits(_ serial: Int) -> Int { 3 + max(5, String(serial).count) }

    private static func largest(_ digits: Int) -> Int {
        Int(String(repeating: "9", count: max(1, digits - 3))) ?? 0
    }
}
