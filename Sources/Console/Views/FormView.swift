import Casework

/// A public form with what was typed and what is wrong with it.
struct FormView: Sendable {
    let heading: String
    let hint: String
    let submitURL: String
    let token: String
    let name: String
    let phone: String
    let email: String
    let message: String
    let reference: String
    let fields: [Choice]
    let inDanger: Bool
    let keepSilent: Bool
    let isDeclared: Bool
    let asksDeclaration: Bool
    let mayBeAnonymous: Bool
    let documents: [String]
    let hasDocuments: Bool
    let emergencies: [AssociationPageView.Emergency]
    let hasEmergencies: Bool
    let hadFiles: Bool
    /// The sentence above the form when it could not be kept; nil otherwise.
    let failure: String?
    /// The sentences beside the fields; nil where all is well.
    let problems: Problems
    let hasProblems: Bool

    /// The sentence beside each field.
    struct Problems: Sendable {
        let name: String?
        let phone: String?
        let email: String?
        let field: String?
        let message: String?
        let reference: String?
        let files: String?
        let declaration: String?
        let trap: String?

        init(_ problems: [FormProblem], _ words: Words) {
            func sentence(_ field: FormField) -> String? {
                problems.first { $0.field == field }.map { words["problem.\($0.reason)"] }
            }
            name = sentence(.name)
            phone = sentence(.phone)
            email = sentence(.email)
            field = sentence(.field)
            message = sentence(.message)
            reference = sentence(.reference)
            files = sentence(.files)
            declaration = sentence(.declaration)
            trap = sentence(.trap)
        }
    }

    init(
        _ form: SubmittedForm, _ problems: [FormProblem], _ offered: OfferedForm, _ profile: AssociationProfile,
        _ words: Words, failure: String?
    ) {
        let value = { (field: FormField) in form.fields[field.rawValue] ?? "" }
        let language = words.language
        heading = offered.name[language]
        hint = words["form.hint_\(offered.kind.rawValue)"]
        submitURL = ConsoleRoute.form(profile.id.rawValue, offered.id).path
        token = form.token
        name = value(.name)
        phone = value(.phone)
        email = value(.email)
        message = value(.message)
        reference = value(.reference)
        let chosen = value(.field).isEmpty ? offered.field ?? "" : value(.field)
        let open = profile.fields.filter { !$0.restricted }.map { (value: $0.id, label: $0.name[language]) }
        fields = Choice.list([(value: "", label: words["form.field_unknown"])] + open, selected: chosen)
        inDanger = !value(.danger).isEmpty
        keepSilent = !value(.silent).isEmpty
        isDeclared = !value(.declaration).isEmpty
        asksDeclaration = offered.kind == .aidRequest
        mayBeAnonymous = FormCheck.mayBeAnonymous(offered)
        let asked = offered.kind == .aidRequest ? profile.documents(forField: offered.field) : []
        documents = asked.map { $0.name[language] }
        hasDocuments = !documents.isEmpty
        emergencies = AssociationPageView.emergencies(profile, language)
        hasEmergencies = !emergencies.isEmpty
        hadFiles = !form.files.isEmpty && (!problems.isEmpty || failure != nil)
        self.failure = failure
        self.problems = Problems(problems, words)
        hasProblems = !problems.isEmpty
    }
}

/// The page after a form was kept.
struct ReceiptView: Sendable {
    let number: String
    let statusURL: String
    let homeURL: String
    let promise: String
    let emergencies: [AssociationPageView.Emergency]
    let hasEmergencies: Bool
}
