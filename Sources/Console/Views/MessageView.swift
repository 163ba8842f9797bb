import Casework

/// One entry of a conversation.
struct MessageView: Sendable {
    let anchor: String
    /// `in`, `out` or `note`.
    let direction: String
    let directionName: String
    let medium: String
    let mediumName: String
    let isNote: Bool
    let isAutomatic: Bool
    let author: String
    let at: Moment
    let messageSubject: String?
    let text: String
    let foldedText: String?
    let attachments: [AttachmentView]
    let attachmentsTitle: String?
    let messageWarnings: [String]
    let receipt: String?
    let delivery: String?
    let deliveryName: String?
    let deliveryNote: String?
    let retryURL: String?
    let letterNumber: String?
    let registerName: String
    let letterURL: String?
    let rawURL: String?
    let htmlURL: String?
    let htmlImagesURL: String?

    /// An entry of a ticket.
    init(_ message: TicketMessage, of ticket: Ticket, _ words: Words, _ calendar: WorkingCalendar) {
        let (association, reference) = (ticket.association.rawValue, ticket.reference.description)
        let id = String(message.id)
        anchor = "m\(id)"
        direction = message.direction.rawValue
        directionName = words["message.\(message.direction.rawValue)"]
        medium = message.medium.rawValue
        mediumName = words.medium(message.medium)
        isNote = message.direction == .note
        isAutomatic = message.isAutomatic
        author = Self.author(of: message, words)
        at = words.moment(message.at, in: calendar)
        messageSubject = message.subject.isEmpty ? nil : message.subject
        text = message.text
        foldedText = message.foldedText.isEmpty ? nil : message.foldedText
        attachments = message.attachments.map { AttachmentView($0, ticket, message: id, words) }
        attachmentsTitle = attachments.isEmpty ? nil : words.count(attachments.count, "attachment")
        messageWarnings = message.warnings.map(words.sentence)
        receipt = message.receipt?.description
        delivery = message.delivery?.rawValue
        deliveryName = message.delivery.map { words.delivery($0) }
        deliveryNote = message.deliveryNote.map(words.sentence)
        let canRetry = message.delivery?.needsPerson == true
        retryURL =
            canRetry ? message.outgoing.map { ConsoleRoute.outgoingRetry(association, String($0)).path } : nil
        letterNumber = message.letterNumber
        registerName = words[message.direction == .incoming ? "message.incoming_number" : "message.letter_number"]
        let isLetter = message.direction == .outgoing && message.medium == .letter
        letterURL = isLetter ? ConsoleRoute.letter(association, reference, message: id).path : nil
        let isIncoming = message.direction == .incoming
        rawURL = isIncoming ? ConsoleRoute.raw(association, reference, message: id).path : nil
        let html = ConsoleRoute.html(association, reference, message: id).path
        htmlURL = message.hasHTML ? html : nil
        htmlImagesURL = message.hasHTML ? html + "?images=1" : nil
    }
}

extension MessageView {
    /// Who speaks: an automatic text of ours is named by its purpose.
    fileprivate static func author(of message: TicketMessage, _ words: Words) -> String {
        if message.author.isEmpty { return words["contact.anonymous"] }
        guard message.isAutomatic, message.direction == .outgoing else { return message.author }
        let purpose = words["purpose.\(message.author)"]
        return purpose.hasPrefix("purpose.") ? message.author : purpose
    }
}

/// One attachment in a conversation.
struct AttachmentView: Sendable {
    let fileName: String
    let type: String
    let size: String
    let url: String
    /// The address to show it at, for raster images of a moderate size.
    let imageURL: String?

    /// The most bytes of an image that a page shows by itself.
    private static let largestShown = 4 * 1024 * 1024

    init(_ note: AttachmentNote, _ ticket: Ticket, message: String, _ words: Words) {
        fileName = note.name.map { Disposition.cleaned($0) } ?? words["message.unnamed_file"]
        type = note.type
        size = words.size(note.bytes)
        url =
            ConsoleRoute.attachment(
                ticket.association.rawValue, ticket.reference.description, message: message, index: String(note.index)
            ).path
        let isShown = RasterImage.isPromised(by: note.type) && note.bytes <= Self.largestShown
        imageURL = isShown ? url + "?show=1" : nil
    }
}
