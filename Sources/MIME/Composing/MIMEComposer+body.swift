import CGMime
import Foundation

extension MIMEComposer {
    /// The part that carries everything; the caller owns one reference to it.
    static func body(of mail: OutgoingMail) -> UnsafeMutablePointer<GMimeObject>? {
        guard let text = textPart("plain", mail.text) else { return nil }
        var content = text
        if let html = mail.html {
            guard let rich = textPart("html", html) else {
                g_object_unref(text)
                return nil
            }
            guard let both = multipart("alternative", of: [text, rich], mail) else { return nil }
            content = both
        }
        guard !mail.attachments.isEmpty else { return content }
        return multipart("mixed", of: [content] + mail.attachments.compactMap(attachmentPart), mail)
    }

    private static func textPart(_ subtype: String, _ text: String) -> UnsafeMutablePointer<GMimeObject>? {
        guard let part = g_mime_text_part_new_with_subtype(subtype) else { return nil }
        g_mime_text_part_set_charset(part, "utf-8")
        g_mime_text_part_set_text(part, PlainLines.cleaned(text))
        return GMimeLibrary.cast(part, to: GMimeObject.self)
    }

    /// Takes over the references to the parts.
    private static func multipart(
        _ subtype: String, of parts: [UnsafeMutablePointer<GMimeObject>], _ mail: OutgoingMail
    ) -> UnsafeMutablePointer<GMimeObject>? {
        defer { parts.forEach { g_object_unref($0) } }
        guard let multipart = g_mime_multipart_new_with_subtype(subtype) else { return nil }
        g_mime_multipart_set_boundary(multipart, boundary(subtype, mail))
        for part in parts { g_mime_multipart_add(multipart, part) }
        return GMimeLibrary.cast(multipart, to: GMimeObject.self)
    }

    /// A boundary that no content can hold, since it is a hash over the content.
    private static func boundary(_ subtype: String, _ mail: OutgoingMail) -> String {
        var digest = Digest()
        for text in [subtype, mail.messageID, mail.text, mail.html ?? ""] {
            Array(text.utf8).withUnsafeBytes { digest.update($0) }
        }
        for attachment in mail.attachments { attachment.data.withUnsafeBytes { digest.update($0) } }
        return "=_" + digest.finish().prefix(32)
    }

    private static func attachmentPart(_ attachment: OutgoingAttachment) -> UnsafeMutablePointer<GMimeObject>? {
        let (type, subtype) = mediaType(attachment.type)
        guard let part = g_mime_part_new_with_type(type, subtype) else { return nil }
        let object = GMimeLibrary.cast(part, to: GMimeObject.self)
        g_mime_object_set_disposition(object, "attachment")
        g_mime_part_set_filename(part, fileName(attachment.name))
        g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64)
        let stream = attachment.data.withUnsafeBytes { bytes in
            g_mime_stream_mem_new_with_buffer(bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
        }
        let content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT)
        g_mime_part_set_content(part, content)
        g_object_unref(content)
        g_object_unref(stream)
        return object
    }

    private static func fileName(_ name: String) -> String {
        let safe = HeaderSafety.neutralised(name).split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        return safe.isEmpty ? "file" : String(safe)
    }

    /// Composite types must not be base64 encoded (RFC 2045 section 6.4).
    private static func mediaType(_ type: String) -> (String, String) {
        let halves = type.lowercased().split(separator: "/", omittingEmptySubsequences: false)
        let isToken = halves.allSatisfy { half in
            !half.isEmpty && half.utf8.allSatisfy { HeaderSafety.isNameByte($0) || "+._".utf8.contains($0) }
        }
        guard halves.count == 2, isToken, halves[0] != "multipart", halves[0] != "message" else {
            return ("application", "octet-stream")
        }
        return (String(halves[0]), String(halves[1]))
    }
}
