extension MailReading {
    private struct TextPart {
        var isHTML: Bool
        var text: String
    }

    /// Reads what the mail says, as text and as HTML.
    mutating func readBody(_ selection: BodySelection, into mail: inout ParsedMail) {
        let textParts = readTexts(selection.textBody)
        let htmlParts = selection.htmlBody == selection.textBody ? textParts : readTexts(selection.htmlBody)
        mail.text = textParts.contains(where: \.isHTML) ? "" : Self.joined(textParts)
        mail.html = htmlParts.contains(where: \.isHTML) ? Self.joinedHTML(htmlParts) : nil
        readPacked(selection, into: &mail)
        if mail.text.isEmpty, mail.html == nil { mail.text = textAroundParts() }
    }

    private mutating func readTexts(_ indices: [Int]) -> [TextPart] {
        var room = limits.maxTextBytes
        var parts: [TextPart] = []
        for index in indices where room > 0 {
            parts.append(readText(index, room: &room))
        }
        if parts.count < indices.count { warnings.insert(.textLimit) }
        return parts
    }

    private mutating func readText(_ index: Int, room: inout Int) -> TextPart {
        let entity = tree.entities[index]
        var content = textContent(index)
        if !entity.type.isHTML { content = unpacked.takeFiles(from: content, place: entity.body.lowerBound, limits) }
        if content.count > room {
            content.removeLast(content.count - room)
            warnings.insert(.textLimit)
        }
        room -= content.count
        let label = entity.type.first("charset") ?? (entity.type.isHTML ? HTMLCharset.label(in: content) : nil)
        let decoded = TextDecoding.decode(content, label: label, hint: bodyCharset)
        warnings.formUnion(decoded.warnings)
        if bodyCharset == nil, decoded.charset != .ascii { bodyCharset = decoded.charset }
        let text = PlainLines.cleaned(decoded.text)
        if entity.type.isHTML || Self.isDocument(text) { return TextPart(isHTML: true, text: text) }
        if entity.type.name == "text/enriched" { return TextPart(isHTML: false, text: EnrichedText.plain(text)) }
        guard entity.type.first("format")?.lowercased() == "flowed" else { return TextPart(isHTML: false, text: text) }
        let deletes = entity.type.first("delsp")?.lowercased() == "yes"
        return TextPart(isHTML: false, text: FlowedText.unfolded(text, deletingSpace: deletes))
    }

    /// The decoded bytes of a text: as many as text may have, or more where files are packed in it.
    private mutating func textContent(_ index: Int) -> [UInt8] {
        let entity = tree.entities[index]
        let body = bytes[clamping: entity.body]
        let isPacked = !entity.type.isHTML && PackedText.mayHoldFiles(body)
        let most = isPacked ? max(limits.maxUnpackedBytes, limits.maxTextBytes) : limits.maxTextBytes
        guard entity.encoding == .base64 else { return content(of: index, most: most + 1) }
        // What is no Base64 was never encoded; what follows it, such as a list's footer, was not either.
        let coded = Base64Text(body)
        if coded.isPlain {
            warnings.insert(.undecodableText)
            return Array(body.prefix(most + 1))
        }
        var content: [UInt8] = []
        TransferDecoding.decode(body[clamping: 0..<coded.end], encoding: .base64) { piece in
            content.append(contentsOf: piece.prefix(most + 1 - content.count))
            return content.count <= most
        }
        if coded.end < body.count {
            content += body[clamping: coded.end..<body.count].prefix(max(0, most + 1 - content.count))
        }
        return content
    }

    /// A mail whose parts say nothing may have its words before the first or after the last of them.
    private mutating func textAroundParts() -> String {
        var words = ""
        for entity in tree.entities where entity.type.isMultipart {
            for range in [entity.preamble, entity.epilogue] where !range.isEmpty {
                let piece = Array(bytes[clamping: range].prefix(limits.maxTextBytes))
                let decoded = TextDecoding.decode(piece, label: nil, hint: bodyCharset)
                let text = PlainLines.cleaned(decoded.text)
                guard text.utf8.contains(where: { $0 > 0x20 }), !Self.isNotice(text) else { continue }
                warnings.formUnion(decoded.warnings.union([.missingBoundary]))
                words += words.isEmpty ? text : "\n" + text
                if words.utf8.count > limits.maxTextBytes { return words }
            }
        }
        return words
    }

    /// `This is a multi-part message in MIME format.` is for programs without MIME.
    private static func isNotice(_ text: String) -> Bool {
        let words = text.lowercased().utf8
        guard words.count < 1_000 else { return false }
        return ["mime", "multi-part", "multipart"].contains { name in
            words.indices.contains { words[$0...].starts(with: name.utf8) }
        }
    }

    /// Whether text that is called plain is an HTML document.
    private static func isDocument(_ text: String) -> Bool {
        let start = String(decoding: text.utf8.drop { $0 <= 0x20 }.prefix(15), as: UTF8.self).lowercased()
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html>") || start.hasPrefix("<html ")
    }

    private static func joined(_ parts: [TextPart]) -> String {
        var text = ""
        for part in parts where part.text.utf8.contains(where: { $0 > 0x20 }) {
            if !text.isEmpty, text.utf8.last != UInt8(ascii: "\n") { text += "\n" }
            text += part.text
        }
        return text
    }

    private static func joinedHTML(_ parts: [TextPart]) -> String {
        parts.map { $0.isHTML ? $0.text : "<pre dir=\"auto\">" + escaped($0.text) + "</pre>" }.joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
            case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
            case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
