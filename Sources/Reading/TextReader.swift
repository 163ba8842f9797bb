public import Casework

/// Reads one text: language, kind, field, urgency and whether the kind is sure; the same for the same text and model.
public struct TextReader: Sendable {
    /// Below this chance no field is named.
    static let fieldFloor = 0.3

    private let model: Model
    private let sureFrom: Double

    /// A reader with a trained model.
    public init(model: Model) {
        self.model = model
        sureFrom = model.find("kind")?.head.thresholds["sure"] ?? 1
    }

    /// Reads a text for an association whose fields are described by `fields`.
    public func read(_ text: String, fields: [FieldCues]) -> ReadText { read(text, fields: FieldLexicon(fields)) }

    /// Reads a text; the lexicon is made once per association.
    public func read(_ text: String, fields: FieldLexicon) -> ReadText {
        let prepared = PreparedText(text)
        let features = Features(prepared)
        let known = KnownFeatures(features, in: model)
        let scores = model.scores(known)
        let kind = kindFinding(prepared, known, scores)
        let kinds = prepared.words.count > 0 ? kindsFinding(scores) : []
        // A text of which nothing is understood may surely be none of the kinds: a person looks all the same.
        let isUnclear = kinds.contains { $0.label == "unclear" }
        return ReadText(
            language: prepared.language.answer, kind: kind, field: fieldFinding(prepared, scores, fields),
            urgency: urgencyFinding(prepared, known, scores), isSure: kind.confidence >= sureFrom && !isUnclear,
            kinds: kinds,
            staffComplaint: prepared.words.count > 0 ? model.chance("staff", "complaint", scores: scores) : nil)
    }

    /// Every kind, the narrower ones included, that holds more likely than not.
    private func kindsFinding(_ scores: [Float]) -> [Finding<String>] {
        model.guesses("kinds", scores: scores).filter { $0.probability >= 0.5 }
            .map { Finding(label: $0.label, confidence: $0.probability) }
    }

    private func kindFinding(_ text: PreparedText, _ known: KnownFeatures, _ scores: [Float]) -> Finding<MessageKind> {
        guard text.words.count > 0, let best = model.guesses("kind", scores: scores).first,
            let kind = MessageKind(label: best.label)
        else { return Finding(label: .other, confidence: 0) }
        return Finding(
            label: kind, confidence: best.probability, why: words(text, known, head: "kind", label: best.label))
    }

    private func urgencyFinding(_ text: PreparedText, _ known: KnownFeatures, _ scores: [Float]) -> Finding<Urgency> {
        var finding = UrgencyReading.decide(text, model, scores)
        if finding.why.isEmpty, finding.label <= .high {
            finding.why = words(text, known, head: "urgency", label: finding.label.rawValue)
        }
        return finding
    }

    private func fieldFinding(_ text: PreparedText, _ scores: [Float], _ fields: FieldLexicon) -> Finding<String>? {
        if fields.ids.isEmpty { return nil }
        let evidence = fields.evidence(model, scores, text.words)
        let weights = evidence.map(\.weight)
        let sum = weights.reduce(0, +)
        guard let best = evidence.max(by: { ($0.weight, $1.id) < ($1.weight, $0.id) }), sum > 0 else { return nil }
        let confidence = best.weight / sum
        guard confidence >= Self.fieldFloor, !best.hits.isEmpty || best.chance ?? 0 > 0.1 else { return nil }
        let why = Set(best.hits.flatMap(Array.init)).sorted().prefix(8).map(text.written.word)
        return Finding(label: best.id, confidence: min(confidence, 0.98), why: Array(why))
    }

    /// The words that spoke most for a label, most telling first; at most five.
    private func words(_ text: PreparedText, _ known: KnownFeatures, head: String, label: String) -> [String] {
        guard let (head, columns) = model.find(head), let number = head.labels.firstIndex(of: label) else { return [] }
        let parts = model.contributions(known, column: columns.lowerBound + number, wordCount: text.words.count)
        let telling = parts.indices.filter { parts[$0] > 0 }.sorted { (parts[$0], $1) > (parts[$1], $0) }
        var why: [String] = []
        for index in telling where why.count < 5 && !why.contains(text.written.word(index)) {
            why.append(text.written.word(index))
        }
        return why
    }
}
