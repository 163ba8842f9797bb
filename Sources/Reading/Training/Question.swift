import Casework

/// What one head of the model is to learn: its labels and, for each example, which of them hold.
struct Question: Sendable {
    /// What an example says about the labels of a question.
    enum Answer: Sendable {
        case unknown
        /// These hold; the others do not, unless `isWhole` is false: then nobody looked for the others.
        case labels(Set<Int>, isWhole: Bool)
    }

    let name: String
    let labels: [String]
    /// Whether exactly one label holds; otherwise each is a yes or no of its own.
    let isChoice: Bool
    let answers: [Answer]
    /// For each label the scopes that have it, where labels are chosen within a scope; else empty.
    let scopes: [Set<String>]
    private let scopeOfExample: [String?]

    /// A question with one right label for each example, where it has a scope among the labels of that scope.
    init(choice name: String, _ given: [String?], scopes scopeOfExample: [String?] = []) {
        let labels = Set(given.compactMap(\.self)).sorted()
        let number = Dictionary(uniqueKeysWithValues: zip(labels, labels.indices))
        (self.name, self.labels, isChoice) = (name, labels, true)
        answers = given.map { label in
            label.flatMap { number[$0] }.map { Answer.labels([$0], isWhole: true) } ?? .unknown
        }
        self.scopeOfExample = scopeOfExample
        scopes =
            scopeOfExample.isEmpty
            ? []
            : labels.map { label in
                Set(zip(given, scopeOfExample).compactMap { $0 == label ? $1 : nil })
            }
    }

    /// What an example says where several labels may hold.
    struct Flags {
        var labels: Set<String>
        /// Whether somebody looked for all of them.
        var isWhole = true
    }

    /// A question where several labels may hold.
    init(flags name: String, _ given: [Flags?]) {
        let labels = given.reduce(into: Set<String>()) { $0.formUnion($1?.labels ?? []) }.sorted()
        (scopes, scopeOfExample) = ([], [])
        let number = Dictionary(uniqueKeysWithValues: zip(labels, labels.indices))
        (self.name, self.labels, isChoice) = (name, labels, false)
        answers = given.map { item in
            guard let item else { return .unknown }
            return .labels(Set(item.labels.compactMap { number[$0] }), isWhole: item.isWhole)
        }
    }

    /// 1 yes, −1 no, 0 not known.
    func target(example: Int, label: Int) -> Float {
        guard case .labels(let holding, let isWhole) = answers[example], isAllowed(label, example) else { return 0 }
        return holding.contains(label) ? 1 : isWhole ? -1 : 0
    }

    /// The labels an example may have.
    func allowed(example: Int) -> [Int] { labels.indices.filter { isAllowed($0, example) } }

    private func isAllowed(_ label: Int, _ example: Int) -> Bool {
        if scopes.isEmpty { return true }
        guard let scope = scopeOfExample[example] else { return true }
        return scopes[label].contains(scope)
    }

    /// The one right label of an example, nil when it is not known or may be several.
    func choice(example: Int) -> Int? {
        guard isChoice, case .labels(let holding, _) = answers[example] else { return nil }
        return holding.first
    }

    /// Whether there is something to tell apart.
    var isWorthAsking: Bool { isChoice ? labels.count > 1 : !labels.isEmpty }
}

extension Question {
    /// The questions that examples answer, the kind first.
    static func all(_ lines: [LabelledText]) -> [Question] {
        let knowsAlso = lines.contains { $0.also != nil }
        return [
            Question(choice: "kind", lines.map(\.kind)),
            Question(choice: "urgency", lines.map(\.urgency)),
            Question(choice: "association", lines.map(\.association)),
            Question(choice: "field", lines.map(\.fieldName), scopes: lines.map(\.association)),
            Question(flags: "danger", lines.map(danger)),
            Question(flags: "kinds", knowsAlso ? lines.map(kinds) : []),
            Question(flags: "staff", lines.map(staff)),
        ].filter(\.isWorthAsking)
    }

    private static func danger(_ line: LabelledText) -> Flags? {
        guard let word = line.urgency, let urgency = Urgency(rawValue: word) else { return nil }
        return Flags(labels: urgency <= .safeguarding ? ["danger"] : [])
    }

    private static func kinds(_ line: LabelledText) -> Flags? {
        Flags(labels: Set(line.also ?? []).union([line.kind]), isWhole: line.also != nil)
    }

    private static func staff(_ line: LabelledText) -> Flags? {
        guard let isNamed = line.staff else { return nil }
        let isComplaint = line.kind == "complaint" || line.also?.contains("complaint") == true
        return Flags(labels: !isNamed ? [] : isComplaint ? ["named", "complaint"] : ["named"])
    }
}
