/// Brings the kinds of the examples and of the model to one level: a narrower kind that the other side lacks counts as its broader one.
struct KindFold {
    /// Narrower kind → broader kind.
    static let broader = [
        "status_question": "inquiry", "junk": "other", "unclear": "other", "appeal": "complaint", "opt_out": "other",
        "document": "other",
    ]

    private let truths: [String: String]
    private let answers: [String: String]
    /// Kinds of the examples that neither the model nor the folding knows.
    let unknown: [String]

    /// `known` are the model's kinds, `truths` those of the examples.
    init(known: Set<String>, truths: Set<String>) {
        func folds(_ labels: Set<String>, into others: Set<String>) -> [String: String] {
            Dictionary(
                uniqueKeysWithValues: labels.subtracting(others).compactMap { label in
                    Self.broader[label].flatMap { others.contains($0) ? (label, $0) : nil }
                })
        }
        self.truths = folds(truths, into: known)
        answers = folds(known, into: truths)
        unknown = truths.subtracting(known).subtracting(self.truths.keys).sorted()
    }

    /// What was folded, "narrower > broader".
    var folded: [String] { truths.merging(answers) { one, _ in one }.map { "\($0) > \($1)" }.sorted() }

    func truth(_ kind: String) -> String { truths[kind] ?? kind }
    func answer(_ kind: String) -> String { answers[kind] ?? kind }
}
