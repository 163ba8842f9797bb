public import Casework
public import Foundation

/// A public form as a person sent it, checked by the console; the channel makes an envelope of it.
public struct SubmittedForm: Sendable {
    /// The most files that one form carries.
    public static let maximumFiles = 10
    /// The most bytes of all files together.
    public static let maximumFileBytes = 20 * 1024 * 1024

    /// The association it is for.
    public var association: AssociationID
    /// Which of its forms.
    public var formID: String
    /// Made once for each page shown: the same page sent twice is one submission.
    public var token: String
    /// The fields by name, as typed, spaces at the ends cut off.
    public var fields: [String: String]
    /// The files.
    public var files: [SubmittedFile]
    /// The language of the page.
    public var language: Language
    /// When it came.
    public var receivedAt: Date
    /// The address it came from; for counting, not for keeping with the ticket.
    public var remote: String

    /// A form with all it holds.
    public init(
        association: AssociationID, formID: String, token: String, fields: [String: String], files: [SubmittedFile],
        language: Language, receivedAt: Date, remote: String
    ) {
        self.association = association
        self.formID = formID
        self.token = token
        self.fields = fields
        self.files = files
        self.language = language
        self.receivedAt = receivedAt
        self.remote = remote
    }
}

/// A file sent with a form.
public struct SubmittedFile: Sendable, Hashable {
    /// The form's field that it was chosen in.
    public var field: String
    /// The name given, as it came.
    public var name: String
    /// The media type declared.
    public var type: String
    /// Its bytes.
    public var data: Data

    /// A file with its bytes.
    public init(field: String, name: String, type: String, data: Data) {
        self.field = field
        self.name = name
        self.type = type
        self.data = data
    }
}

/// Where public forms go: returns once the form is durable.
public protocol FormIntake: Sendable {
    /// Keeps a form; throws `AcceptanceError` when it is not kept, and then the person is told to try again.
    func submit(_ form: SubmittedForm) async throws(AcceptanceError) -> Receipt
}
