import Casework

/// Why a message was read so: each conclusion, how sure it is, and the words that decided.
struct ReadingView: Sendable {
    /// One conclusion.
    struct Line: Sendable {
        let name: String
        let value: String
        let confidence: String
        /// 0…10, for the bar's class.
        let tenths: String
        let reasons: [String]
        let hasReasons: Bool
    }

    /// Something stated in the message.
    struct FactLine: Sendable {
        let name: String
        let value: String
        /// `ltr` for numbers, `auto` for words.
        let direction: String
        let words: String
        let confidence: String
    }

    let lines: [Line]
    let verdict: String
    let facts: [FactLine]
    let hasFacts: Bool
    /// Said when a member of staff seems to be complained about.
    let staffNote: String?

    init(_ reading: ReadText, _ words: Words, _ profile: AssociationProfile?) {
        var lines = [
            Self.line("kind", words.kind(reading.kind.label), reading.kind, words),
            Self.line("urgency", words.urgency(reading.urgency.label), reading.urgency, words),
            Self.line("language", words["language.\(reading.language.label.rawValue)"], reading.language, words),
        ]
        if let field = reading.field {
            lines.insert(Self.line("field", words.field(field.label, of: profile), field, words), at: 1)
        }
        if let kinds = reading.kinds, kinds.count > 1 {
            let names = kinds.map { kind in
                MessageKind(rawValue: kind.label).map { words.kind($0) } ?? words["reading.also_\(kind.label)"]
            }
            lines.insert(
                Self.line("kinds", names.joined(separator: words["reading.comma"]), kinds[0], words), at: 1)
        }
        self.lines = lines
        facts = (reading.facts ?? []).map { Self.fact($0, words) }
        hasFacts = !facts.isEmpty
        staffNote = (reading.staffComplaint ?? 0) >= 0.5 ? words["reading.staff"] : nil
        verdict = words[reading.isSure ? "reading.sure" : "reading.unsure"]
    }

    private static func fact(_ fact: Fact, _ words: Words) -> FactLine {
        let isWords = [.place, .hospital, .staff].contains(fact.kind)
        return FactLine(
            name: words["fact.\(fact.kind.rawValue)"], value: fact.shownValue, direction: isWords ? "auto" : "ltr",
            words: fact.kind.isIdentifying ? "" : fact.words, confidence: words.percent(min(max(fact.confidence, 0), 1))
        )
    }

    private static func line<Label>(_ key: String, _ value: String, _ finding: Finding<Label>, _ words: Words) -> Line {
        let share = min(max(finding.confidence.isNaN ? 0 : finding.confidence, 0), 1)
        return Line(
            name: words["reading.\(key)"], value: value, confidence: words.percent(share),
            tenths: String(Int((share * 10).rounded())), reasons: finding.why, hasReasons: !finding.why.isEmpty)
    }
}
