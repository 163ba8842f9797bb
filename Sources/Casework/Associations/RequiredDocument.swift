/// A document asked for with an aid request.
public struct RequiredDocument: Sendable, Codable, Hashable, Identifiable {
    /// The word used in rows and forms: `national_id`.
    public var id: String
    /// What people call it.
    public var name: BilingualText
    /// The fields of work whose requests need it; empty means every aid request.
    public var fields: [String]
    /// Whether it has an expiry date to be checked on the day of submission.
    public var expires: Bool

    /// A document.
    public init(id: String, name: BilingualText, fields: [String] = [], expires: Bool = false) {
        self.id = id
        self.name = name
        self.fields = fields
        self.expires = expires
    }
}
