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

extension SQLConnection {
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

    /// The bytes of an id, nil when there are none.
    public func content(_ id: ContentID, of association: AssociationID) throws -> Data? {
        var whole: Data?
        // Part by part: a large message is held once, not once more by the engine.
        for part in 0... {
            let row = try first(
                "SELECT bytes FROM contents WHERE association = $1 AND sha256 = $2 AND part = $3",
                [.text(association.rawValue), .bytes(id.bytes), .count(part)])
            guard let bytes = try row?.bytes(0) else { break }
            if whole == nil { whole = bytes } else { whole?.append(bytes) }
            if bytes.count < Self.contentPartSize { break }
        }
        return whole
    }
}
