/// What the association promises about time; what its policy leaves open stays nil and is never invented.
public struct PromiseTimes: Sendable, Codable, Hashable {
    /// The first answer of a person, for kinds without an entry of their own.
    public var firstAnswer: PromisedTime
    /// The first answer by kind of message.
    public var firstAnswerByKind: [MessageKind: PromisedTime]
    /// The result of a complaint's investigation.
    public var complaintResult: PromisedTime
    /// Calendar days before which a decision is not announced without a reason («لا تقل عن أسبوعين»: 14), nil for none.
    public var decisionMinimumDays: Int?
    /// Calendar days within which a decision is due; nil until the association sets it (no policy does).
    public var decisionDueDays: Int?
    /// Calendar days in which a person may appeal against a decision.
    public var appealDays: Int
    /// Calendar days given to complete missing documents.
    public var documentsDays: Int

    /// Promised times.
    public init(
        firstAnswer: PromisedTime, firstAnswerByKind: [MessageKind: PromisedTime] = [:], complaintResult: PromisedTime,
        decisionMinimumDays: Int? = nil, decisionDueDays: Int? = nil, appealDays: Int = 30, documentsDays: Int = 14
    ) {
        self.firstAnswer = firstAnswer
        self.firstAnswerByKind = firstAnswerByKind
        self.complaintResult = complaintResult
        self.decisionMinimumDays = decisionMinimumDays
        self.decisionDueDays = decisionDueDays
        self.appealDays = appealDays
        self.documentsDays = documentsDays
    }

    /// The promised first answer for a kind of message.
    public func firstAnswer(to kind: MessageKind) -> PromisedTime { firstAnswerByKind[kind] ?? firstAnswer }
}
