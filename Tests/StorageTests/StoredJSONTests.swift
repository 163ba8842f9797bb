import Casework
import Foundation
import Storage
import Testing

@Suite("Structured columns")
struct StoredJSONTests {
    static let words = ["", "سلام", "a\"b\\c", "\n\t\u{1}\u{0}\u{1F}", "🌙 e\u{301}", "/<>&'"]

    @Test("what is written by hand reads back the same and is what the general encoder reads")
    func roundTrip() throws {
        #expect(try StoredJSON.decode([String].self, from: StoredJSON.encode(Self.words)) == Self.words)
        #expect(try StoredJSON.words(StoredJSON.encode(Self.words)) == Self.words)
        let facts = Dictionary(uniqueKeysWithValues: Self.words.enumerated().map { ("k\($0.offset)\"", $0.element) })
        #expect(try StoredJSON.decode([String: String].self, from: StoredJSON.encode(facts)) == facts)
        #expect(try StoredJSON.facts(StoredJSON.encode(facts)) == facts)
        #expect(StoredJSON.encode(["b": "2", "a": "1"]) == "{\"a\":\"1\",\"b\":\"2\"}")
        #expect(StoredJSON.encode([String: String]()) == "{}")
    }

    @Test(
        "words are read however they are spelled, and never half",
        arguments: ["[]", "[\"a\"]", "[ \"a\" , \"b\" ]", "[\"a\\u0062\"]", "[\"سلام\",\"\"]", "[\"a\",\"b]\"]"])
    func spellings(text: String) throws {
        #expect(try StoredJSON.words(text) == JSONDecoder().decode([String].self, from: Data(text.utf8)))
    }

    @Test("broken columns are refused", arguments: ["", "[", "[\"a\"", "[\"a\"]x", "{\"a\":1}"])
    func broken(text: String) {
        #expect(throws: (any Error).self) { try StoredJSON.words(text) }
        #expect(throws: (any Error).self) { try StoredJSON.facts(text) }
    }

    @Test("structured columns of a ticket are what the general encoder writes", arguments: FreshStore.all)
    func columns(store: FreshStore) async throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let read = ReadText(
            language: Finding(label: .arabic, confidence: 1, why: []),
            kind: Finding(label: .aidRequest, confidence: 0.8125, why: Self.words), field: nil,
            urgency: Finding(label: .high, confidence: 1.0 / 3, why: ["now"]), isSure: true)
        let field = ReadText(
            language: read.language, kind: read.kind,
            field: Finding(label: "food", confidence: 1e-7, why: ["سلة"]), urgency: read.urgency, isSure: false)
        var details = MessageDetails()
        details.attachments = [
            AttachmentNote(index: 1, name: "ا\".pdf", type: "application/pdf", bytes: 7, sha256: "00")
        ]
        details.hasHTML = true
        details.warnings = Self.words
        details.receipt = ReferenceNumber(year: 2026, serial: 7)
        details.messageID = "a@b"
        details.from = Contact(kind: .phone, value: "+9665", name: "هدى")
        details.letterNumber = "1/1448"
        let all = details
        try await store.use { database in
            let kept = try await database.write { sql in
                for (id, read) in [(Identifier(1), read), (2, field)] {
                    try sql.add(Sample.ticket(id), reading: read, mentions: [])
                }
                for (id, details) in [(Identifier(1), MessageDetails()), (2, all)] {
                    try sql.add(Sample.message(id, details: details), to: Sample.one)
                }
                let rows =
                    try sql.query("SELECT reading FROM tickets ORDER BY id", [])
                    + sql.query("SELECT details FROM messages ORDER BY id", [])
                return try rows.map { try $0.text(0) }
            }
            let expected = [
                try encoder.encode(read), try encoder.encode(field), try encoder.encode(MessageDetails()),
                try encoder.encode(all),
            ].map { String(decoding: $0, as: UTF8.self) }
            #expect(kept == expected)
        }
    }
}
