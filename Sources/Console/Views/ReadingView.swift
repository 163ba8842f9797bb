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

    let lines: [Line]
    let verdict: String

    init(_ reading: ReadText, _ words: Words, _ profile: AssociationProfile?) {
        var lines = [
            Self.line("kind", words.kind(reading.kind.label), reading.kind, words),
            Self.line("urgency", words.urgency(reading.urgency.label), reading.urgency, words),
            Self.line("language", words["language.\(reading.language.label.rawValue)"], reading.language, words),
        ]
        if let field = reading.field {
            lines.insert(Self.line("field", words.field(field.label, of: profile), field, words), at: 1)
        }
        self.lines = lines
        verdict = words[reading.isSure ? "reading.sure" : "reading.unsure"]
    }

    private static func line<Label>(_ key: String, _ value: String, _ finding: Finding<Label>, _ words: Words) -> Line {
        let share = min(max(finding.confidence.isNaN ? 0 : finding.confidence, 0), 1)
        return Line(
            name: words["reading.\(key)"], value: value, confidence: words.percent(share),
            tenths: String(Int((share * 10).rounded())), reasons: finding.why, hasReasons: !finding.why.isEmpty)
    }
}
