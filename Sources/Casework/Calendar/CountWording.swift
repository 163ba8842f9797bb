/// Counted things in words, with the plurals of each language.
public enum CountWording {
    /// The grammatical case of an Arabic count; it shows in the dual only («يوما عمل», «يومي عمل»).
    public enum Case: Sendable, Hashable {
        case nominative
        /// After a preposition or «خلال».
        case genitive
    }

    /// «يوم عمل واحد», «يومي عمل», «٣ أيام عمل», «١١ يوم عمل»; "3 working days".
    public static func workingDays(_ count: Int, _ language: Language, _ grammar: Case = .genitive) -> String {
        let arabic = ArabicNoun(
            one: "يوم عمل واحد", two: "يوما عمل", twoGenitive: "يومي عمل", few: "أيام عمل", many: "يوم عمل",
            hundreds: "يوم عمل")
        return text(count, language, grammar, arabic, "working day")
    }

    /// «ساعة عمل واحدة», «ساعتي عمل», «٣ ساعات عمل», «١١ ساعة عمل»; "3 working hours".
    public static func workingHours(_ count: Int, _ language: Language, _ grammar: Case = .genitive) -> String {
        let arabic = ArabicNoun(
            one: "ساعة عمل واحدة", two: "ساعتا عمل", twoGenitive: "ساعتي عمل", few: "ساعات عمل", many: "ساعة عمل",
            hundreds: "ساعة عمل")
        return text(count, language, grammar, arabic, "working hour")
    }

    /// «يوم واحد», «يومين», «٣ أيام», «١١ يوماً», «١٠٠ يوم»; "3 days".
    public static func days(_ count: Int, _ language: Language, _ grammar: Case = .genitive) -> String {
        let arabic = ArabicNoun(
            one: "يوم واحد", two: "يومان", twoGenitive: "يومين", few: "أيام", many: "يوماً", hundreds: "يوم")
        return text(count, language, grammar, arabic, "day")
    }

    /// «دقيقة واحدة», «دقيقتين», «٣ دقائق», «١٥ دقيقة»; "15 minutes".
    public static func minutes(_ count: Int, _ language: Language, _ grammar: Case = .genitive) -> String {
        let arabic = ArabicNoun(
            one: "دقيقة واحدة", two: "دقيقتان", twoGenitive: "دقيقتين", few: "دقائق", many: "دقيقة",
            hundreds: "دقيقة")
        return text(count, language, grammar, arabic, "minute")
    }

    /// The line «المرفقات» of a letter: «بدون», «مرفق واحد», «مرفقان», «٣ مرفقات», «١١ مرفقاً»; "none", "3 attachments".
    public static func attachments(_ count: Int, _ language: Language) -> String {
        guard count > 0 else { return language == .arabic ? "بدون" : "none" }
        let arabic = ArabicNoun(
            one: "مرفق واحد", two: "مرفقان", twoGenitive: "مرفقين", few: "مرفقات", many: "مرفقاً", hundreds: "مرفق")
        return text(count, language, .nominative, arabic, "attachment")
    }

    private static func text(
        _ count: Int, _ language: Language, _ grammar: Case, _ arabic: ArabicNoun, _ english: String
    ) -> String {
        switch language {
        case .arabic: arabic.text(count, grammar)
        case .english: "\(count) \(english)\(count == 1 ? "" : "s")"
        }
    }
}

/// The forms that an Arabic noun takes after numbers.
private struct ArabicNoun {
    let one: String
    let two: String
    let twoGenitive: String
    /// After 3…10.
    let few: String
    /// After 11…99.
    let many: String
    /// After whole hundreds, and 101, 102 and their like.
    let hundreds: String

    func text(_ count: Int, _ grammar: CountWording.Case) -> String {
        switch count {
        case 1: one
        case 2: grammar == .genitive ? twoGenitive : two
        default: "\(ArabicDigits.text(count)) \(form(of: abs(count % 100)))"
        }
    }

    private func form(of rest: Int) -> String {
        switch rest {
        case 3...10: few
        case 11...99: many
        default: hundreds
        }
    }
}

extension PromisedTime {
    /// The time in words, for use after «خلال» or "within".
    public func text(_ language: Language) -> String {
        switch self {
        case .workingDays(let count): CountWording.workingDays(count, language)
        case .workingHours(let count): CountWording.workingHours(count, language)
        case .minutes(let count): CountWording.minutes(count, language)
        }
    }
}
