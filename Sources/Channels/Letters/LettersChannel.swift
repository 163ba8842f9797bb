import Casework
import Crypto
import Foundation
import Logging
import Typesetting

/// Paper: scanned letters from a folder for each association, and letters out as PDF and text to be printed and signed.
struct LettersChannel: Channel {
    /// What a scan says; nil when nothing could be read of it.
    typealias Scan = @Sendable (URL) async -> ScannedWords?

    /// The words of a scan and whether they can be relied on.
    struct ScannedWords: Sendable, Hashable {
        var text: String
        var isSure: Bool
    }

    let id: ChannelID
    let associations: [AssociationID]
    /// Holds `{association}/in`, `{association}/done` and `{association}/refused`.
    let inbox: URL
    let outbox: OutboxFolder
    /// Holds a scan while it is read.
    let scratch: URL
    let scan: Scan

    var medium: Medium { .letter }
    var isSlowToRead: Bool { true }

    /// Looks into the folders every `lookEvery` until cancelled.
    func run(_ doors: ChannelDoors) async throws {
        let logger = Logger(label: "wasl.\(id)")
        let served = associations.isEmpty ? doors.profiles.keys.sorted() : associations
        var desks = served.map { LetterDesk(association: $0, root: inbox.appending(path: $0.rawValue)) }
        while !Task.isCancelled {
            for index in desks.indices { await desks[index].round(channel: id, doors, logger) }
            do {
                try await Task.sleep(for: Self.lookEvery)
            } catch {
                return
            }
        }
    }

    /// The pause between two looks into the folders.
    static let lookEvery: Duration = .seconds(2)

    /// The files of each association's folders.
    func sources(_ doors: ChannelDoors) async throws -> [SourceCount] {
        let served = associations.isEmpty ? doors.profiles.keys.sorted() : associations
        return served.map { association in
            let root = inbox.appending(path: association.rawValue)
            func files(_ name: String) -> Int {
                let names =
                    (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: name).path)) ?? []
                return names.count { !$0.hasPrefix(".") }
            }
            // Beside each refused file lies one that says why.
            return SourceCount(
                kind: .folder, name: "letters/\(association)", taken: files("done"), waiting: files("in"),
                refused: (files("refused") + 1) / 2, seenAt: doors.now())
        }
    }

    func read(_ delivery: KeptDelivery) async -> IncomingMessage {
        var message = IncomingMessage(medium: .letter, sender: .anonymous)
        message.recipients = delivery.recipients
        message.attachments = [note(of: delivery)]
        let words = await words(of: delivery)
        if words?.isSure != true {
            let note: ChannelNote = words == nil ? .scanNotRead : .scanUnsure
            message.warnings.append(note.stored())
        }
        message.text = ReadableText.clean(words?.text ?? "")
        message.replyText = message.text
        let writer = LetterWriter(in: message.text)
        message.subject = writer.subject ?? ""
        if let name = writer.name { message.sender = Contact(kind: .postal, value: "", name: name) }
        // What a page says about its writer is no proof of who brought it, so it is only a way to answer.
        message.otherContacts =
            [writer.phone.map { Contact(kind: .phone, value: $0, name: writer.name) }].compactMap(\.self)
            + [writer.email.map { Contact(kind: .email, value: $0, name: writer.name) }].compactMap(\.self)
        return message
    }

    func attachment(_ index: Int, of delivery: KeptDelivery) async -> (AttachmentNote, Data)? {
        index == 0 ? (note(of: delivery), delivery.raw) : nil
    }

    func deliver(_ text: OutgoingText, _ tools: DeliveryTools) async -> DeliveryOutcome {
        let pages = LetterComposer.text(of: text, tools.profile)
        let folder = "letters/" + OutboxFolder.day(of: text, in: tools.profile)
        do {
            _ = try await outbox.write(Data(pages.text.utf8), folder: folder, name: OutboxFolder.name(of: text, "txt"))
            let name = OutboxFolder.name(of: text, "pdf")
            guard let pdf = await Self.typeset(pages) else {
                return .sent(providerID: nil, note: ChannelNote.letterNotSet.stored())
            }
            _ = try await outbox.write(pdf, folder: folder, name: name)
            return .sent(providerID: nil, note: name)
        } catch {
            return .temporary(reason: ChannelNote.outboxNotWritable.stored(), retryAfter: nil)
        }
    }

    @concurrent
    private static func typeset(_ pages: LetterText) async -> Data? {
        try? PDFTypesetter.pdf(from: pages)
    }

    private func note(of delivery: KeptDelivery) -> AttachmentNote {
        AttachmentNote(
            index: 0, name: delivery.attributes["filename"],
            type: Self.type(of: delivery), bytes: delivery.raw.count,
            sha256: Hex.text(SHA256.hash(data: delivery.raw)), disposition: "attachment")
    }

    private static func type(of delivery: KeptDelivery) -> String {
        delivery.attributes["content-type"] ?? LetterType.of(delivery.attributes["filename"] ?? "")
    }

    private func words(of delivery: KeptDelivery) async -> ScannedWords? {
        let type = Self.type(of: delivery)
        if type == "text/plain" { return Self.plainWords(delivery.raw) }
        let file = scratch.appending(path: "scan-\(UUID().uuidString).\(LetterType.ending(for: type))")
        defer { try? FileManager.default.removeItem(at: file) }
        do {
            try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
            try delivery.raw.write(to: file, options: .withoutOverwriting)
        } catch {
            return nil
        }
        return await scan(file)
    }

    /// The words of a text file in UTF-8, UTF-16 or Windows-1256.
    private static func plainWords(_ raw: Data) -> ScannedWords? {
        let bytes = Array(raw.prefix(longestText))
        if bytes.starts(with: [0xFE, 0xFF]), let text = SMSCharset.utf16.decode(Array(bytes.dropFirst(2))) {
            return ScannedWords(text: text, isSure: true)
        }
        if bytes.starts(with: [0xFF, 0xFE]) {
            return String(data: Data(bytes), encoding: .utf16).map { ScannedWords(text: $0, isSure: true) }
        }
        if let text = SMSCharset.utf8.decode(bytes) { return ScannedWords(text: text, isSure: true) }
        return SMSCharset.windows1256.decode(bytes).map { ScannedWords(text: $0, isSure: false) }
    }

    private static let longestText = 1 << 20
}
