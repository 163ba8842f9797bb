/// The names of the public forms' fields; the channel reads the same ones.
public enum FormField: String, Sendable, CaseIterable {
    case name
    case phone
    case email
    /// A field of work of the association; empty when the person does not know.
    case field
    case message
    /// The number of an earlier message, as the person remembers it.
    case reference
    /// «هل أنت أو غيرك في خطر الآن؟» ticked: `1`.
    case danger
    /// «هل تفضل ألا نتصل على هذا الرقم؟» ticked: `1`.
    case silent
    /// The declaration of an aid request ticked: `1`.
    case declaration
    /// The files.
    case files
    /// Left empty by people, filled in by programs.
    case trap = "homepage"
    /// The submission token.
    case token = "submission"
}
