/// A position in the association (never a person): people who use the console hold positions.
public struct OfficerPosition: Sendable, Codable, Hashable, Identifiable {
    /// Days on which nobody holds the position and the deputy acts.
    public struct Absence: Sendable, Codable, Hashable {
        /// The first day away.
        public var from: CalendarDay
        /// The last day away.
        public var through: CalendarDay

        /// Away on both days and all between.
        public init(from: CalendarDay, through: CalendarDay) {
            self.from = from
            self.through = through
        }

        /// Whether the day falls into the absence.
        public func covers(_ day: CalendarDay) -> Bool { from <= day && day <= through }
    }

    /// The word used in settings: `medicines-liaison`.
    public var id: String
    /// How letters and pages name the position.
    public var title: BilingualText
    /// The fields of work whose tickets the position may see.
    public var fields: [String]
    /// The position that acts when this one is away, nil for none.
    public var deputy: String?
    /// Days away.
    public var away: [Absence]
    /// Work received whatever the field.
    public var duties: [OfficerDuty]
    /// Whether the position belongs to the safeguarding pair and sees sealed tickets.
    public var sealed: Bool

    /// A position.
    public init(
        id: String, title: BilingualText, fields: [String] = [], deputy: String? = nil, away: [Absence] = [],
        duties: [OfficerDuty] = [], sealed: Bool = false
    ) {
        self.id = id
        self.title = title
        self.fields = fields
        self.deputy = deputy
        self.away = away
        self.duties = duties
        self.sealed = sealed
    }

    /// Whether the position is away on the day.
    public func isAway(on day: CalendarDay) -> Bool { away.contains { $0.covers(day) } }
}
