import Casework
import Crypto
import Foundation
import MIME
import PhoneNumbers

/// Reads a kept webhook call as the text that somebody sent.
enum SMSReading {
    /// The attribute of a call that was kept though nobody understood it.
    static let unreadMark = "unread"

    /// The message that the bytes hold; what is missing or doubtful is said in `warnings`.
    static func read(_ delivery: KeptDelivery, _ hook: IncomingHook?, _ medium: Medium) -> IncomingMessage {
        var message = IncomingMessage(medium: medium, sender: .anonymous)
        message.recipients = delivery.recipients
        let parts = hook.map { calls(of: delivery, $0) } ?? []
        guard let hook, let fields = parts.lazy.compactMap({ $0 }).first else {
            message.text = ReadableText.clean(String(decoding: delivery.raw.prefix(longestRaw), as: UTF8.self))
            message.replyText = message.text
            if delivery.attributes[unreadMark] == nil {
                identify(delivery.sender, hook, &message)
            } else {
                message.automatic = AutomaticMark(kind: .unread, reason: "call of a gateway")
            }
            message.warnings.append(ChannelNote.bodyNotReadable.stored())
            return message
        }
        identify(fields.word(hook.from) ?? delivery.sender, hook, &message)
        if let name = fields.word(hook.name).map(ReadableText.oneLine), message.sender.name == nil {
            message.sender.name = name
            for index in message.otherContacts.indices { message.otherContacts[index].name = name }
        }
        if message.recipients.isEmpty, let to = fields.word(hook.to) { message.recipients = [to] }
        message.text = ReadableText.clean(text(parts, hook, &message))
        message.replyText = message.text
        message.writtenAt = fields.word(hook.time).flatMap { GatewayTime.read($0, in: hook.zone) }
        if fields.word(hook.elsewhere) != nil { message.warnings.append(ChannelNote.fileElsewhere.stored()) }
        message.attachments = files(fields, hook).enumerated().map { note($0.element, at: $0.offset) }
        return message
    }

    /// One file that came with a text.
    struct File: Sendable {
        var name: String?
        var type: String
        var content: Data
    }

    /// The files of a kept call.
    static func files(of delivery: KeptDelivery, _ hook: IncomingHook) -> [File] {
        calls(of: delivery, hook).lazy.compactMap { $0 }.first.map { files($0, hook) } ?? []
    }

    /// How a file is listed.
    static func note(_ file: File, at index: Int) -> AttachmentNote {
        AttachmentNote(
            index: index, name: file.name.flatMap(ReadableText.fileName), type: file.type.lowercased(),
            bytes: file.content.count, sha256: Hex.text(SHA256.hash(data: file.content)), disposition: "attachment")
    }

    private static let longestRaw = 16 * 1_024
    private static let mostFiles = 20
    private static let unknownType = "application/octet-stream"

    /// The calls that brought a text: one, or one for each part, nil where that did not come.
    private static func calls(of delivery: KeptDelivery, _ hook: IncomingHook) -> [HookFields?] {
        guard delivery.attributes[unreadMark] == nil else { return [] }
        guard delivery.attributes[JoinedCalls.mark] != nil, let joined = JoinedCalls(reading: delivery.raw) else {
            return [fields(in: delivery.raw, of: delivery, hook)]
        }
        return joined.parts.map { part in part.flatMap { fields(in: $0, of: delivery, hook) } }
    }

    private static func fields(in bytes: Data, of delivery: KeptDelivery, _ hook: IncomingHook) -> HookFields? {
        let place = delivery.attributes["source"].flatMap(FieldSource.init) ?? hook.door.source.place(guessing: bytes)
        let call = HookFields(bytes, at: place, contentType: delivery.attributes["content-type"])
        return call?.elements(hook.door.each).first(where: hook.fits)
    }

