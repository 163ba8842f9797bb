import Crypto
public import Foundation
public import Sealing

/// Writes records into an archive, in their order; one writer a file or pipe.
public final class ArchiveWriter {
    private let output: FileHandle
    private var sealer: StreamSealer?
    private var digest = SHA256()
    private var block = Data()

    /// Begins an archive, sealed when there is a key.
    public init(_ output: FileHandle, key: FileKey?) throws {
        self.output = output
        var start = ArchiveFile.firstLine
        if let key {
            guard let sealer = StreamSealer(key) else { throw ArchiveError.library("libsodium") }
            self.sealer = sealer
            start.append(ArchiveFile.sealed)
            start.append(sealer.header)
        } else {
            start.append(ArchiveFile.plain)
        }
        digest.update(data: start)
        try output.write(contentsOf: start)
    }

    /// Adds one record; a block holds whole records.
    public func write(_ record: Data) throws {
        block.append(record)
        if block.count >= ArchiveFile.blockBytes { try flush(isLast: false) }
    }

    /// Ends the archive.
    public func finish() throws { try flush(isLast: true) }

    private func flush(isLast: Bool) throws {
        var content = Data([isLast ? 1 : 0])
        content.append(contentsOf: Bytes.big(UInt32(block.count)))
        content.append(try Zlib.deflate(block))
        block.removeAll(keepingCapacity: true)
        let frame = sealer?.seal(content) ?? content
        var bytes = Data(Bytes.big(UInt32(frame.count)))
        bytes.append(frame)
        if sealer == nil {
            digest.update(data: bytes)
            bytes.append(contentsOf: digest.finalize())
        }
        try output.write(contentsOf: bytes)
    }
}
