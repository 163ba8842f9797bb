import Foundation

/// One pass over a scanned mail that turns its parts and header fields into values.
struct MailReading {
    let tree: EntityTree
    let bytes: UnsafeRawBufferPointer
    let limits: MIMELimits
    private var warnings: Set<ParseWarning> = []
    private var bodyCharset: Charset?

    init(tree: EntityTree, bytes: UnsafeRawBufferPointer, limits: MIMELimits) {
        self.tree = tree
        self.bytes = bytes
        self.limits = limits
        warnings = tree.warnings
    }

    /// Reads the body first, because its charset helps to read unlabelled header fields.
    mutating func mail() -> ParsedMail {
        var mail = ParsedMail()
        let selection = BodySelection(tree: tree)
        let textParts = readTexts(selection.textBody)
        let htmlParts = selection.htmlBody == selection.textBody ? textParts : readTexts(selection.htmlBody)
        mail.text = textParts.contains(where: \.isHTML) ? "" : Self.joined(textParts)
        mail.html = htmlParts.contains(where: \.isHTML) ? Self.joinedHTML(htmlParts) : nil
        mail.attachments = selection.attachments.enumerated().map { attachment($0.element, index: $0.offset) }
        mail.deliveryReport = deliveryReport()
        readHeaders(into: &mail)
        mail.warnings = ParseWarning.allCases.filter(warnings.contains)
        return mail
    }

    private mutating func readHeaders(into mail: inout ParsedMail) {
        guard let root = tree.entities.first else { return }
        let fields = root.headers.map { HeaderFields.Field(name: $0.name, value: unstructured($0.value)) }
        mail.headers = HeaderFields(fields)
        mail.subject = mail.headers.first("subject") ?? ""
        mail.from = mailboxes(root, "from")
        mail.to = mailboxes(root, "to")
        mail.cc = mailboxes(root, "cc")
        mail.replyTo = mailboxes(root, "reply-to")
        mail.sender = mailboxes(root, "sender")
        mail.date = root.first("date").flatMap(MailDate.read)
        mail.messageID = ids(root, "message-id").first
        mail.inReplyTo = ids(root, "in-reply-to")
        mail.references = ids(root, "references")
    }

    private mutating func unstructured(_ raw: [UInt8]) -> String {
        let decoded = HeaderText.decode(raw, hint: bodyCharset)
        warnings.formUnion(decoded.warnings)
        return decoded.text
    }

    private mutating func mailboxes(_ entity: Entity, _ name: String) -> [Mailbox] {
        var list = AddressList(hint: bodyCharset, limit: limits.maxListed)
        for raw in entity.all(name) { list.read(raw) }
        if list.isCut { warnings.insert(.listLimit) }
        return list.mailboxes
    }

    private mutating func ids(_ entity: Entity, _ name: String) -> [String] {
        let found = entity.all(name).flatMap(MessageIDs.read)
        if found.count > limits.maxListed { warnings.insert(.listLimit) }
        return Array(found.prefix(limits.maxListed))
    }
}

extension MailReading {
    private struct TextPart {
        var isHTML: Bool
        var text: String
    }

    private mutating func readTexts(_ indices: [Int]) -> [TextPart] {
        var room = limits.maxTextBytes
        var parts: [TextPart] = []
        for index in indices where room > 0 {
            let entity = tree.entities[index]
            let part = readText(entity, room: &room)
            parts.append(TextPart(isHTML: entity.type.isHTML, text: part))
        }
        if parts.count < indices.count { warnings.insert(.textLimit) }
        return parts
    }

    private mutating func readText(_ entity: Entity, room: inout Int) -> String {
        var content: [UInt8] = []
        let most = room
        TransferDecoding.decode(bytes[clamping: entity.body], encoding: entity.encoding) { piece in
            content.append(contentsOf: piece.prefix(most - content.count + 1))
            return content.count <= most
        }
        if content.count > most {
            content.removeLast(content.count - most)
            warnings.insert(.textLimit)
        }
        room -= content.count
        let label = entity.type.first("charset") ?? (entity.type.isHTML ? HTMLCharset.label(in: content) : nil)
        let decoded = TextDecoding.decode(content, label: label, hint: bodyCharset)
        warnings.formUnion(decoded.warnings)
        if bodyCharset == nil, decoded.charset != .ascii { bodyCharset = decoded.charset }
        let text = PlainLines.cleaned(decoded.text)
        guard !entity.type.isHTML, entity.type.first("format")?.lowercased() == "flowed" else { return text }
        return FlowedText.unfolded(text, deletingSpace: entity.type.first("delsp")?.lowercased() == "yes")
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

    private func attachment(_ entityIndex: Int, index: Int) -> Attachment {
        let entity = tree.entities[entityIndex]
        var digest = Digest()
        TransferDecoding.decode(bytes[clamping: entity.body], encoding: entity.encoding) { piece in
            digest.update(piece)
            return true
        }
        return Attachment(
            index: index, name: FileName.of(entity, hint: bodyCharset), type: entity.type.name, bytes: digest.count,
            sha256: digest.finish(), contentID: entity.first("content-id").flatMap { MessageIDs.read($0).first },
            disposition: entity.disposition?.name, isInline: tree.isInline(entityIndex))
    }

    private mutating func deliveryReport() -> DeliveryReport? {
        guard let status = tree.entities.firstIndex(where: { $0.type.name == "message/delivery-status" }) else {
            return nil
        }
        var report = DeliveryReport(status: headerBytes(status), limits: limits)
        let original = tree.entities.indices.first { index in
            index > status && ["message/rfc822", "text/rfc822-headers"].contains(tree.entities[index].type.name)
        }
        if let original { report.readOriginal(headerBytes(original), limits: limits) }
        return report
    }

    /// As many decoded bytes of a part as its header fields may take.
    private func headerBytes(_ index: Int) -> [UInt8] {
        let entity = tree.entities[index]
        var content: [UInt8] = []
        TransferDecoding.decode(bytes[clamping: entity.body], encoding: entity.encoding) { piece in
            content.append(contentsOf: piece.prefix(limits.maxHeaderBytes - content.count))
            return content.count < limits.maxHeaderBytes
        }
        return content
    }
}
