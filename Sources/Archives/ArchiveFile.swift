import Foundation

/// How an archive lies in a file: a first line, then blocks of at most `blockBytes` or one record, each compressed by zlib
/// and either sealed (secretstream) or followed by a SHA-256 over all that came before. The last block says that it is.
public enum ArchiveFile {
    /// The first line of every archive, with its version.
    static let firstLine = Data("wasl archive 1\n".utf8)
    /// Records are gathered into blocks of about this size.
    public static let blockBytes = 1 << 20
    /// The largest block that is believed, in bytes: one record of the largest delivery, and some.
    static let mostBytes = 160 << 20
    /// What follows the first line: whether the blocks are sealed.
    static let (plain, sealed) = (UInt8(ascii: "p"), UInt8(ascii: "s"))
}

/// Why an archive cannot be read.
public enum ArchiveError: Error, Equatable, CustomStringConvertible {
    /// The file is something else.
    case notAnArchive
    /// The blocks are sealed and no key was given.
    case needsKey
    /// The first sealed block does not open.
    case wrongKey
    /// A block does not fit the ones before, counted from 1.
    case damaged(block: Int)
    /// The file ends before its last block.
    case cutOff
    /// The library for compressing or sealing refused.
    case library(String)

    /// A sentence that says what to do.
    public var description: String {
        switch self {
        case .notAnArchive: "This is not a backup of Wasl, or one of a later version; is the file right?"
        case .needsKey: "The backup is encrypted; name its key file."
        case .wrongKey: "The key does not fit the backup; name the key file with which it was made."
        case .damaged(let block): "The backup is damaged in block \(block); take another one."
        case .cutOff: "The backup ends too early; take another one."
        case .library(let name): "\(name) refused; is there memory left?"
        }
    }
}
