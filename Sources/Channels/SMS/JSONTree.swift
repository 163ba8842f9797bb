import Foundation

/// A JSON text as a value (RFC 8259); numbers keep their digits where they fit 64 bits.
enum JSONTree: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])

    /// Bytes of a gateway's answer that are read at most; they have a few hundred.
    static let longestAnswer = 256 * 1_024

    /// Reads a JSON text; nil when it is none, longer than a limit in bytes or nested too deeply for the decoder.
    init?(reading data: Data, limit: Int = longestAnswer) {
        guard data.count <= limit else { return nil }
        guard let tree = try? JSONDecoder().decode(JSONTree.self, from: data) else { return nil }
        self = tree
    }

    /// The JSON text with sorted keys, so that the same value always gives the same bytes.
    var encoded: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)) ?? Data()
    }

    /// A single value as text: `true`, `17`, the string itself; nil for null, arrays and objects.
    var word: String? {
        switch self {
        case .null, .array, .object: nil
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .string(let value): value
        }
    }

    /// The value at a path.
    subscript(path: FieldPath) -> JSONTree? {
        path.steps.reduce(Optional(self)) { tree, step in
            switch (tree, step) {
            case (.object(let members)?, .name(let name)): members[name]
            case (.array(let items)?, .index(let index)): items.indices.contains(index) ? items[index] : nil
            case (.array(let items)?, .each): items.first
            default: nil
            }
        }
    }
}

extension JSONTree: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONTree].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONTree].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}
