import Casework

/// Gathers the problems of one file while its values are read.
final class ProblemList {
    private(set) var problems: [ConfigurationProblem] = []

    func add(_ problem: ConfigurationProblem) { problems.append(problem) }

    var hasErrors: Bool { problems.contains { $0.severity == .error } }
}

/// Reads the keys of one map, reports everything that is wrong, and goes on with a stand-in.
final class SettingReader {
    let value: SettingValue
    let list: ProblemList
    private var asked: [String] = []

    init(_ value: SettingValue, _ list: ProblemList) {
        self.value = value
        self.list = list
        if case .map = value.content { return }
        if value.content != .empty { list.add(value.wrongType("a map of keys and values")) }
    }

    /// Reports the keys that nobody asked for.
    func finish() { value.unknownKeys(known: asked).forEach(list.add) }

    /// The value of a key that may be absent.
    func optional(_ key: String) -> SettingValue? {
        asked.append(key)
        return value[key]
    }

    /// The value of a key that must be there.
    func required(_ key: String) -> SettingValue? {
        if let found = optional(key) { return found }
        list.add(
            value.problem("The key ‘\(value.place.child(key).path)’ is missing.", cure: "Add ‘\(key):’ with a value."))
        return nil
    }

    func text(_ key: String) -> String { required(key).flatMap(scalar) ?? "" }

    func optionalText(_ key: String) -> String? { optional(key).flatMap(scalar) }

    func flag(_ key: String) -> Bool {
        guard let value = optional(key) else { return false }
        return parsed(value, "true or false") { Bool($0) } ?? false
    }

    func number(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = optional(key) else { return nil }
        return parsed(value, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    func decimal(_ key: String, in range: ClosedRange<Double>) -> Double? {
        guard let value = optional(key) else { return nil }
        return parsed(value, "a number from \(range.lowerBound) to \(range.upperBound)") { text in
            Double(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A word of a closed list.
    func word<Word: RawRepresentable & CaseIterable>(_ key: String) -> Word? where Word.RawValue == String {
        optional(key).flatMap { word($0) }
    }

    /// A word of a closed list, with the nearest one offered when it is none of them.
    func word<Word: RawRepresentable & CaseIterable>(_ value: SettingValue) -> Word? where Word.RawValue == String {
        guard let text = scalar(value) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue)
        let cure = text.nearest(among: known).map { "Did you mean ‘\($0)’?" }
        list.add(
            value.problem(
                "‘\(text)’ is not known for ‘\(value.place.lastKey)’.",
                cure: cure ?? "Write one of: \(known.joined(separator: ", "))."))
        return nil
    }

    /// The words of a list of a closed list.
    func words<Word: RawRepresentable & CaseIterable>(_ key: String) -> [Word] where Word.RawValue == String {
        elements(key).compactMap { word($0) }
    }

    /// The elements of a list that may be absent.
    func elements(_ key: String) -> [SettingValue] { optional(key).map(elements) ?? [] }

    func elements(_ value: SettingValue) -> [SettingValue] {
        if case .list(let elements) = value.content { return elements }
        list.add(value.wrongType("a list"))
        return []
    }

    func texts(_ key: String) -> [String] { elements(key).compactMap(scalar) }

    /// The reader of a nested map that may be absent.
    func nested(_ key: String) -> SettingReader? { optional(key).map { SettingReader($0, list) } }

    /// The readers of a list of maps.
    func maps(_ key: String) -> [SettingReader] { elements(key).map { SettingReader($0, list) } }

    /// A text in both languages: `{ar: …, en: …}`.
    func bilingual(_ key: String) -> BilingualText {
        required(key).map(bilingual) ?? BilingualText(arabic: "", english: "")
    }

    func bilingual(_ value: SettingValue) -> BilingualText {
        let reader = SettingReader(value, list)
        defer { reader.finish() }
        return BilingualText(
            arabic: reader.wording("ar", "Arabic") ?? "", english: reader.wording("en", "English") ?? "")
    }

    private func wording(_ key: String, _ language: String) -> String? {
        if let text = optional(key).flatMap(scalar), !text.isEmpty { return text }
        list.add(
            value.problem(
                "‘\(value.place.path)’ has no \(language) wording.",
                cure: "Write both: { ar: «…», en: … }; nothing is shown in one language only."))
        return nil
    }

    /// A scalar that must be written in a certain way.
    func parsed<Result>(_ value: SettingValue, _ expected: String, _ parse: (String) -> Result?) -> Result? {
        if let text = value.text, let result = parse(text) { return result }
        list.add(
            value.problem(
                "‘\(value.text ?? "…")’ is not \(expected).", cure: "Write \(expected) for ‘\(value.place.lastKey)’."))
        return nil
    }

    private func scalar(_ value: SettingValue) -> String? {
        if let text = value.text { return text }
        list.add(value.wrongType("text"))
        return nil
    }
}
