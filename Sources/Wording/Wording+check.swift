public import Casework

/// One fault in the templates: where it is, what it is, and how to put it right.
public struct WordingProblem: Sendable, Hashable, CustomStringConvertible {
    /// The file, relative to the folder of templates.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// What is wrong.
    public var message: String
    /// What to do.
    public var cure: String

    /// One line, as `wasl check` prints it.
    public var description: String { "\(file):\(line): \(message) — \(cure)" }
}

extension Wording {
    /// The most parts of an automatic short text (domain rule 2.3).
    public static let mostParts = 2

    /// Every fault found: wordings missing in a language, unknown variables, short texts that are too long.
    ///
    /// `baseURL` is where links lead, without the association's part.
    public func problems(
        associations: [AssociationProfile], baseURL: String = "https://wasl.example"
    ) -> [WordingProblem] {
        let long = associations.flatMap { longShortTexts($0, link: "\(baseURL)/\($0.id)/status") }
        let found = missingWordings() + unknownNames() + long
        return found.sorted { ($0.file, $0.line, $0.message) < ($1.file, $1.line, $1.message) }
    }

    private func missingWordings() -> [WordingProblem] {
        MessageTemplate.allCases.flatMap { template in
            Language.allCases.flatMap { language -> [WordingProblem] in
                let file = "messages/\(language.rawValue)/\(template.rawValue).mustache"
                let key = TemplateKey(
                    association: nil, folder: .messages, language: language, name: template.rawValue)
                let parts = store.parts[key] ?? [:]
                return [WordingPart.subject, .sms, .mail].filter { parts[$0] == nil }.map { part in
                    WordingProblem(
                        file: file, line: 1, message: "The part ‘\(part.rawValue)’ is missing.",
                        cure: "Add a line ‘=== \(part.rawValue)’ and the wording below it.")
                }
            }
        }
    }

    private func unknownNames() -> [WordingProblem] {
        let templates = MessageTemplate.allCases.map(\.rawValue)
        return store.parts.flatMap { key, parts -> [WordingProblem] in
            let strangers: [WordingProblem] =
                templates.contains(key.name)
                ? []
                : parts.values.prefix(1).map {
                    WordingProblem(
                        file: $0.file, line: 1, message: "Nothing uses a template ‘\(key.name)’.",
                        cure: "Name the file after one of: \(templates.joined(separator: ", ")).")
                }
            return strangers + parts.values.flatMap(Self.unknownVariables)
        }
    }

    private static func unknownVariables(_ part: CompiledPart) -> [WordingProblem] {
        part.text.names.filter { WordingVariable(rawValue: $0.name) == nil }.map { name, line in
            WordingProblem(
                file: part.file, line: line, message: "There is no variable ‘\(name)’.",
                cure: "Use one of: \(WordingVariable.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
    }

    /// Writes every automatic short text with the longest usual values and counts its parts.
    private func longShortTexts(_ association: AssociationProfile, link: String) -> [WordingProblem] {
        MessageTemplate.allCases.filter(\.isAutomatic).flatMap { template in
            Language.allCases.compactMap { language in
                guard let text = longest(template, language, association, link) else { return nil }
                let count = SMSSegments.count(text.body)
                guard count.segments > Self.mostParts else { return nil }
                return WordingProblem(
                    file: "messages/\(language.rawValue)/\(template.rawValue).mustache", line: 1,
                    message:
                        "The short text needs \(count.segments) parts (\(count.units) units) for \(association.id).",
                    cure: "Shorten it to \(count.encoding.multi * Self.mostParts) units.")
            }
        }
    }

    private func longest(
        _ template: MessageTemplate, _ language: Language, _ association: AssociationProfile, _ link: String
    ) -> WrittenText? {
        let usual = WordingVariable.allCases.filter { !$0.isFromProfile || $0 == .phone }
        let values = usual.map { ($0, $0.longest(language, link: link)) }
        return try? text(
            template, language: language, values: Dictionary(values) { first, _ in first }, association: association,
            medium: .sms)
    }
}
