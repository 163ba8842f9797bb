/// One conclusion drawn from a text, how sure it is, and the words that decided.
public struct Finding<Label: Sendable & Codable & Hashable>: Sendable, Codable, Hashable {
    /// What was concluded.
    public var label: Label
    /// Calibrated probability that the label is right, 0…1.
    public var confidence: Double
    /// The words of the text (or of the form) that weighed most, most telling first; at most 8.
    public var why: [String]

    /// A finding with its confidence (0…1) and reasons.
    public init(label: Label, confidence: Double, why: [String] = []) {
        self.label = label
        self.confidence = confidence
        self.why = why
    }
}

/// What the Reading module concludes from one text; pure data, the same for the same text, model and settings.
public struct ReadText: Sendable, Codable, Hashable {
    /// The language to answer in.
    public var language: Finding<Language>
    /// What is asked for; `isSure` says whether it may be acted on.
    public var kind: Finding<MessageKind>
    /// The association's field of work (its identifier), nil when none is likely.
    public var field: Finding<String>?
    /// How soon somebody must look.
    public var urgency: Finding<Urgency>
    /// Whether the kind is sure enough to act on (route without triage).
    public var isSure: Bool
    /// Every kind that holds, narrower ones (status_question, junk, unclear) included, most probable first; nil in older readings.
    public var kinds: [Finding<String>]?
    /// The chance (0…1) that a member of staff is complained about; nil when the model does not know.
    public var staffComplaint: Double?
    /// What an officer would copy out, in the order of the text; nil in older readings.
    public var facts: [Fact]?

    /// Puts the conclusions together.
    public init(
        language: Finding<Language>, kind: Finding<MessageKind>, field: Finding<String>?, urgency: Finding<Urgency>,
        isSure: Bool, kinds: [Finding<String>]? = nil, staffComplaint: Double? = nil
    ) {
        self.language = language
        self.kind = kind
        self.field = field
        self.urgency = urgency
        self.isSure = isSure
        self.kinds = kinds
        self.staffComplaint = staffComplaint
    }
}
