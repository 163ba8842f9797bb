public import Casework
public import Foundation

/// Everything that the hub says to people, in both languages, compiled once.
///
/// The folder holds `messages/{ar,en}` and `letters/{ar,en}` with one file per template; a folder named like an
/// association may hold the same folders with wordings of its own, which take precedence.
public struct Wording: Sendable {
    let store: TemplateStore

    /// Reads and compiles a folder of templates; throws `WordingError` at the first file that cannot be compiled.
    public init(folder: URL) throws(WordingError) { store = try TemplateStore(folder: folder) }

    /// A text with every variable filled in, for one medium.
    ///
    /// Throws `WordingError.missingVariable` when the wording needs a value that was not given (an empty one counts as
    /// not given), and `unknownTemplate` or `missingPart` when the folder has no such wording.
    public func text(
        _ template: MessageTemplate, language: Language, values: [WordingVariable: String],
        association: AssociationProfile, medium: Medium
    ) throws(WordingError) -> WrittenText {
        try text(template, language: language, association: association, medium: medium) { values[$0] }
    }

    /// The same, asking only for the values that the wording mentions.
    public func text(
        _ template: MessageTemplate, language: Language, association: AssociationProfile, medium: Medium,
        value: (WordingVariable) -> String?
    ) throws(WordingError) -> WrittenText {
        let wanted = WordingPart(medium)
        let parts = try parts(template, language, association.id, letter: wanted == .letter)
        guard let bodyPart = parts[wanted] ?? (wanted == .letter ? parts[.mail] : nil) else {
            throw .missingPart(template: template.rawValue, part: wanted.rawValue)
        }
        let all = { (variable: WordingVariable) -> String? in
            if let given = value(variable), !given.isEmpty { return given }
            return variable.isFromProfile ? association.value(of: variable, language, isShort: wanted == .sms) : nil
        }
        let body = try bodyPart.render(of: template.rawValue, all)
        let subject = wanted.hasSubject ? try parts[.subject]?.render(of: template.rawValue, all) ?? "" : ""
        return WrittenText(
            subject: Self.oneLine(Self.digits(subject, template, language, wanted)),
            body: Self.digits(body, template, language, wanted))
    }

    private func parts(
        _ template: MessageTemplate, _ language: Language, _ association: AssociationID, letter: Bool
    ) throws(WordingError) -> [WordingPart: CompiledPart] {
        let folders: [TemplateKey.Folder] = letter ? [.letters, .messages] : [.messages]
        for folder in folders {
            for owner in [association, nil] {
                let key = TemplateKey(
                    association: owner, folder: folder, language: language, name: template.rawValue)
                if let parts = store.parts[key] { return parts }
            }
        }
        throw .unknownTemplate(template.rawValue, language: language.rawValue)
    }

    /// Arabic letters carry Arabic-Indic digits, short texts Latin ones; an officer's own words stay as typed there.
    private static func digits(
        _ text: String, _ template: MessageTemplate, _ language: Language, _ part: WordingPart
    ) -> String {
        switch (language, part) {
        case (.arabic, .letter): ArabicDigits.arabicIndicProse(text)
        case (.arabic, .sms) where template != .reply: ArabicDigits.latin(text)
        default: text
        }
    }

    /// A subject is one line whatever its values hold, so that no value can begin another header.
    private static func oneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            line.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return String(line)
    }
}

extension AssociationProfile {
    /// What the profile knows for a variable; nil when it has nothing to say.
    fileprivate func value(of variable: WordingVariable, _ language: Language, isShort: Bool) -> String? {
        switch variable {
        case .association: isShort ? shortName[language] : name[language]
        case .phone: phone
        case .place: place[language]
        case .emergency: emergency(language, isShort: isShort)
        case .hours: calendar.week.text(language)
        case .decisionMinimum: promises.decisionMinimumDays.map { CountWording.days($0, language) }
        default: nil
        }
    }

    private func emergency(_ language: Language, isShort: Bool) -> String? {
        let numbers = emergencyNumbers.filter { !isShort || $0.inShortTexts }
        guard !numbers.isEmpty else { return nil }
        guard !isShort else {
            return numbers.map(\.number).joined(separator: language == .arabic ? " أو " : " or ")
        }
        return numbers.map { "\($0.name[language]) \($0.number)" }.joined(separator: language == .arabic ? "، " : ", ")
    }
}
