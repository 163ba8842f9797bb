public import Casework
import Crypto
public import Foundation

/// The SHA-256 by which bytes are kept.
public struct ContentID: Sendable, Hashable {
    /// 32 bytes.
    public let bytes: Data

    /// The id of bytes in memory.
    public init(of data: Data) { bytes = Data(SHA256.hash(data: data)) }

    /// The id as the store has it.
    public init(bytes: Data) { self.bytes = bytes }

    /// The id spelled in 64 hexadecimal digits; nil when it is not one.
    public init?(hex: String) {
        let digits = Array(hex.utf8)
        guard digits.count == 64 else { return nil }
        var bytes = Data(capacity: 32)
        for pair in stride(from: 0, to: 64, by: 2) {
            guard let value = UInt8(String(decoding: digits[pair...pair + 1], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
        }
        self.bytes = bytes
    }

    /// Lower-case hexadecimal.
    public var hex: String { bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined() }
}

/// Bytes as the store has them.
public enum KeptContent: Sendable, Hashable {
    /// In the store itself.
    case here(Data)
    /// In the bucket beside it, under `ContentID.objectKey`.
    case bucket
}

extension ContentID {
    /// The key of its object in the bucket.
    public func objectKey(of association: AssociationID) -> String { "\(association)/\(hex)" }
}

extension SQLConnection {
    /// Notes that bytes are kept in the bucket.
    func noteInBucket(_ id: ContentID, of association: AssociationID) throws {
        try run(
            """
            INSERT INTO contents (association, sha256, part, bytes, place) VALUES ($1, $2, 0, $3, 'bucket')
            ON CONFLICT (association, sha256, part) DO NOTHING
            """, [.text(association.rawValue), .bytes(id.bytes), .bytes(Data())])
    }

    /// What the bucket should hold, after a key, in pages.
    public func contentsInBucket(after key: (AssociationID, ContentID)?, limit: Int) throws -> [(
        AssociationID, ContentID
    )] {
        try query(
            """
            SELECT association, sha256 FROM contents WHERE place = 'bucket' AND (association, sha256) > ($1, $2)
            ORDER BY association, sha256 LIMIT $3
            """,
            [.text(key?.0.rawValue ?? ""), .bytes(key?.1.bytes ?? Data()), .count(limit)]
        ).map { (try $0.association(0), ContentID(bytes: try $0.bytes(1))) }
    }

    /// Bytes are cut into parts of this size, so that neither engine ever holds more of a large message at once.
    public static var contentPartSize: Int { 262_144 }

    /// Keeps bytes under their id; keeping them again changes nothing.
    public func keep(_ data: Data, as id: ContentID, for association: AssociationID) throws {
        var part = 0
        var start = data.startIndex
        repeat {
            let end = data.index(start, offsetBy: Self.contentPartSize, limitedBy: data.endIndex) ?? data.endIndex
            try run(
                """
                INSERT INTO contents (association, sha256, part, bytes) VALUES ($1, $2, $3, $4)
                ON CONFLICT (association, sha256, part) DO NOTHING
                """,
                [.text(association.rawValue), .bytes(id.bytes), .count(part), .bytes(data[start..<end])])
            part += 1
            start = end
        } while start < data.endIndex
    }

    /// The bytes of an id, or where they are; nil when there are none.
    public func content(_ id: ContentID, of association: AssociationID) throws -> KeptContent? {
        var whole: Data?
        // Part by part: a large message is held once, not once more by the engine.
        for part in 0... {
            let row = try first(
                "SELECT bytes, place FROM contents WHERE association = $1 AND sha256 = $2 AND part = $3",
                [.text(association.rawValue), .bytes(id.bytes), .count(part)])
            if try row?.textOrNil(1) != nil { return .bucket }
            guard let bytes = try row?.bytes(0) else { break }
            if whole == nil { whole = bytes } else { whole?.append(bytes) }
            if bytes.count < Self.contentPartSize { break }
        }
        return whole.map(KeptContent.here)
    }
}
