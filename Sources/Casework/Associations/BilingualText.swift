/// The same words in Arabic and in English; neither is a translation to be left empty.
public struct BilingualText: Sendable, Codable, Hashable {
    /// The Arabic wording.
    public var arabic: String
    /// The English wording.
    public var english: String

    /// Both wordings.
    public init(arabic: String, english: String) {
        self.arabic = arabic
        self.english = english
    }

    /// The wording in one language.
    public subscript(language: Language) -> String {
        switch language {
        case .arabic: arabic
        case .english: english
        }
    }

    enum CodingKeys: String, CodingKey {
        case arabic = "ar"
        case english = "en"
    }
}
