import Casework
import Foundation
import MIME
import Markup

/// Reads a kept mail as a message.
enum MailReading {
    /// The message that a mail's bytes hold; what is missing or doubtful is said in `warnings`, never left blank.
    static func read(_ delivery: KeptDelivery) -> IncomingMessage {
        let mail = MIMEParser.parse(delivery.raw)
        var message = IncomingMessage(medium: .email, sender: sender(of: mail, delivery))
        message.otherContacts = mail.replyTo.compactMap(contact).filter { $0.value != message.sender.value }
        message.recipients = recipients(of: mail, delivery)
        message.subject = ReadableText.oneLine(mail.subject)
        message.hasHTML = mail.html != nil
        message.text = text(of: mail, delivery)
        message.replyText = message.text
        message.writtenAt = mail.date
        message.messageID = mail.messageID
        message.inReplyTo = mail.inReplyTo
        message.references = mail.references
        message.attachments = mail.attachments.map(note)
        message.automatic = MachineMarks.mark(of: mail, delivery)
        message.warnings = warnings(of: mail, sender: message.sender)
        return message
    }

    /// How an attachment is listed.
    static func note(_ attachment: Attachment) -> AttachmentNote {
        AttachmentNote(
            index: attachment.index, name: attachment.name, type: attachment.type, bytes: attachment.bytes,
            sha256: attachment.sha256, contentID: attachment.contentID, disposition: attachment.disposition)
    }

    /// Bytes of a mail shown as they are when nothing in it could be read.
    static let longestRaw = 64 * 1_024

    private static func sender(of mail: ParsedMail, _ delivery: KeptDelivery) -> Contact {
        let named = (mail.from + mail.sender).lazy.compactMap(contact).first
        let declared = delivery.sender.flatMap { contact(Mailbox(address: $0)) }
        if let found = named ?? declared { return found }
        let name = mail.from.lazy.compactMap(\.name).first.map(ReadableText.oneLine)
        return Contact(kind: .anonymous, value: "", name: name)
    }

    private static func contact(_ mailbox: Mailbox) -> Contact? {
        guard let address = MailAddress(mailbox.address) else { return nil }
        let name = mailbox.name.map(ReadableText.oneLine)
        return Contact(kind: .email, value: address.normalised, name: name?.isEmpty == false ? name : nil)
    }

    /// The wire's recipients first: a signed address stands only there when the mail was a blind copy.
    private static func recipients(of mail: ParsedMail, _ delivery: KeptDelivery) -> [String] {
        var seen: Set<String> = []
        let written = (mail.to + mail.cc).map(\.address).filter { !$0.isEmpty }
        return (delivery.recipients + written).filter { seen.insert($0.lowercased()).inserted }
    }

    private static func text(of mail: ParsedMail, _ delivery: KeptDelivery) -> String {
        var text = ReadableText.clean(mail.text)
        if text.isEmpty, let html = mail.html { text = ReadableText.clean(Markup.plainText(fromHTML: html)) }
        let saysNothing = text.isEmpty && mail.subject.isEmpty && mail.attachments.isEmpty
        return saysNothing ? ReadableText.clean(String(decoding: delivery.raw.prefix(longestRaw), as: UTF8.self)) : text
    }

    private static func warnings(of mail: ParsedMail, sender: Contact) -> [String] {
        var notes: [ChannelNote] = []
        if sender.kind == .anonymous { notes.append(mail.from.isEmpty ? .senderMissing : .senderNotAnAddress) }
        let doubtful: Set<ParseWarning> = [.charsetGuessed, .charsetMislabelled, .charsetUnknown, .undecodableText]
        let damaged: Set<ParseWarning> = [.noHeaders, .missingBoundary, .truncated]
        if !doubtful.isDisjoint(with: mail.warnings) { notes.append(.textGuessed) }
        if !damaged.isDisjoint(with: mail.warnings) { notes.append(.mailDamaged) }
        if mail.isCut { notes.append(.textCut) }
        return notes.map { $0.stored() }
    }
}

/// An addr-spec (RFC 5322, section 3.4.1) taken apart at its last `@`.
struct MailAddress: Sendable, Hashable {
    /// What stands before the `@`, lower case.
    let local: String
    /// What stands behind it, lower case.
    let domain: String

    /// Takes an address apart; nil when it cannot be one or is longer than 254 bytes.
    init?(_ written: String) {
        let address = Self.bare(written).lowercased()
        guard address.utf8.count <= 254, let at = address.utf8.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        guard !address.utf8.contains(where: { $0 < 0x21 }), !Self.holdsWideSpace(address) else { return nil }
        local = String(address[..<at])
        domain = String(address[at...].dropFirst())
        guard !local.isEmpty, !domain.isEmpty else { return nil }
    }

    private static func holdsWideSpace(_ text: String) -> Bool {
        text.utf8.contains { $0 >= 0x80 } && text.unicodeScalars.contains { $0.properties.isWhitespace }
    }

    private static func bare(_ text: String) -> Substring {
        let around: (Unicode.Scalar) -> Bool = { $0 == "<" || $0 == ">" || $0 == " " || $0 == "\t" }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !around($0) }),
            let last = scalars.lastIndex(where: { !around($0) })
        else { return "" }
        return text[first...last]
    }

    /// The whole address, lower case.
    var normalised: String { "\(local)@\(domain)" }
}
