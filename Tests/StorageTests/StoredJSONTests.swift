import Foundation
import Storage
import Testing

@Suite("Structured columns")
struct StoredJSONTests {
    static let words = ["", "سلام", "a\"b\\c", "\n\t\u{1}\u{0}\u{1F}", "🌙 e\u{301}", "/<>&'"]

    @Test("what is written by hand reads back the same and is what the general encoder reads")
    func roundTrip() throws {
        #expect(try StoredJSON.decode([String].self, from: StoredJSON.encode(Self.words)) == Self.words)
        let facts = Dictionary(uniqueKeysWithValues: Self.words.enumerated().map { ("k\($0.offset)\"", $0.element) })
        #expect(try StoredJSON.decode([String: String].self, from: StoredJSON.encode(facts)) == facts)
        #expect(StoredJSON.encode(["b": "2", "a": "1"]) == "{\"a\":\"1\",\"b\":\"2\"}")
        #expect(StoredJSON.encode([String: String]()) == "{}")
    }
}
