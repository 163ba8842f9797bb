public import Foundation
public import Sealing
public import Storage

/// Makes a store again out of an archive, or out of another store. Whatever step it is killed in, it can be done again: until the
/// last step the target is unfinished, and no hub starts on it.
public struct StoreMove: Sendable {
    /// Opens the target; asked twice, since its schema is made anew in between.
    let open: @Sendable () async throws -> any Database

    /// A move into a store.
    public init(into open: @escaping @Sendable () async throws -> any Database) { self.open = open }

    /// What became of it.
    public struct Outcome: Sendable {
        /// What the archive said.
        public var contents: StoreArchive.Contents
        /// The ledger of the new store.
        public var ledger: Ledger
        /// Texts that wait for a person.
        public var held: Int
    }

    /// Restores a backup: nothing of it is sent without a person, and no number of it is given again.
    public func restore(_ input: FileHandle, key: FileKey?, now: Date) async throws -> Outcome {
        let contents = try await closing(try await usable()) { target in
            try await StoreArchive(key: key).read(input, into: target)
        }
        let takenAt = contents.head.takenAt
        return try await complete(contents, holding: { sql in try sql.holdRestored(takenAt: takenAt, now: now) })
    }

    /// Moves a store that no hub works on, and marks it as moved.
    public func move(from source: any Database, now: Date) async throws -> Outcome {
        let contents = try await closing(try await usable()) { target in
            try await stream(from: source, into: target, now: now)
        }
        return try await complete(
            contents,
            before: { name in
                try await source.write { sql in try sql.markMoved(to: name) }
            })
    }

    /// The target when it is empty, or when an earlier move into it did not end.
    private func usable() async throws -> any Database {
        let target = try await open()
        let isUsable = try await target.read { sql in try sql.standing() == .unfinished || sql.isUnused() }
        guard isUsable else {
            try await target.close()
            throw StoreError.archive("the store that it shall fill is not empty")
        }
        return target
    }

    private func closing<Value: Sendable>(
        _ target: any Database, _ body: (any Database) async throws -> Value
    ) async throws -> Value {
        let result: Result<Value, any Error>
        do { result = .success(try await body(target)) } catch { result = .failure(error) }
        try await target.close()
        return try result.get()
    }

    /// Both ends of a pipe: what one store gives the other takes, in flat memory.
    private func stream(from source: any Database, into target: any Database, now: Date) async throws
        -> StoreArchive.Contents
    {
        // Where one end fails, the other hears it from the pipe and not by a signal.
        signal(SIGPIPE, SIG_IGN)
        let pipe = Pipe()
        async let written: Void = Self.write(source, to: pipe.fileHandleForWriting, now)
        let contents: StoreArchive.Contents
        do { contents = try await StoreArchive(key: nil).read(pipe.fileHandleForReading, into: target) } catch {
            try? pipe.fileHandleForReading.close()
            throw error
        }
        try await written
        return contents
    }

    private static func write(_ source: any Database, to output: FileHandle, _ now: Date) async throws {
        defer { try? output.close() }
        try await StoreArchive(key: nil).write(source, to: output, at: now)
    }

    /// Compares the ledgers on both sides and lets hubs in.
    private func complete(
        _ contents: StoreArchive.Contents, before: (String) async throws -> Void = { _ in },
        holding: @escaping @Sendable (any SQLConnection) throws -> Int = { _ in 0 }
    ) async throws -> Outcome {
        try await closing(try await open()) { target in
            let ledger = try await target.read { sql in try sql.ledger() }
            guard ledger == contents.end.ledger else {
                throw StoreError.archive("the ledger of the new store differs from the one it was taken from")
            }
            try await before(target.dialect.name)
            let held = try await target.write { sql in
                let held = try holding(sql)
                try sql.markReady()
                return held
            }
            return Outcome(contents: contents, ledger: ledger, held: held)
        }
    }
}
