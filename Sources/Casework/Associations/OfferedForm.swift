/// A public form that the association offers.
public struct OfferedForm: Sendable, Codable, Hashable, Identifiable {
    /// The last part of the form's address: `aid-request`.
    public var id: String
    /// The form's title.
    public var name: BilingualText
    /// What the form asks for; a form is never classified.
    public var kind: MessageKind
    /// The field of work it belongs to, nil where the person chooses.
    public var field: String?

    /// A form.
    public init(id: String, name: BilingualText, kind: MessageKind, field: String? = nil) {
        self.id = id
        self.name = name
        self.kind = kind
        self.field = field
    }
}
