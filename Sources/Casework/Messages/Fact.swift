/// Something stated in a message that an officer would copy out, with the words it was found in.
public struct Fact: Sendable, Codable, Hashable {
    /// What sort of fact.
    public enum Kind: String, Sendable, Codable, CaseIterable, Hashable {
        case phone
        case nationalID = "national_id"
        case iqama
        case iban
        case fileNumber = "file_number"
        case amount
        case date
        case wantedBy = "wanted_by"
        case dependants
        case place
        case hospital
        case bloodGroup = "blood_group"
        case staff

        /// Whether the value identifies a person or an account, so that pages show its end only.
        public var isIdentifying: Bool { self == .nationalID || self == .iqama || self == .iban }
    }

    /// The sort.
    public var kind: Kind
    /// Normalised: E.164 numbers, plain digits, `500 SAR`, `2026-02-13`, Arabic place names, `O+`.
    public var value: String
    /// The words of the text that say so, as written.
    public var words: String
    /// Where the words begin in the text that was read (subject, line break, new text), in Unicode scalars.
    public var start: Int
    /// How many Unicode scalars the words are long.
    public var length: Int
    /// How sure it is that the fact is meant, 0…1.
    public var confidence: Double

    /// A fact and where it stands.
    public init(kind: Kind, value: String, words: String, start: Int, length: Int, confidence: Double) {
        self.kind = kind
        self.value = value
        self.words = words
        self.start = start
        self.length = length
        self.confidence = confidence
    }

    /// The value as pages show it: of what identifies somebody only the last four characters.
    public var shownValue: String { kind.isIdentifying ? "••••" + value.suffix(4) : value }
}
