/// One step of handling a beneficiary as the association's policy lists it (domain table S1–S13).
public struct HandlingStep: Sendable, Codable, Hashable, Identifiable {
    /// The steps that the policies name; an association lists those it has, in its own order.
    public enum Kind: String, Sendable, Codable, CaseIterable, Hashable {
        /// Receive with courtesy and answer every question (S1).
        case reception
        /// Make sure that everything needed was given, match the data and check validity (S2, S3).
        case completeness
        /// Refer to the social research officer when the procedure is unclear (S4).
        case socialResearch = "social_research"
        /// The applicant confirms the data, signs, and answers for them (S5, S6).
        case declaration
        /// Tell the applicant that the request goes to the committee, then answer: accepted or not (S7–S10).
        case committee
        /// Complete the registration (S11).
        case registration
        /// Deliver the service (S12).
        case delivery
        /// Linked procedures with one defined main output (S13).
        case definedOutput = "defined_output"
    }

    /// Which step it is.
    public var id: Kind
    /// The step as the officer's checklist shows it.
    public var name: BilingualText

    /// A listed step.
    public init(id: Kind, name: BilingualText) {
        self.id = id
        self.name = name
    }
}
