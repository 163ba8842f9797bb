import Casework

/// A table as the store has it.
struct StoredTable {
    let name: String
    /// Columns in their order.
    var columns: [String] = []
    /// The columns of its primary key, in the key's order.
    var key: [String] = []
}

extension SQLConnection {
    /// The tables that an archive holds, whatever a later step of the schema may add: all but those that only mean
    /// something to running processes, and what an engine keeps for a search index.
    func archivedTables() throws -> [StoredTable] {
        var tables: [String: StoredTable] = [:]
        var keys: [String: [Int: String]] = [:]
        for row in try query(dialect.catalogue, []) {
            let (table, column, place) = (try row.text(0), try row.text(1), try row.number(2))
            guard try !row.flag(3), !Self.unarchived.contains(table) else { continue }
            tables[table, default: StoredTable(name: table)].columns.append(column)
            if place > 0 { keys[table, default: [:]][place] = column }
        }
        return tables.values.sorted { $0.name < $1.name }.map { table in
            var table = table
            table.key = (keys[table.name] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
            return table
        }
    }

    /// Steps of the schema, terms of leaders, and what signs people in: another machine makes its own.
    private static var unarchived: Set<String> { ["schema_steps", "leaders", "sessions", "sign_in_links"] }
}

extension StoredTable {
    /// About so many bytes are read at once.
    private static var pageBytes: Int { 4 << 20 }

    /// All rows in the order of the key, a page at a time, so that memory stays flat.
    func eachRow(
        on sql: any SQLConnection, columns: [String]? = nil, _ body: ([SQLValue]) throws -> Void
    ) throws -> Int {
        guard !key.isEmpty else { throw StoreError.archive("the table \(name) has no key") }
        let columns = columns ?? self.columns
        let places = key.compactMap { columns.firstIndex(of: $0) }
        var (count, limit) = (0, 16)
        var last: [SQLValue] = []
        while true {
            let page = try sql.query(select(columns, after: !last.isEmpty), last + [.count(limit)])
            var bytes = 0
            for row in page {
                let values = row.all
                bytes += values.reduce(0) { $0 + $1.size }
                try body(values)
                last = places.map { values[$0] }
            }
            count += page.count
            if page.count < limit { return count }
            limit = min(max(limit * Self.pageBytes / max(bytes, 1), 1), 4 * limit, 2000)
        }
    }

    private func select(_ columns: [String], after: Bool) -> String {
        let marks = key.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let names = key.joined(separator: ", ")
        return """
            SELECT \(columns.joined(separator: ", ")) FROM \(name) \(after ? "WHERE (\(names)) > (\(marks))" : "")
            ORDER BY \(names) LIMIT $\(after ? key.count + 1 : 1)
            """
    }
}

extension SQLValue {
    fileprivate var size: Int {
        switch self {
        case .null, .int: 8
        case .text(let text): text.utf8.count
        case .bytes(let data): data.count
        }
    }
}
