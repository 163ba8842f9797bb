import Casework
import Foundation
import MIME

/// Puts an outgoing text into a mail.
enum MailWriting {
    /// The bytes of the mail, the same for the same text; throws `ComposeError`, or what `content` throws when an
    /// attachment is not there.
    static func compose(_ text: OutgoingText, _ tools: DeliveryTools) async throws -> Data {
        var attachments: [OutgoingAttachment] = []
        for note in text.details.attachments {
            let data: Data
            do {
                data = try await tools.content(note.sha256)
            } catch {
                throw AttachmentMissing()
            }
            let name = note.name ?? "attachment-\(note.index + 1)"
            attachments.append(OutgoingAttachment(name: name, type: note.type, data: data))
        }
        return try MIMEComposer.compose(mail(text, tools.profile, attachments))
    }

    /// An attachment's bytes are not in the store.
    struct AttachmentMissing: Error {}

    /// The address under which an association writes.
    static func address(of profile: AssociationProfile) -> String { "\(profile.id)@\(profile.domain)" }

    /// The Message-ID of a text: the one it was given, or one made of its number.
    static func messageID(of text: OutgoingText, _ profile: AssociationProfile) -> String {
        text.details.messageID ?? "\(text.id).\(text.reference)@\(profile.domain)"
    }

    private static func mail(
        _ text: OutgoingText, _ profile: AssociationProfile, _ attachments: [OutgoingAttachment]
    ) -> OutgoingMail {
        OutgoingMail(
            from: Mailbox(name: profile.name[text.language], address: address(of: profile)),
            to: [Mailbox(name: text.recipient.name, address: text.recipient.value)],
            replyTo: text.details.replyTo.map { Mailbox(name: profile.name[text.language], address: $0) },
            subject: text.subject, date: text.createdAt, messageID: messageID(of: text, profile),
            inReplyTo: text.details.inReplyTo.flatMap { isPlainID($0) ? $0 : nil },
            references: references(text.details.references), extraHeaders: fields(text), text: text.text,
            html: html(text.text, text.language), attachments: attachments)
    }

    /// Automatic texts say so, that no machine answers them (RFC 3834, section 5).
    private static func fields(_ text: OutgoingText) -> HeaderFields {
        var fields = [HeaderFields.Field(name: MachineMarks.ownField, value: String(text.id))]
        if text.purpose.isAutomatic {
            let value = text.purpose == .acknowledgement ? "auto-replied" : "auto-generated"
            fields.append(HeaderFields.Field(name: "Auto-Submitted", value: value))
            fields.append(HeaderFields.Field(name: "X-Auto-Response-Suppress", value: "All"))
        }
        return HeaderFields(fields)
    }

    /// The first and the last ids of a long conversation, which is what mail programs thread by (RFC 5322, 3.6.4).
    private static func references(_ ids: [String]) -> [String] {
        let sound = ids.filter(isPlainID)
        guard sound.count > mostReferences, let first = sound.first else { return sound }
        return [first] + sound.suffix(mostReferences - 1)
    }

    private static let mostReferences = 20

    /// Foreign ids may be anything; one that cannot stand in a header field must not keep our answer from leaving.
    private static func isPlainID(_ id: String) -> Bool {
        let bytes = Array(id.utf8)
        guard (3...400).contains(bytes.count), let at = bytes.firstIndex(of: UInt8(ascii: "@")) else { return false }
        return at > 0 && at < bytes.count - 1
            && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
    }

    /// The same words as HTML, in the language's direction, with nothing but paragraphs and line breaks.
    static func html(_ text: String, _ language: Language) -> String {
        let paragraphs = ReadableText.clean(text).components(separatedBy: "\n\n")
            .map { $0.trimmingCharacters(in: .newlines) }
            .filter { !$0.isEmpty }
            .map { "<p>" + escaped($0).components(separatedBy: "\n").joined(separator: "<br>\n") + "</p>" }
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)" dir="\(language.direction)">
            <head><meta charset="utf-8"></head>
            <body style="font-family: sans-serif; line-height: 1.6">
            \(paragraphs.joined(separator: "\n"))
            </body>
            </html>

            """
    }

    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
