import Casework
public import Foundation

/// Short spellings for the arguments of statements.
extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    /// Text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// A number.
    public init(integerLiteral value: Int64) { self = .int(value) }

    /// Text or NULL.
    public static func text(orNull value: String?) -> SQLValue { value.map(SQLValue.text) ?? .null }
    /// A number or NULL.
    public static func int(orNull value: Int64?) -> SQLValue { value.map(SQLValue.int) ?? .null }
    /// A count.
    public static func count(_ value: Int) -> SQLValue { .int(Int64(value)) }
    /// Yes or no.
    public static func flag(_ value: Bool) -> SQLValue { .int(value ? 1 : 0) }
    /// A moment, as milliseconds since 1970.
    public static func date(_ value: Date) -> SQLValue { .int(value.milliseconds) }
    /// A moment or NULL.
    public static func date(orNull value: Date?) -> SQLValue { value.map(SQLValue.date) ?? .null }
    /// A value as JSON text with sorted keys, so that equal values are equal text.
    public static func json(_ value: some Encodable) throws -> SQLValue { .text(try StoredJSON.encode(value)) }
}

extension SQLValue {
    /// A list of words as JSON text.
    public static func json(_ words: [String]) -> SQLValue { .text(StoredJSON.encode(words)) }
    /// Words by name as JSON text with sorted keys.
    public static func json(_ facts: [String: String]) -> SQLValue { .text(StoredJSON.encode(facts)) }
}

/// How structured columns are written and read.
public enum StoredJSON {
    /// A list of words; written by hand since every delivery and event has one, and the general encoder takes ten times as
    /// long.
    public static func encode(_ words: [String]) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        for (index, word) in words.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(word, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Words by name, the names sorted.
    public static func encode(_ facts: [String: String]) -> String {
        if facts.isEmpty { return "{}" }
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for (index, fact) in facts.sorted(by: { $0.key < $1.key }).enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(fact.key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            append(fact.value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A string as RFC 8259 writes it: quotation marks, backslashes and control characters escaped.
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes.append(contentsOf: "\\u00\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static let encoder: JSONEncoder = {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .millisecondsSince1970
        return encoder
    }()

    /// JSON text with sorted keys.
    public static func encode(_ value: some Encodable) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The value of JSON text.
    public static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .millisecondsSince1970
        return try decoder.decode(type, from: Data(text.utf8))
    }
}
