public import Casework

/// The closed list of what templates may ask for; the raw value is the name between the braces.
public enum WordingVariable: String, Sendable, CaseIterable, Hashable {
    /// The association's name: short in short texts, full elsewhere (filled in by the wording itself).
    case association = "assoc"
    /// The association's telephone number, absent when it has none (filled in by the wording itself).
    case phone
    /// Where people come to (filled in by the wording itself).
    case place
    /// The numbers to call in danger (filled in by the wording itself).
    case emergency
    /// The week's opening hours (filled in by the wording itself).
    case hours
    /// «المكرم/ …»: how the person is addressed.
    case salutation
    /// The ticket's reference, Latin digits.
    case reference = "ref"
    /// Where the person follows the ticket, on the association's own domain.
    case link
    /// When the message came.
    case received
    /// The channel it came by.
    case channel
    /// What the message is about.
    case subject
    /// The unit that answers.
    case unit
    /// A duration in the genitive: «٣ أيام عمل».
    case days
    /// A date with the month's name.
    case date
    /// A weekday.
    case weekday
    /// A time on the clock.
    case time
    /// The service asked for.
    case service
    /// The committee that gives its opinion.
    case committee
    /// Missing documents in a few words.
    case documents = "docs"
    /// Missing documents, one on a line.
    case documentList = "docs_list"
    /// The date aimed at for an answer.
    case target
    /// When a decision was taken, or a request passed on to be decided.
    case decided
    /// The date aimed at for a decision.
    case decisionTarget = "decision_target"
    /// How long a decision takes at least, absent where nothing is set (filled in by the wording itself).
    case decisionMinimum = "decision_minimum"
    /// Until when the person should complete the next step.
    case completeBy = "complete_by"
    /// Since when a ticket stands where it stands.
    case since
    /// The next step.
    case next
    /// The number of the committee's meeting.
    case meeting = "meeting_no"
    /// The terms of an approval.
    case terms
    /// A reason in a few words, without diagnosis, income or third persons.
    case reason
    /// The reason in full.
    case fullReason = "reason_full"
    /// The clause on which a decision rests.
    case rule
    /// Until when one may appeal or object.
    case appealUntil = "appeal_until"
    /// What else may be of use to the person.
    case alternatives
    /// What an investigation did in a few words.
    case outcome
    /// The same in full.
    case fullOutcome = "outcome_full"
    /// What an investigation found.
    case finding
    /// What has been done.
    case done
    /// What is left to do.
    case left
    /// Who looks at an objection.
    case higher
    /// The proof of a breach: admission or final ruling.
    case proof
    /// What is offered.
    case offer
    /// Where a ticket stands.
    case status
    /// The day on which work goes on.
    case nextWorkday = "next_workday"
    /// The body that is responsible instead.
    case body
    /// How to reach that body.
    case bodyContact = "body_contact"
    /// The officer's own words.
    case answer
    /// The unit or position that signs.
    case signature
    /// The name of a file.
    case file
    /// A size: "20 MB".
    case limit
    /// The name of a form.
    case form

    /// Whether the wording fills it in from the association's profile.
    public var isFromProfile: Bool {
        switch self {
        case .association, .phone, .place, .emergency, .hours, .decisionMinimum: true
        default: false
        }
    }
}

extension WordingVariable {
    /// The longest value that is usual in short texts, by which their parts are counted before anything is sent.
    ///
    /// For what comes from the profile or never stands in a short text, a plausible value.
    public func longest(_ language: Language, link: String) -> String {
        language == .arabic ? longestArabic(link) : longestEnglish(link)
    }

    private func longestArabic(_ link: String) -> String {
        switch self {
        case .association: "أصدقاء بنوك الدم"
        case .phone: "920000000"
        case .link: link
        case .reference: "26004173"
        case .days, .decisionMinimum: "١٠ أيام عمل"
        case .date, .appealUntil, .target, .received, .decided, .decisionTarget, .completeBy, .since: "٢٣ سبتمبر ٢٠٢٦م"
        case .nextWorkday: "الأربعاء ٢٣ سبتمبر ٢٠٢٦م"
        case .weekday: "الثلاثاء"
        case .time: "10:30 ص"
        case .place: "مقر الجمعية"
        case .documents: "الهوية والتقرير الطبي"
        case .committee: "لجنة البحث واللجنة الطبية"
        case .next: "استكمال التسجيل"
        case .reason: "تجاوز حد الدخل"
        case .unit, .signature: "وحدة الشكاوى"
        case .outcome: "صرف الدواء والاعتذار"
        case .status: "قيد دراسة اللجنة"
        case .emergency: "911 أو 997"
        case .limit: "20 ميجابايت"
        default: "نص للتجربة"
        }
    }

    private func longestEnglish(_ link: String) -> String {
        switch self {
        case .association: "Blood Friends"
        case .phone, .link, .reference: longestArabic(link)
        case .days, .decisionMinimum: "10 working days"
        case .date, .appealUntil, .target, .received, .decided, .decisionTarget, .completeBy, .since:
            "23 September 2026"
        case .nextWorkday: "Wednesday 23 September 2026"
        case .weekday: "Wednesday"
        case .time: "10:30am"
        case .place: "our office"
        case .documents: "ID, medical report"
        case .committee: "Research and Medical Committees"
        case .next: "complete registration"
        case .reason: "income above limit"
        case .unit, .signature: "Complaints Unit"
        case .outcome: "medicine issued, apology"
        case .status: "with the committee"
        case .emergency: "911 or 997"
        case .limit: "20 MB"
        default: "sample text"
        }
    }
}
