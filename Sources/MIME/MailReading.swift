import Foundation

/// One pass over a scanned mail that turns its parts and header fields into values.
struct MailReading {
    let tree: EntityTree
    let bytes: UnsafeRawBufferPointer
    let limits: MIMELimits
    var warnings: Set<ParseWarning> = []
    var bodyCharset: Charset?
    /// What was taken out of text and of packed parts so far.
    var unpacked = UnpackedFiles()
    /// The parts whose files stand for them.
    var opened: Set<Int> = []

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
        readBody(selection, into: &mail)
        mail.attachments = attachments(selection).enumerated().map { note($0.element, index: $0.offset) }
        addInvitations(selection, to: &mail)
        mail.deliveryReport = deliveryReport()
        noteProtection(of: mail)
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

    private mutating func deliveryReport() -> DeliveryReport? {
        guard let status = tree.entities.firstIndex(where: { $0.type.name == "message/delivery-status" }) else {
            return nil
        }
        var report = DeliveryReport(status: content(of: status, most: limits.maxHeaderBytes), limits: limits)
        let original = tree.entities.indices.first { index in
            index > status && ["message/rfc822", "text/rfc822-headers"].contains(tree.entities[index].type.name)
        }
        if let original { report.readOriginal(content(of: original, most: limits.maxHeaderBytes), limits: limits) }
        return report
    }

    /// The first decoded bytes of a part.
    func content(of index: Int, most: Int) -> [UInt8] {
        let entity = tree.entities[index]
        var content: [UInt8] = []
        TransferDecoding.decode(bytes[clamping: entity.body], encoding: entity.encoding) { piece in
            content.append(contentsOf: piece.prefix(most - content.count))
            return content.count < most
        }
        return content
    }
}
