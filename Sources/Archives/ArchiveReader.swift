import Crypto
public import Foundation
public import Sealing

/// Reads an archive block by block; nothing of a block is given out before it was checked. It has one caller, who waits
/// for each block before asking for the next; that is why it may cross threads unchecked.
public final class ArchiveReader: @unchecked Sendable {
    private let input: FileHandle
    private var opener: StreamOpener?
    private var digest = SHA256()
    private let key: FileKey?
    private var blocks = 0
    private var isOver = false

    /// A reader of a file or pipe, which is not looked at before the first block is asked for.
    public init(_ input: FileHandle, key: FileKey?) {
        self.input = input
        self.key = key
    }

    /// The records of the next block; nil after the last one. Throws `ArchiveError` for what is no whole archive, or when its
    /// key is missing. A pipe is waited for on a thread of its own: whoever writes it
    /// may need one of the few that tasks and queues share.
    public func next() async throws -> Data? {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try self.readNext() }) }
        }
    }

    private func readNext() throws -> Data? {
        if isOver { return nil }
        if blocks == 0 { try begin() }
        blocks += 1
        guard let length = try Self.read(4, from: input) else { throw ArchiveError.cutOff }
        let size = Bytes.number(length)
        guard size <= ArchiveFile.mostBytes else { throw ArchiveError.damaged(block: blocks) }
        guard let frame = try Self.read(size, from: input) else { throw ArchiveError.cutOff }
        let content = try checked(frame, length)
        guard content.count >= 5 else { throw ArchiveError.damaged(block: blocks) }
        isOver = content[content.startIndex] == 1
        let rawSize = Bytes.number(content.dropFirst().prefix(4))
        guard rawSize <= ArchiveFile.mostBytes, let raw = Zlib.inflate(content.dropFirst(5), size: rawSize) else {
            throw ArchiveError.damaged(block: blocks)
        }
        return raw
    }

    /// The first line, and what opens sealed blocks.
    private func begin() throws {
        let start = try Self.read(ArchiveFile.firstLine.count + 1, from: input) ?? Data()
        guard start.prefix(ArchiveFile.firstLine.count) == ArchiveFile.firstLine, let kind = start.last else {
            throw ArchiveError.notAnArchive
        }
        digest.update(data: start)
        guard kind == ArchiveFile.sealed else { return }
        guard let key else { throw ArchiveError.needsKey }
        guard let header = try Self.read(StreamOpener.headerBytes, from: input) else { throw ArchiveError.cutOff }
        opener = StreamOpener(key, header: header)
        if opener == nil { throw ArchiveError.wrongKey }
    }

    private func checked(_ frame: Data, _ length: Data) throws -> Data {
        if opener != nil {
            guard let opened = opener?.open(frame) else {
                throw blocks == 1 ? ArchiveError.wrongKey : ArchiveError.damaged(block: blocks)
            }
            return opened
        }
        guard let sum = try Self.read(SHA256.byteCount, from: input) else { throw ArchiveError.cutOff }
        digest.update(data: length)
        digest.update(data: frame)
        guard Data(digest.finalize()) == sum else { throw ArchiveError.damaged(block: blocks) }
        return frame
    }

    /// Exactly so many bytes, also from a pipe that brings them in pieces; nil when there are fewer.
    private static func read(_ count: Int, from input: FileHandle) throws -> Data? {
        var whole = Data()
        while whole.count < count {
            guard let piece = try input.read(upToCount: count - whole.count), !piece.isEmpty else { return nil }
            if piece.count == count { return piece }
            whole.append(piece)
        }
        return whole
    }
}
