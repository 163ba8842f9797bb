import struct Foundation.Data

extension MailReading {
    /// Where the bytes of an attachment come from.
    enum Source {
        case part(Int)
        case unpacked(UnpackedFile)
    }

    /// Every part that is not body, and every file that was packed in one, in the order of the mail. A winmail.dat stands
    /// for its files where it could be opened.
    func attachments(_ selection: BodySelection) -> [Source] {
        let parts = selection.attachments.filter { !opened.contains($0) }
        guard !unpacked.files.isEmpty else { return parts.map(Source.part) }
        let placed =
            parts.map { (place: tree.entities[$0].body.lowerBound, source: Source.part($0)) }
            + unpacked.files.map { (place: $0.place, source: Source.unpacked($0)) }
        return placed.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map(\.element.source)
    }

    /// The bytes of one of them.
    mutating func attachment(at index: Int) -> Data? {
        let selection = BodySelection(tree: tree)
        var unread = ParsedMail()
        readBody(selection, into: &unread)
        let sources = attachments(selection)
        guard sources.indices.contains(index) else { return nil }
        switch sources[index] {
        case .unpacked(let file): return Data(file.content)
        case .part(let part):
            let entity = tree.entities[part]
            var content = Data()
            TransferDecoding.decode(bytes[clamping: entity.body], encoding: entity.encoding) { piece in
                content.append(contentsOf: piece)
                return true
            }
            return content
        }
    }

    /// How an attachment is listed.
    func note(_ source: Source, index: Int) -> Attachment {
        var digest = Digest()
        switch source {
        case .unpacked(let file):
            file.content.withUnsafeBytes { digest.update($0) }
            return Attachment(
                index: index, name: file.name, type: file.type, bytes: digest.count, sha256: digest.finish(),
                contentID: file.contentID, isInline: file.contentID != nil)
        case .part(let part):
            let entity = tree.entities[part]
            TransferDecoding.decode(bytes[clamping: entity.body], encoding: entity.encoding) { piece in
                digest.update(piece)
                return true
            }
            return Attachment(
                index: index, name: FileName.of(entity, hint: bodyCharset), type: entity.type.name, bytes: digest.count,
                sha256: digest.finish(), contentID: entity.contentID, disposition: entity.disposition?.name,
                isInline: tree.isInline(part))
        }
    }

    /// Opens every winmail.dat: its files become attachments, its text the body of a mail that has none.
    mutating func readPacked(_ selection: BodySelection, into mail: inout ParsedMail) {
        for index in selection.attachments where isPacked(index) {
            let entity = tree.entities[index]
            guard entity.body.count <= limits.maxUnpackedBytes else {
                warnings.insert(.unpackLimit)
                continue
            }
            guard let packed = TNEF(content(of: index, most: limits.maxUnpackedBytes)) else { continue }
            let hasRoom = packed.files.allSatisfy { file in
                unpacked.add(
                    UnpackedFile(
                        name: file.name.flatMap(FileName.cleaned), type: file.type, contentID: file.contentID,
                        content: file.content, place: entity.body.lowerBound), limits)
            }
            if packed.isWhole, hasRoom, !packed.files.isEmpty || packed.hasBody { opened.insert(index) }
            if mail.text.isEmpty { mail.text = packed.text.map(PlainLines.cleaned) ?? "" }
            if mail.html == nil { mail.html = packed.html.map(PlainLines.cleaned) }
        }
        if unpacked.isCut { warnings.insert(.unpackLimit) }
    }

    private func isPacked(_ index: Int) -> Bool {
        let entity = tree.entities[index]
        return ["application/ms-tnef", "application/vnd.ms-tnef"].contains(entity.type.name)
            || FileName.of(entity, hint: nil)?.lowercased() == "winmail.dat"
    }

    /// Says which kind of protection a mail bears.
    mutating func noteProtection(of mail: ParsedMail) {
        for entity in tree.entities {
            switch entity.type.name {
            case "application/pkcs7-mime", "application/x-pkcs7-mime":
                let kind = entity.type.first("smime-type")?.lowercased() ?? ""
                warnings.insert(kind.hasPrefix("signed") ? .signedSMIME : .encryptedSMIME)
            case "application/pkcs7-signature", "application/x-pkcs7-signature": warnings.insert(.signedSMIME)
            case "application/pgp-signature": warnings.insert(.signedPGP)
            case "application/pgp-encrypted": warnings.insert(.encryptedPGP)
            default: continue
            }
        }
        let start = mail.text.utf8.drop { $0 <= 0x20 }
        if start.starts(with: "-----BEGIN PGP MESSAGE-----".utf8) { warnings.insert(.encryptedPGP) }
        if start.starts(with: "-----BEGIN PGP SIGNED MESSAGE-----".utf8) { warnings.insert(.signedPGP) }
    }

    /// Adds the short text of invitations that the words of the mail do not say already.
    mutating func addInvitations(_ selection: BodySelection, to mail: inout ParsedMail) {
        for index in selection.attachments where tree.entities[index].type.name == "text/calendar" {
            let entity = tree.entities[index]
            let raw = content(of: index, most: Invitation.maxBytes)
            let label = entity.type.first("charset")
            guard let invitation = Invitation(TextDecoding.decode(raw, label: label, hint: .utf8).text) else {
                continue
            }
            let said = mail.text.isEmpty ? mail.html ?? "" : mail.text
            guard mail.html == nil || !mail.text.isEmpty, !invitation.isSaid(in: said) else { continue }
            let before = mail.text.isEmpty ? "" : mail.text.utf8.last == 0x0A ? "\n" : "\n\n"
            mail.text += before + invitation.text
        }
    }
}
