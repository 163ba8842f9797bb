import Casework

/// The box in which an answer is written, and what would leave, once it was asked for.
struct ComposerView: Sendable {
    let previewURL: String
    let sendURL: String
    let draft: String
    let draftKey: String
    let templates: [Choice]
    let hasTemplates: Bool
    let recipients: [Choice]
    let hasRecipients: Bool
    let asksForMore: Bool
    let onceKey: String
    /// What would leave; nil until it was asked for.
    let preview: PreviewView?
    /// What was wrong with the draft; nil when nothing.
    let problem: String?

    /// The value of the choice "the channel the person wrote on".
    static let ownChannel = ""

    init(
        _ page: TicketPage, _ draft: ReplyDraft, templates: [ReplyTemplate], words: Words,
        preview: PreviewView? = nil, problem: String? = nil
    ) {
        let (association, reference) = (draft.association.rawValue, draft.reference.description)
        previewURL = ConsoleRoute.preview(association, reference).path
        sendURL = ConsoleRoute.reply(association, reference).path
        self.draft = draft.text
        draftKey = "\(association)/\(reference)"
        let names = templates.map { (value: $0.id, label: $0.name[words.language]) }
        self.templates = Choice.list(
            [(value: "", label: words["composer.no_template"])] + names, selected: draft.template ?? "")
        hasTemplates = !names.isEmpty
        // Options hold no markup, so the number's direction is kept by isolating marks.
        let ways = Self.usable(page).map { (value: Self.value($0), label: "\u{2066}\(words.contact($0))\u{2069}") }
        recipients = Choice.list(
            [(value: Self.ownChannel, label: words["composer.own_channel"])] + ways,
            selected: draft.recipient.map { Self.value($0) } ?? Self.ownChannel)
        hasRecipients = !ways.isEmpty
        asksForMore = draft.asksForMore
        onceKey = draft.onceKey
        self.preview = preview
        self.problem = problem
    }

    /// The contacts that an answer can go to.
    static func usable(_ page: TicketPage) -> [Contact] {
        page.contacts.filter { $0.trouble == nil && $0.contact.kind != .anonymous }.map(\.contact)
    }

    /// A contact as the value of a choice.
    static func value(_ contact: Contact) -> String { "\(contact.kind.rawValue) \(contact.value)" }
}

/// What would leave if the answer were sent.
struct PreviewView: Sendable {
    let medium: String
    let mediumName: String
    let to: String
    let mailSubject: String?
    let leavingText: String
    /// «رسالتان قصيرتان», "2 pages"; nil for mail.
    let extent: String?

    init(_ preview: ReplyPreview, _ words: Words) {
        medium = preview.medium.rawValue
        mediumName = words.medium(preview.medium)
        to = words.contact(preview.recipient)
        mailSubject = preview.subject.isEmpty ? nil : preview.subject
        leavingText = preview.text
        extent = preview.segments.map { words.count($0, "segment") } ?? preview.pages.map { words.count($0, "page") }
    }
}
