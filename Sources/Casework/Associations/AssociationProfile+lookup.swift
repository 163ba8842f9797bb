extension AssociationProfile {
    /// The field of work with this identifier, nil when the association has none.
    public func field(_ id: String) -> FieldOfWork? { fields.first { $0.id == id } }

    /// The position with this identifier, nil when the association has none.
    public func officer(_ id: String) -> OfficerPosition? { officers.first { $0.id == id } }

    /// The positions that carry a duty, in the profile's order.
    public func officers(with duty: OfficerDuty) -> [OfficerPosition] { officers.filter { $0.duties.contains(duty) } }

    /// The positions that may read sealed tickets: the safeguarding pair.
    public var safeguardingPair: [OfficerPosition] { officers.filter(\.sealed) }

    /// Whether the association's policy has the step.
    public func hasStep(_ kind: HandlingStep.Kind) -> Bool { steps.contains { $0.id == kind } }

    /// Whether the association's policy lists a channel that this hub channel serves.
    public func lists(_ channel: HubChannel) -> Bool { policyChannels.contains { $0.servedBy.contains(channel) } }

    /// The documents that an aid request in a field needs; a nil field needs only the common ones.
    public func documents(forField field: String?) -> [RequiredDocument] {
        requiredDocuments.filter { document in
            document.fields.isEmpty || field.map(document.fields.contains) ?? false
        }
    }

    /// The calendar by which a field keeps its promises: the association's, or day and night.
    public func calendar(forField field: String?) -> WorkingCalendar {
        guard let field, let found = self.field(field), found.aroundTheClock else { return calendar }
        return calendar.aroundTheClock
    }

    /// The position that acts for another on a day: itself, or its deputy (followed at most `deputyDepth` times) when
    /// away; nil when all of them are away or unknown.
    public func acting(for id: String, on day: CalendarDay) -> OfficerPosition? {
        var candidate = officer(id)
        for _ in 0..<Self.deputyDepth {
            guard let position = candidate, position.isAway(on: day) else { return candidate }
            candidate = position.deputy.flatMap(officer)
        }
        return nil
    }

    /// How many deputies of deputies are asked before giving up; ends circles too.
    public static let deputyDepth = 4
}
