import Casework
import Crypto
import Foundation
import PhoneNumbers

/// Reads a kept form as a message.
enum WebFormReading {
    /// The message that a form holds; bytes that are no form become its text with a warning.
    static func read(_ delivery: KeptDelivery) -> IncomingMessage {
        guard let form = FormSubmission(reading: delivery.raw) else { return unreadable(delivery) }
        let contacts = contacts(in: form)
        var message = IncomingMessage(medium: .web, sender: contacts.first ?? unknown(form))
        message.otherContacts = Array(contacts.dropFirst())
        message.recipients = delivery.recipients
        message.subject = ReadableText.oneLine(form.answer(.subject) ?? "")
        message.replyText = form.answer(.message) ?? ""
        message.text = text(of: form)
        if message.replyText.isEmpty { message.replyText = message.text }
        message.writtenAt = delivery.receivedAt
        message.attachments = form.files.enumerated().map { note($0.element, at: $0.offset) }
        message.declared = declared(in: form)
        if let written = form.answer(.phone), PhoneNumbers.parse(written) == nil {
            message.warnings.append(ChannelNote.senderNotANumber.stored())
        }
        if let written = form.answer(.email), MailAddress(written) == nil {
            message.warnings.append(ChannelNote.senderNotAnAddress.stored())
        }
        return message
    }

    /// How a file of the form is listed.
    static func note(_ file: FormSubmission.File, at index: Int) -> AttachmentNote {
        AttachmentNote(
            index: index, name: ReadableText.fileName(file.name), type: file.type.lowercased(),
            bytes: file.content.count,
            sha256: Hex.text(SHA256.hash(data: file.content)), disposition: "attachment")
    }

    private static let longestRaw = 64 * 1_024

    private static func unreadable(_ delivery: KeptDelivery) -> IncomingMessage {
        var message = IncomingMessage(medium: .web, sender: .anonymous)
        message.text = ReadableText.clean(String(decoding: delivery.raw.prefix(longestRaw), as: UTF8.self))
        message.replyText = message.text
        message.warnings = [ChannelNote.bodyNotReadable.stored()]
        return message
    }

    /// The address first: it carries long answers and attachments.
    private static func contacts(in form: FormSubmission) -> [Contact] {
        let name = form.answer(.name).map(ReadableText.oneLine)
        var contacts: [Contact] = []
        if let address = form.answer(.email).flatMap(MailAddress.init) {
            contacts.append(Contact(kind: .email, value: address.normalised, name: name))
        }
        if let number = form.answer(.phone).flatMap({ PhoneNumbers.parse($0) }) {
            contacts.append(Contact(kind: .phone, value: number.e164, name: name))
        }
        return contacts
    }

    private static func unknown(_ form: FormSubmission) -> Contact {
        Contact(kind: .anonymous, value: "", name: form.answer(.name).map(ReadableText.oneLine))
    }

    private static func text(of form: FormSubmission) -> String {
        let known = Set(FormField.allCases.map(\.rawValue))
        let others = form.fields
            .filter { !known.contains($0.name) }
            .map { (ReadableText.oneLine($0.label), ReadableText.clean($0.value)) }
            .filter { !$0.1.isEmpty }
            .map { $0.0.isEmpty ? $0.1 : "\($0.0): \($0.1)" }
        return [form.answer(.message) ?? "", others.joined(separator: "\n")].filter { !$0.isEmpty }
            .joined(separator: "\n\n")
    }

    private static func declared(in form: FormSubmission) -> DeclaredFacts {
        var facts = DeclaredFacts()
        facts.kind = form.kind
        facts.field = form.field
        facts.language = form.language
        facts.inDanger = isTicked(form.answer(.inDanger))
        facts.keepSilent = isTicked(form.answer(.keepSilent))
        facts.reference = form.answer(.reference).flatMap { ReferenceNumber($0) }
        return facts
    }

    private static func isTicked(_ answer: String?) -> Bool {
        guard let answer = answer?.lowercased() else { return false }
        return !["no", "false", "0", "لا"].contains(answer)
    }
}
