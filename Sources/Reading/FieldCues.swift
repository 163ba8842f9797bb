import Foundation
import Synchronization

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
    private var trie = TermTrie()
    private let fits = LabelFits()

    /// Prepares the keywords; possessive endings are understood (كفالة finds كفالتي).
    public init(_ fields: [FieldCues]) {
        ids = fields.map(\.id)
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

    /// The chance that a model gives each field, by the field's position; `labels` are the model's.
    func chances(labels: [String], probabilities: [Double]) -> [Double] {
        fits.labels(for: ids, among: labels).map { fitting in fitting.reduce(0) { $0 + probabilities[$1] } }
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

/// Which labels of a model speak for which field: the field's own identifier, alone or behind a slash. Worked out once for
/// a lexicon, since every text asks.
private final class LabelFits: Sendable {
    private let known = Mutex<(labels: [String], fits: [[Int]])>(([], []))

    func labels(for ids: [String], among labels: [String]) -> [[Int]] {
        known.withLock { known in
            if known.labels != labels || known.fits.count != ids.count {
                known = (labels, ids.map { id in labels.indices.filter { Self.fits(labels[$0], id) } })
            }
            return known.fits
        }
    }

    private static func fits(_ label: String, _ id: String) -> Bool {
        let (label, id) = (Array(label.utf8), Array(id.utf8))
        guard label.count >= id.count, label.suffix(id.count).elementsEqual(id) else { return false }
        return label.count == id.count || label[label.count - id.count - 1] == UInt8(ascii: "/")
    }
}

/// What speaks for one field: keywords found and the model's guess.
struct FieldEvidence {
    var id: String
    var hits: [Range<Int>]
    /// The model's probability of the field, 0 when it does not know it.
    var chance: Double

    /// Grows with both; a keyword counts about as much as seven times the model's chance.
    var weight: Double {
        (chance + 0.01) * exp(2.0 * min(Double(Set(hits).count), 3).squareRoot() * (hits.isEmpty ? 0 : 1))
    }
}
