import Casework
import Foundation
import Testing

@Suite("Names of associations")
struct IdentifierTests {
    @Test(
        "A short lowercase name is accepted",
        arguments: ["al-eman", "saa", "a", "b2", String(repeating: "x", count: 40)])
    func accepted(name: String) throws {
        let id = try #require(AssociationID(rawValue: name))
        let coded = try JSONEncoder().encode([id])
        #expect(String(decoding: coded, as: UTF8.self) == "[\"\(name)\"]")
        #expect(try JSONDecoder().decode([AssociationID].self, from: coded) == [id])
    }

    @Test(
        "A name that could not stand in a path or an address is refused",
        arguments: ["", "-a", "a-", "Al-Eman", "a_b", "إيمان", "a/b", "..", "a b", String(repeating: "x", count: 41)])
    func refused(name: String) {
        #expect(AssociationID(rawValue: name) == nil)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([AssociationID].self, from: JSONEncoder().encode([name]))
        }
    }

    @Test("Both languages of a text are stored under ar and en")
    func bilingual() throws {
        let text = BilingualText(arabic: "سعي", english: "SAA")
        #expect(text[.arabic] == "سعي")
        #expect(text[.english] == "SAA")
        let json = try JSONDecoder().decode([String: String].self, from: JSONEncoder().encode(text))
        #expect(json == ["ar": "سعي", "en": "SAA"])
    }
}
