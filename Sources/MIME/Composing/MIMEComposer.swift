import CGMime
public import Foundation

/// Puts our mails into bytes (RFC 5322, RFC 2045–2049): CRLF line ends, seven bits, UTF-8, no foreign header lines.
public enum MIMEComposer {
    /// The bytes of a mail, the same for the same mail; throws when an address, an id or an extra field is unfit.
    public static func compose(_ mail: OutgoingMail) throws(ComposeError) -> Data {
        try check(mail)
        GMimeLibrary.start()
        guard let message = g_mime_message_new(0) else { throw .notComposed }
        defer { g_object_unref(message) }
        addAddresses(mail, to: message)
        addFields(mail, to: message)
        guard let body = body(of: mail) else { throw .notComposed }
        g_mime_message_set_mime_part(message, body)
        g_object_unref(body)
        let object = GMimeLibrary.cast(message, to: GMimeObject.self)
        g_mime_object_encode(object, GMIME_ENCODING_CONSTRAINT_7BIT)
        guard let bytes = written(object) else { throw .notComposed }
        return bytes
    }

    private static func check(_ mail: OutgoingMail) throws(ComposeError) {
        guard !(mail.to + mail.cc).isEmpty else { throw .noRecipients }
        let fields = [
            ("From", [mail.from]), ("To", mail.to), ("Cc", mail.cc), ("Reply-To", [mail.replyTo].compactMap(\.self)),
        ]
        for (field, boxes) in fields where !boxes.allSatisfy({ HeaderSafety.isAddress($0.address) }) {
            throw .invalidAddress(field: field)
        }
        let ids = [
            ("Message-ID", [mail.messageID]), ("In-Reply-To", [mail.inReplyTo].compactMap(\.self)),
            ("References", mail.references),
        ]
        for (field, values) in ids where !values.allSatisfy(HeaderSafety.isID) { throw .invalidID(field: field) }
        guard mail.extraHeaders.fields.allSatisfy({ HeaderSafety.isExtraName($0.name) }) else {
            throw .forbiddenHeader
        }
    }

    private static func addAddresses(_ mail: OutgoingMail, to message: UnsafeMutablePointer<GMimeMessage>) {
        let lists = [
            (GMIME_ADDRESS_TYPE_FROM, [mail.from]), (GMIME_ADDRESS_TYPE_REPLY_TO, [mail.replyTo].compactMap(\.self)),
            (GMIME_ADDRESS_TYPE_TO, mail.to), (GMIME_ADDRESS_TYPE_CC, mail.cc),
        ]
        for (kind, boxes) in lists where !boxes.isEmpty {
            let list = g_mime_message_get_addresses(message, kind)
            for box in boxes {
                let name = box.name.map(HeaderSafety.neutralised).flatMap { $0.isEmpty ? nil : $0 }
                let entry = internet_address_mailbox_new(name, box.address)
                internet_address_set_charset(entry, "utf-8")
                internet_address_list_add(list, entry)
                g_object_unref(entry)
            }
        }
    }

    private static func addFields(_ mail: OutgoingMail, to message: UnsafeMutablePointer<GMimeMessage>) {
        let object = GMimeLibrary.cast(message, to: GMimeObject.self)
        g_mime_message_set_subject(message, HeaderSafety.neutralised(mail.subject), "utf-8")
        let seconds = gint64(exactly: mail.date.timeIntervalSince1970.rounded()) ?? 0
        if let date = g_date_time_new_from_unix_utc(seconds) {
            g_mime_message_set_date(message, date)
            g_date_time_unref(date)
        }
        g_mime_message_set_message_id(message, mail.messageID)
        if let answered = mail.inReplyTo { g_mime_object_set_header(object, "In-Reply-To", "<\(answered)>", nil) }
        if !mail.references.isEmpty {
            let chain = mail.references.map { "<\($0)>" }.joined(separator: " ")
            g_mime_object_set_header(object, "References", chain, nil)
        }
        for field in mail.extraHeaders.fields {
            g_mime_object_append_header(object, field.name, HeaderSafety.neutralised(field.value), "utf-8")
        }
    }

    private static func written(_ object: UnsafeMutablePointer<GMimeObject>) -> Data? {
        guard let stream = g_mime_stream_mem_new(), let options = g_mime_format_options_new() else { return nil }
        defer {
            g_object_unref(stream)
            g_mime_format_options_free(options)
        }
        g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS)
        guard g_mime_object_write_to_stream(object, options, stream) >= 0 else { return nil }
        let memory = GMimeLibrary.cast(stream, to: GMimeStreamMem.self)
        guard let array = g_mime_stream_mem_get_byte_array(memory), let base = array.pointee.data else { return nil }
        return Data(bytes: base, count: Int(array.pointee.len))
    }
}
