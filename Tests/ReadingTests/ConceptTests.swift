import Testing

@testable import Reading

@Suite("What a message speaks of")
struct ConceptTests {
    private func concepts(_ text: String) -> Set<Int> {
        Set(Concepts.trie.hits(in: PreparedText(text).words).map(\.id))
    }

    @Test(
        "The same thing said in other words, speech or language is the same concept",
        arguments: [
            ("ولدي ما يتنفس", "my son stopped breathing"), ("حولت له على حسابه الشخصي", "paid him to his own account"),
            ("محد رد علي", "no one answered me"), ("خلص الدوا", "the medicine ran out"),
            ("shakwa 3ala el muwa'6af", "شكوى على الموظف"),
        ])
    func shared(_ pair: (String, String)) {
        #expect(!concepts(pair.0).isDisjoint(with: concepts(pair.1)))
    }

    @Test("Two concepts close together are a feature whatever their order; far apart they are not")
    func pairs() {
        func hashes(_ text: String) -> Set<UInt32> {
            let features = Features(PreparedText(text))
            return Set(features.hashes[features.blocks[Features.Block.concepts.rawValue]])
        }
        let filler = String(repeating: "zz ", count: Features.reach)
        #expect(hashes("وعد الموظف") == hashes("الموظف وعد"))
        #expect(hashes("وعد \(filler) الموظف").isStrictSubset(of: hashes("وعد الموظف")))
    }
}