    private static func files(_ fields: HookFields, _ hook: IncomingHook) -> [File] {
        let sent = fields.parts.map { part in
            File(name: part.fileName, type: part.type ?? unknownType, content: Data(part.content))
        }
        let written = hook.files.compactMap { row -> File? in
            guard let word = fields.word(row.data) else { return nil }
            // `data:image/png;base64,…` is as common as the bare letters.
            let letters = word.hasPrefix("data:") ? String(word.drop { $0 != "," }.dropFirst()) : word
            guard let content = Data(base64Encoded: letters, options: .ignoreUnknownCharacters) else { return nil }
            return File(name: fields.word(row.name), type: fields.word(row.type) ?? unknownType, content: content)
        }
        return Array((sent + written).prefix(mostFiles))
    }

    /// Who sent it: a telephone number, in a chat beside the chat's own name for it.
    private static func identify(_ written: String?, _ hook: IncomingHook?, _ message: inout IncomingMessage) {
        guard let written, !written.isEmpty else {
            message.warnings.append(ChannelNote.senderMissing.stored())
            return
        }
        if hook?.isFromAnID == true {
            message.sender = Contact(kind: .chat, value: ReadableText.oneLine(written))
            return
        }
        guard let number = PhoneNumbers.parse(written) ?? PhoneNumbers.parse("+" + written) else {
            message.warnings.append(ChannelNote.senderNotANumber.stored())
            if written.unicodeScalars.contains(where: \.properties.isAlphabetic) {
                message.automatic = AutomaticMark(kind: .autoReply, reason: "sender is a name")
            }
            message.sender = Contact(kind: .anonymous, value: "", name: ReadableText.clean(written))
            return
        }
        let phone = Contact(kind: .phone, value: number.e164)
        message.sender = message.medium == .chat ? Contact(kind: .chat, value: number.e164) : phone
        if message.medium == .chat { message.otherContacts = [phone] }
    }

    /// The words of all parts; dots stand where one did not come. Parts are put together before they are decoded, since a
    /// letter may lie in two of them.
    private static func text(_ calls: [HookFields?], _ hook: IncomingHook, _ message: inout IncomingMessage) -> String {
        var text = ""
        for run in calls.split(omittingEmptySubsequences: false, whereSeparator: { $0 == nil }) {
            let bytes = run.flatMap { $0?.bytes(hook.text) ?? [] }
            if let fields = run.first ?? nil { text += decoded(bytes, as: fields, hook, &message) }
            if run.endIndex < calls.endIndex { text += " … " }
        }
        if calls.contains(where: { $0 == nil }) { message.warnings.append(ChannelNote.textIncomplete.stored()) }
        return text
    }

    private static func decoded(
        _ bytes: [UInt8], as fields: HookFields, _ hook: IncomingHook, _ message: inout IncomingMessage
    ) -> String {
        let named = fields.word(hook.charsetName).flatMap(SMSCharset.init(label:))
        let coded: SMSCharset? =
            switch fields.word(hook.coding) {
            case "2", "8": .utf16
            case "3": .latin1
            default: nil
            }
        // Digits stay digits, whatever coding they stand for.
        let charset = named ?? (hook.charset == .ucs2Hex && coded != .latin1 ? .ucs2Hex : coded ?? hook.charset)
        if fields.areUnicode, charset != .ucs2Hex { return unsqueezed(bytes) }
        if let text = charset.decode(bytes) { return text }
        message.warnings.append(ChannelNote.textGuessed.stored())
        return SMSCharset.utf8.decode(bytes) ?? SMSCharset.windows1256.decode(bytes) ?? ""
    }

    /// Some gateways write each byte of UTF-16 as a character of JSON; Arabic and Latin letters then show themselves by
    /// control characters that no text has.
    private static func unsqueezed(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(where: { $0 < 9 }) else { return text }
        return SMSCharset.latin1.encode(text).flatMap(SMSCharset.utf16.decode) ?? text
    }
}
