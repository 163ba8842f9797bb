/// Work that comes to a position whatever the field of work; the raw value is the word used in settings.
public enum OfficerDuty: String, Sendable, Codable, CaseIterable, Hashable {
    /// Looks at what could not be placed.
    case triage
    /// Complaints unit: never the person complained of.
    case complaints
    /// Takes in aid requests and checks that they are complete.
    case aidIntake = "aid_intake"
    /// Social research: unclear cases and home visits.
    case socialResearch = "social_research"
    /// Volunteering liaison.
    case volunteering
    /// Donor desk.
    case donations
    /// Reviews decisions that others took.
    case appeals
    /// Suggestions, surveys, quality.
    case quality
    /// Personal data and leaks.
    case privacy
    /// The safeguarding pair.
    case safeguarding
    /// On call at night and at weekends.
    case onCall = "on_call"
    /// Answers for the association as a whole.
    case director

    /// The duty that receives messages of a kind, nil where the field's own liaison does.
    public static func receiving(_ kind: MessageKind) -> OfficerDuty? {
        switch kind {
        case .complaint: .complaints
        case .aidRequest: .aidIntake
        case .volunteering: .volunteering
        case .donation: .donations
        case .appeal: .appeals
        case .suggestion: .quality
        case .inquiry, .thanks, .document, .optOut, .other: nil
        }
    }
}
