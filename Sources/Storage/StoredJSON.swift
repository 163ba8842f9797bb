import Casework
import Foundation

/// A value kept in a structured column: written by hand, read by the general decoder.
protocol StoredColumn: Decodable {
    func write(to json: inout JSONWriter)
}

extension SQLValue {
    /// A value as JSON text with sorted keys, so that equal values are equal text.
    static func json(_ value: some StoredColumn) -> SQLValue { .text(StoredJSON.encode(value)) }
    /// A list of words as JSON text.
    static func json(_ words: [String]) -> SQLValue { .text(StoredJSON.encode(words)) }
    /// Words by name as JSON text with sorted keys.
    static func json(_ facts: [String: String]) -> SQLValue { .text(StoredJSON.encode(facts)) }
}

/// How structured columns are written and read.
public enum StoredJSON {
    /// A list of words.
    public static func encode(_ words: [String]) -> String {
        var json = JSONWriter()
        json.list(words) { $0.string($1) }
        return json.text
    }

    /// Words by name, the names sorted.
    public static func encode(_ facts: [String: String]) -> String {
        if facts.isEmpty { return "{}" }
        var json = JSONWriter()
        json.object { json in
            for fact in facts.sorted(by: { $0.key < $1.key }) { json.field(fact.key, fact.value) }
        }
        return json.text
    }

    static func encode(_ value: some StoredColumn) -> String {
        var json = JSONWriter()
        value.write(to: &json)
        return json.text
    }

    /// The value of JSON text.
    public static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .millisecondsSince1970
        return try decoder.decode(type, from: Data(text.utf8))
    }

    /// A list of words; what was written without escapes is read by hand, for each delivery has one.
    public static func words(_ text: String) throws -> [String] {
        var scanner = PlainJSONScanner(text)
        return try scanner.words() ?? decode([String].self, from: text)
    }

    /// Words by name.
    public static func facts(_ text: String) throws -> [String: String] {
        var scanner = PlainJSONScanner(text)
        return try scanner.facts() ?? decode([String: String].self, from: text)
    }
}
