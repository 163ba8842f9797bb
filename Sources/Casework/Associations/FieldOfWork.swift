/// One field of work of an association, with the officers who answer for it (policy K16: a liaison officer per field).
public struct FieldOfWork: Sendable, Codable, Hashable, Identifiable {
    /// The word used in rows, training files and outputs: lowercase letters, digits, underscores.
    public var id: String
    /// What people call it.
    public var name: BilingualText
    /// Words that speak for this field, as people write them; a prior for classification, never a decision.
    public var keywords: [String]
    /// The positions that answer for the field, first choice first; never empty.
    public var liaison: [String]
    /// The least urgency given to a message of this field, nil for none (automation only raises it).
    public var urgencyFloor: Urgency?
    /// Minutes of clock time until a person must have looked, nil for the urgency's own time.
    public var firstLookMinutes: Int?
    /// Whether only the safeguarding pair may see tickets of this field.
    public var restricted: Bool
    /// Whether the field is served day and night, weekends included.
    public var aroundTheClock: Bool

    /// A field of work; restricted and around-the-clock fields are the exception.
    public init(
        id: String, name: BilingualText, keywords: [String] = [], liaison: [String], urgencyFloor: Urgency? = nil,
        firstLookMinutes: Int? = nil, restricted: Bool = false, aroundTheClock: Bool = false
    ) {
        self.id = id
        self.name = name
        self.keywords = keywords
        self.liaison = liaison
        self.urgencyFloor = urgencyFloor
        self.firstLookMinutes = firstLookMinutes
        self.restricted = restricted
        self.aroundTheClock = aroundTheClock
    }
}
