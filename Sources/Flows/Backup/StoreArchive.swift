import Archives
public import Foundation
public import Sealing
public import Storage

/// A store as one stream of bytes that either engine can be made from again.
public struct StoreArchive: Sendable {
    /// What an archive said of itself.
    public struct Contents: Sendable {
        /// Its schema, moment and engine.
        public var head: ArchiveHead
        /// Its rows and ledger.
        public var end: ArchiveEnd
    }

    private let key: FileKey?

    /// Archives under a key, or open ones.
    public init(key: FileKey?) { self.key = key }

    /// Writes one snapshot of a store, also while hubs work on it.
    @discardableResult
    public func write(_ database: any Database, to output: FileHandle, at moment: Date) async throws -> ArchiveEnd {
        let key = key
        return try await database.read { sql in
            let writer = try ArchiveWriter(output, key: key)
            let end = try sql.dump(at: moment) { try writer.write(ArchiveCoding.encode($0)) }
            try writer.finish()
            return end
        }
    }

    /// Writes a snapshot into a new file that is there whole and durable, or not at all.
    @discardableResult
    public func write(_ database: any Database, to file: URL, at moment: Date) async throws -> ArchiveEnd {
        let part = file.appendingPathExtension("part")
        let descriptor = open(part.path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError.archive("\(part.path) cannot be written; make room or another folder")
        }
        let output = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            let end = try await write(database, to: output, at: moment)
            try output.synchronize()
            try output.close()
            guard rename(part.path, file.path) == 0 else { throw StoreError.archive("\(file.path) cannot be written") }
            Self.synchronize(file.deletingLastPathComponent())
            return end
        } catch {
            unlink(part.path)
            throw error
        }
    }

    /// Fills a store with an archive, block by block, and brings its schema up to date. The store stays unfinished until
    /// `markReady`; it must be opened again first.
    public func read(_ input: FileHandle, into database: any Database) async throws -> Contents {
        let reader = ArchiveReader(input, key: key)
        var filling = Filling()
        while let block = try await reader.next() {
            for record in try ArchiveCoding.decode(block) { try filling.take(record) }
            if let schema = filling.beginning() {
                try await database.write { sql in try sql.beginLoad(schema: schema) }
            }
            let loads = filling.loads()
            try await database.write { sql in
                for load in loads { try sql.load(load.rows, into: load.table, columns: load.columns) }
            }
        }
        let contents = try filling.contents()
        try await database.write { sql in try sql.finishLoad() }
        return contents
    }

    private static func synchronize(_ folder: URL) {
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}

/// What has been read of an archive.
private struct Filling {
    struct Load: Sendable {
        var table: String
        var columns: [String]
        var rows: [[SQLValue]] = []
    }

    private var head: ArchiveHead?
    private var hasBegun = false
    private var end: ArchiveEnd?
    private var waiting: [Load] = []
    private var counts: [String: Int] = [:]

    mutating func take(_ record: ArchiveRecord) throws {
        guard end == nil, (head == nil) == record.isHead else {
            throw StoreError.archive("its records are out of order")
        }
        switch record {
        case .head(let head): self.head = head
        case .table(let name, let columns):
            counts[name] = 0
            waiting.append(Load(table: name, columns: columns))
        case .row(let values):
            guard let last = waiting.indices.last else { throw StoreError.archive("a row has no table") }
            waiting[last].rows.append(values)
            counts[waiting[last].table, default: 0] += 1
        case .end(let end): self.end = end
        }
    }

    /// The schema at which the load has to begin, said once.
    mutating func beginning() -> Int? {
        defer { hasBegun = hasBegun || head != nil }
        return hasBegun ? nil : head?.schema
    }

    /// The rows that wait; the last table goes on.
    mutating func loads() -> [Load] {
        let loads = waiting.filter { !$0.rows.isEmpty }
        waiting = waiting.suffix(1).map { Load(table: $0.table, columns: $0.columns) }
        return loads
    }

    func contents() throws -> StoreArchive.Contents {
        guard let head, let end else { throw StoreError.archive("it has no end") }
        guard end.rows == counts else { throw StoreError.archive("rows are missing") }
        return StoreArchive.Contents(head: head, end: end)
    }
}

extension ArchiveRecord {
    fileprivate var isHead: Bool { if case .head = self { true } else { false } }
}
