import Casework

extension SQLConnection {
    /// Makes the store ready for the rows of an archive, at the schema they have; what was here is gone. Until
    /// `finishLoad` the store is unfinished, and no hub starts on it.
    public func beginLoad(schema: Int) throws {
        let known = Schema.migrations.count
        guard (1...known).contains(schema) else { throw StoreError.newer(found: schema, known: known) }
        try migrateAnew(to: schema)
        try set(StandingMark.unfinished, to: "1")
    }

    /// Makes all tables anew, empty, as they were after one step of the schema.
    public func migrateAnew(to schema: Int) throws {
        let tables = Set(try query(dialect.catalogue, []).map { try $0.text(0) })
        for table in tables.sorted() { try run("DROP TABLE \(table)", []) }
        try migrate(upTo: schema)
    }

    /// Adds rows of one table.
    public func load(_ rows: [[SQLValue]], into table: String, columns: [String]) throws {
        guard let known = try archivedTables().first(where: { $0.name == table }),
            Set(columns).isSubset(of: known.columns)
        else { throw StoreError.archive("the table \(table) is not known here") }
        var rest = rows[...]
        while !rest.isEmpty {
            // Many rows a statement, few different statements.
            let count = rest.count >= 50 ? 50 : 1
            let batch = rest.prefix(count)
            rest = rest.dropFirst(count)
            guard batch.allSatisfy({ $0.count == columns.count }) else {
                throw StoreError.archive("a row does not fit")
            }
            let marks = batch.indices.map { row in
                let first = (row - batch.startIndex) * columns.count
                return "(" + columns.indices.map { "$\(first + $0 + 1)" }.joined(separator: ", ") + ")"
            }
            try run(
                "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES \(marks.joined(separator: ", "))",
                batch.flatMap(\.self))
        }
    }

    /// Ends a load: brings the schema up to date. Afterwards the store must be opened again, and `markReady` says that a
    /// hub may start on it.
    public func finishLoad() throws {
        try migrate()
        try run("DELETE FROM settings WHERE name = $1", [.text(StandingMark.moved)])
    }

    /// Says that a loaded store is complete.
    public func markReady() throws {
        try run("DELETE FROM settings WHERE name = $1", [.text(StandingMark.unfinished)])
    }
}
