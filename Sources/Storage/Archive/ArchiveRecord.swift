public import Foundation

/// What an archive says first.
public struct ArchiveHead: Sendable, Codable, Hashable {
    /// The schema that the rows have.
    public var schema: Int
    /// When the snapshot was taken.
    public var takenAt: Date
    /// The engine it was taken from.
    public var engine: String
}

/// What an archive says last.
public struct ArchiveEnd: Sendable, Codable, Hashable {
    /// Rows of each table.
    public var rows: [String: Int]
    /// The ledger of the snapshot.
    public var ledger: Ledger
}

/// One record of an archive: the head, then each table with its rows, then the end.
public enum ArchiveRecord: Sendable, Equatable {
    case head(ArchiveHead)
    case table(name: String, columns: [String])
    case row([SQLValue])
    case end(ArchiveEnd)
}

/// How records are written: a letter, then lengths and numbers in network byte order.
public enum ArchiveCoding {
    /// A record's bytes.
    public static func encode(_ record: ArchiveRecord) throws -> Data {
        var bytes: [UInt8] = []
        switch record {
        case .head(let head): append("H", [.text(try StoredJSON.note(head))], to: &bytes)
        case .table(let name, let columns): append("T", ([name] + columns).map(SQLValue.text), to: &bytes)
        case .row(let values): append("R", values, to: &bytes)
        case .end(let end): append("E", [.text(try StoredJSON.note(end))], to: &bytes)
        }
        return Data(bytes)
    }

    /// The records of a block; throws `StoreError.archive` for anything else.
    public static func decode(_ block: Data) throws -> [ArchiveRecord] {
        var scanner = ArchiveScanner(bytes: Array(block))
        var records: [ArchiveRecord] = []
        while !scanner.isAtEnd {
            let letter = try scanner.byte()
            let count = try scanner.count()
            var values: [SQLValue] = []
            for _ in 0..<count { values.append(try scanner.value()) }
            records.append(try record(letter, values))
        }
        return records
    }

    private static func record(_ letter: UInt8, _ values: [SQLValue]) throws -> ArchiveRecord {
        let row = SQLRow(values)
        switch letter {
        case UInt8(ascii: "H"): return .head(try StoredJSON.decode(ArchiveHead.self, from: try row.text(0)))
        case UInt8(ascii: "T"):
            let columns = try values.indices.dropFirst().map { try row.text($0) }
            return .table(name: try row.text(0), columns: columns)
        case UInt8(ascii: "R"): return .row(values)
        case UInt8(ascii: "E"): return .end(try StoredJSON.decode(ArchiveEnd.self, from: try row.text(0)))
        default: throw StoreError.archive("a record of unknown kind")
        }
    }

    private static func append(_ letter: Unicode.Scalar, _ values: [SQLValue], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: letter))
        append(UInt64(values.count), width: 4, to: &bytes)
        for value in values {
            switch value {
            case .null: bytes.append(UInt8(ascii: "n"))
            case .int(let number):
                bytes.append(UInt8(ascii: "i"))
                append(UInt64(bitPattern: number), width: 8, to: &bytes)
            case .text(let text): append("t", Data(text.utf8), to: &bytes)
            case .bytes(let data): append("b", data, to: &bytes)
            }
        }
    }

    private static func append(_ letter: Unicode.Scalar, _ data: Data, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: letter))
        append(UInt64(data.count), width: 4, to: &bytes)
        bytes.append(contentsOf: data)
    }

    private static func append(_ number: UInt64, width: Int, to bytes: inout [UInt8]) {
        for byte in (0..<width).reversed() { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(byte)))) }
    }
}

/// Reads numbers and values out of a block, within its bounds.
private struct ArchiveScanner {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func byte() throws -> UInt8 { try take(1).first ?? 0 }

    mutating func count() throws -> Int {
        guard let count = Int(exactly: try number(width: 4)), count <= bytes.count else { throw Self.cutOff }
        return count
    }

    mutating func value() throws -> SQLValue {
        switch try byte() {
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "i"): return .int(Int64(bitPattern: try number(width: 8)))
        case UInt8(ascii: "t"): return .text(String(decoding: try take(try count()), as: UTF8.self))
        case UInt8(ascii: "b"): return .bytes(Data(try take(try count())))
        default: throw StoreError.archive("a value of unknown kind")
        }
    }

    private mutating func number(width: Int) throws -> UInt64 {
        try take(width).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
        guard count <= bytes.count - position else { throw Self.cutOff }
        defer { position += count }
        return bytes[position..<position + count]
    }

    private static var cutOff: StoreError { .archive("a record is cut off") }
}
