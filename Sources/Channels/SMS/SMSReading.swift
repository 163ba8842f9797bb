import Casework
import Foundation
import PhoneNumbers

/// Reads a kept webhook call as the text that somebody sent.
enum SMSReading {
    /// The message that the bytes hold; what is missing or doubtful is said in `warnings`.
    static func read(_ delivery: KeptDelivery, _ hook: IncomingHook?) -> IncomingMessage {
        var message = IncomingMessage(medium: .sms, sender: .anonymous)
        message.recipients = delivery.recipients
        guard let hook, let fields = fields(of: delivery, hook) else {
            message.text = ReadableText.clean(String(decoding: delivery.raw.prefix(longestRaw), as: UTF8.self))
            message.replyText = message.text
            message.sender = sender(delivery.sender, &message)
            message.warnings.append(ChannelNote.bodyNotReadable.stored())
            return message
        }
        message.sender = sender(fields.word(hook.from) ?? delivery.sender, &message)
        if message.recipients.isEmpty, let to = fields.word(hook.to) { message.recipients = [to] }
        message.text = ReadableText.clean(text(fields, hook, &message))
        message.replyText = message.text
        message.writtenAt = fields.word(hook.time).flatMap(GatewayTime.read)
        return message
    }

    private static let longestRaw = 16 * 1_024

    private static func fields(of delivery: KeptDelivery, _ hook: IncomingHook) -> HookFields? {
        let source = delivery.attributes["source"].flatMap(FieldSource.init) ?? hook.door.source
        let body = delivery.raw
        let query = source == .query ? String(decoding: body, as: UTF8.self) : ""
        let type = delivery.attributes["content-type"]
        let fields = HookFields(source: source, query: query, body: body, contentType: type)
        return fields?.bytes(hook.text) == nil ? nil : fields
    }

    private static func sender(_ written: String?, _ message: inout IncomingMessage) -> Contact {
        guard let written, !written.isEmpty else {
            message.warnings.append(ChannelNote.senderMissing.stored())
            return .anonymous
        }
        if let number = PhoneNumbers.parse(written) ?? PhoneNumbers.parse("+" + written) {
            return Contact(kind: .phone, value: number.e164)
        }
        message.warnings.append(ChannelNote.senderNotANumber.stored())
        if written.unicodeScalars.contains(where: \.properties.isAlphabetic) {
            message.automatic = AutomaticMark(kind: .autoReply, reason: "sender is a name")
        }
        return Contact(kind: .anonymous, value: "", name: ReadableText.clean(written))
    }

    private static func text(_ fields: HookFields, _ hook: IncomingHook, _ message: inout IncomingMessage) -> String {
        let bytes = fields.bytes(hook.text) ?? []
        let named = fields.word(hook.charsetName).flatMap(SMSCharset.init(label:))
        let isWide = ["2", "8"].contains(fields.word(hook.coding) ?? "")
        let charset = named ?? (isWide ? .utf16 : hook.charset)
        if let text = charset.decode(bytes) { return text }
        message.warnings.append(ChannelNote.textGuessed.stored())
        return SMSCharset.utf8.decode(bytes) ?? SMSCharset.windows1256.decode(bytes) ?? ""
    }
}

/// The times that gateways write.
enum GatewayTime {
    /// Reads seconds since 1970, ISO 8601, or `2026-02-13 10:30[:00]` in UTC; nil for anything else.
    static func read(_ word: String) -> Date? {
        if let seconds = Int64(word) {
            let plausible: ClosedRange<Int64> = 946_684_800...4_102_444_800
            return plausible.contains(seconds) ? Date(timeIntervalSince1970: Double(seconds)) : nil
        }
        if let date = try? Date(word, strategy: .iso8601) { return date }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        for format in ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "EEE, dd MMM yyyy HH:mm:ss Z"] {
            formatter.dateFormat = format
            if let date = formatter.date(from: word) { return date }
        }
        return nil
    }
}
