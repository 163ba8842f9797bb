public import Foundation

extension SQLConnection {
    /// Hands out every row of this snapshot as records of an archive, in their order, and returns what the last one says.
    /// A store that is itself unfinished is not copied.
    public func dump(at moment: Date, _ emit: (ArchiveRecord) throws -> Void) throws -> ArchiveEnd {
        if case .unfinished = try standing() {
            throw StoreError.archive("this store is itself a restore that was not finished")
        }
        try emit(.head(ArchiveHead(schema: try schemaNumber(), takenAt: moment, engine: dialect.name)))
        var rows: [String: Int] = [:]
        for table in try archivedTables() {
            try emit(.table(name: table.name, columns: table.columns))
            rows[table.name] = try table.eachRow(on: self) { try emit(.row($0)) }
        }
        let end = ArchiveEnd(rows: rows, ledger: try ledger())
        try emit(.end(end))
        return end
    }

    /// The newest step of the schema that this store has.
    func schemaNumber() throws -> Int {
        try first("SELECT coalesce(max(number), 0) FROM schema_steps", [])?.number(0) ?? 0
    }
}
