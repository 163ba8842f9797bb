import Foundation

/// A field of work as an association's profile describes it.
public struct FieldCues: Sendable, Codable, Hashable {
    /// The field's identifier, "field" or "association/field".
    public var id: String
    /// Words and phrases that speak for the field, in any spelling; a final `*` lets a word go on.
    public var keywords: [String]

    /// A field with its keywords.
    public init(id: String, keywords: [String]) {
        self.id = id
        self.keywords = keywords
    }
}

/// The fields of one association, ready to be looked for.
public struct FieldLexicon: Sendable {
    /// The identifiers in the order given.
    let ids: [String]
    /// The fields of each association: where they stand in `ids`, and their names without it.
    private let groups: [(association: String, positions: [Int], names: [String])]
    private var trie = TermTrie()

    /// Prepares the keywords; possessive endings are understood (كفالة finds كفالتي).
    public init(_ fields: [FieldCues]) {
        let ids = fields.map(\.id)
        self.ids = ids
        groups = Dictionary(grouping: ids.indices) { FieldName.association(ids[$0]) }
            .map { ($0.key, $0.value, $0.value.map { FieldName.bare(ids[$0]) }) }
        for (position, field) in fields.enumerated() {
            for form in Set(field.keywords.flatMap(Self.forms)).sorted() { trie.insert(form, id: position) }
        }
    }

    /// The words that speak for each field, by the field's position.
    func hits(in words: Words) -> [Int: [Range<Int>]] {
        var result: [Int: [Range<Int>]] = [:]
        for hit in trie.hits(in: words) { result[hit.id, default: []].append(hit.words) }
        return result
    }

    private static func forms(_ keyword: String) -> [String] {
        let normal = NormalForm.text(keyword)
        let isArabicWord = normal.unicodeScalars.allSatisfy { (0x621...0x64A).contains($0.value) }
        guard isArabicWord, normal.unicodeScalars.count >= 3 else { return [keyword] }
        let endings = ["ي", "نا", "ك", "كم", "ه", "ها", "هم", "ين", "ات"]
        guard normal.hasSuffix("ه") else { return [normal] + endings.map { normal + $0 } }
        let stem = String(normal.dropLast())
        return [normal, stem + "ات"] + endings.dropLast(2).map { stem + "ت" + $0 }
    }
}

/// A field's identifier, "field" or "association/field".
enum FieldName {
    /// The field without its association.
    static func bare(_ id: String) -> String { id.lastIndex(of: "/").map { String(id[id.index(after: $0)...]) } ?? id }

    /// The association, empty when the identifier names none.
    static func association(_ id: String) -> String { id.lastIndex(of: "/").map { String(id[..<$0]) } ?? "" }
}

extension FieldLexicon {
    /// The model's probability of each field that it knows, by the field's position, chosen among those of one association;
    /// where there are several associations, times that of the association.
    func chances(_ model: Model, _ scores: [Float]) -> [Double?] {
        var result = [Double?](repeating: nil, count: ids.count)
        let known = groups.count > 1 ? model.guesses("association", scores: scores) : []
        for group in groups {
            let share = groups.count > 1 ? known.first { $0.label == group.association }?.probability ?? 0 : 1
            let chances = model.chances("field", of: group.names, scores: scores)
            for (position, chance) in zip(group.positions, chances) { result[position] = chance.map { share * $0 } }
        }
        return result
    }
}

extension FieldLexicon {
    /// What speaks for each field in a text, in the order of the fields.
    func evidence(_ model: Model, _ scores: [Float], _ words: Words) -> [FieldEvidence] {
        let hits = hits(in: words)
        let chances = chances(model, scores)
        return ids.enumerated().map { FieldEvidence(id: $1, hits: hits[$0] ?? [], chance: chances[$0]) }
    }
}

/// What speaks for one field: keywords found and the model's guess.
struct FieldEvidence {
    var id: String
    var hits: [Range<Int>]
    /// The model's probability of the field, nil when it does not know it.
    var chance: Double?

    /// Grows with both; a keyword counts about as much as twice the model's chance, and more of a field that the model
    /// never saw.
    var weight: Double {
        let pull = chance == nil ? 2.0 : 0.7
        return ((chance ?? 0) + 0.01) * exp(pull * min(Double(Set(hits).count), 3).squareRoot())
    }
}
