/// A committee that gives its opinion on aid requests; several are asked in the order in which the profile lists them.
public struct Committee: Sendable, Codable, Hashable, Identifiable {
    /// The word used in settings: `research`, `medical`.
    public var id: String
    /// What letters call it.
    public var name: BilingualText

    /// A committee.
    public init(id: String, name: BilingualText) {
        self.id = id
        self.name = name
    }
}
