/// Why a mail was not put into bytes; the sentences name the field and never its content.
public enum ComposeError: Error, Sendable, Equatable, CustomStringConvertible {
    /// An address is not a plain `local@domain` of ASCII characters.
    case invalidAddress(field: String)
    /// A Message-ID is not `left@right` of printable ASCII characters.
    case invalidID(field: String)
    /// An extra field's name is not a field name, or belongs to the mail itself.
    case forbiddenHeader
    /// There is nobody to send to.
    case noRecipients
    /// The system's mail library refused.
    case notComposed

    /// One sentence that says what to do.
    public var description: String {
        switch self {
        case .invalidAddress(let field): "Correct the address in \(field): it must be of the form name@example.org."
        case .invalidID(let field): "Give \(field) an id of the form left@right without spaces and brackets."
        case .forbiddenHeader: "Remove the extra header field, or give it a name that the mail does not use itself."
        case .noRecipients: "Name at least one recipient."
        case .notComposed: "Try again; the mail library could not put the mail together."
        }
    }
}
