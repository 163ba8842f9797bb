/// Everything that makes one association differ from another: data, not code.
public struct AssociationProfile: Sendable, Codable, Hashable, Identifiable {
    /// The short name used in addresses and rows.
    public var id: AssociationID
    /// The full name, as letters and mails print it.
    public var name: BilingualText
    /// The name in short texts, at most `shortNameLimit` UTF-16 units in either language.
    public var shortName: BilingualText
    /// The domain of its mail addresses and links: `al-eman.example`.
    public var domain: String
    /// The registered sender of its short texts: 1…11 ASCII letters and digits.
    public var smsSender: String
    /// The telephone number printed in texts, nil to print none.
    public var phone: String?
    /// The place people come to, as texts name it.
    public var place: BilingualText
    /// The channels its policy lists, in its order.
    public var policyChannels: [PolicyChannel]
    /// The officer's tools its policy lists.
    public var officerTools: [BilingualText]
    /// The steps of handling its policy lists, in its order.
    public var steps: [HandlingStep]
    /// The committees asked about aid requests, in order; empty where an officer decides.
    public var committees: [Committee]
    /// The fields of work.
    public var fields: [FieldOfWork]
    /// The positions.
    public var officers: [OfficerPosition]
    /// The promised times.
    public var promises: PromiseTimes
    /// The working calendar.
    public var calendar: WorkingCalendar
    /// The letterhead.
    public var letterhead: Letterhead
    /// The public forms.
    public var forms: [OfferedForm]
    /// The documents asked for with aid requests.
    public var requiredDocuments: [RequiredDocument]
    /// The public emergency numbers.
    public var emergencyNumbers: [EmergencyNumber]
    /// The hours in which no automatic text that can wait is sent, nil for none; may run over midnight.
    public var quietHours: QuietHours?

    /// The longest short name, in UTF-16 units, so that automatic short texts stay within two segments.
    public static let shortNameLimit = 16

    /// A profile.
    public init(
        id: AssociationID, name: BilingualText, shortName: BilingualText, domain: String, smsSender: String,
        phone: String? = nil, place: BilingualText, policyChannels: [PolicyChannel], officerTools: [BilingualText],
        steps: [HandlingStep], committees: [Committee] = [], fields: [FieldOfWork], officers: [OfficerPosition],
        promises: PromiseTimes, calendar: WorkingCalendar, letterhead: Letterhead, forms: [OfferedForm] = [],
        requiredDocuments: [RequiredDocument] = [], emergencyNumbers: [EmergencyNumber] = [],
        quietHours: QuietHours? = nil
    ) {
        self.id = id
        self.name = name
        self.shortName = shortName
        self.domain = domain
        self.smsSender = smsSender
        self.phone = phone
        self.place = place
        self.policyChannels = policyChannels
        self.officerTools = officerTools
        self.steps = steps
        self.committees = committees
        self.fields = fields
        self.officers = officers
        self.promises = promises
        self.calendar = calendar
        self.letterhead = letterhead
        self.forms = forms
        self.requiredDocuments = requiredDocuments
        self.emergencyNumbers = emergencyNumbers
        self.quietHours = quietHours
    }
}
