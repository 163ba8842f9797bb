import Casework

extension SQLConnection {
    /// How many rows stand where, for monitoring.
    public func totals() throws -> [(name: String, state: String, count: Int)] {
        var totals: [(name: String, state: String, count: Int)] = []
        for (name, table, column) in [
            ("deliveries", "deliveries", "state"), ("tickets", "tickets", "stage"), ("outgoing", "outbox", "state"),
        ] {
            for row in try query("SELECT \(column), count(*) FROM \(table) GROUP BY \(column) ORDER BY \(column)", []) {
                totals.append((name, try row.text(0), try row.number(1)))
            }
        }
        return totals
    }
}
