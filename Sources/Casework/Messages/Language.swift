/// The two languages in which Wasl speaks to people.
public enum Language: String, Sendable, Codable, CaseIterable, Hashable {
    case arabic = "ar"
    case english = "en"

    /// The direction in which text of the language runs, as HTML's `dir` spells it.
    public var direction: String { self == .arabic ? "rtl" : "ltr" }
}
