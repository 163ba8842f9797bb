import Casework
import Foundation
import Logging
import Transfer

extension EmailChannel {
    /// Listens on LMTP and polls the mailboxes until cancelled; throws when the LMTP address cannot be listened on.
    func run(_ doors: ChannelDoors) async throws {
        let logger = Logger(label: "wasl.\(id)")
        try await withThrowingTaskGroup(of: Void.self) { group in
            if let configuration = settings.lmtp {
                group.addTask { try await listen(configuration, doors, logger) }
            }
            for mailbox in settings.mailboxes {
                group.addTask { try await poll(mailbox, doors, logger) }
            }
            try await group.waitForAll()
        }
    }

    private func listen(_ configuration: LMTPConfiguration, _ doors: ChannelDoors, _ logger: Logger) async throws {
        try FileManager.default.createDirectory(at: configuration.spool, withIntermediateDirectories: true)
        let server = LMTPServer(
            configuration: configuration,
            checkRecipient: { association(of: $0, doors) != nil },
            accept: { await keep($0, doors) }, logger: logger, onListening: onListening)
        try await server.run()
    }

    /// Keeps a mail once for each association it is for, and answers each recipient with that association's outcome.
    func keep(_ transaction: LMTPTransaction, _ doors: ChannelDoors) async -> [LMTPReply] {
        let owners = transaction.recipients.map { association(of: $0, doors) }
        var replies: [AssociationID: LMTPReply] = [:]
        for owner in Set(owners.compactMap(\.self)).sorted() {
            let recipients = zip(transaction.recipients, owners).filter { $0.1 == owner }.map(\.0)
            var attributes = ["via": "lmtp"]
            if transaction.mailFrom.isEmpty { attributes[MachineMarks.nullSender] = "yes" }
            let envelope = Envelope(
                association: owner, channel: id, receivedAt: doors.now(),
                sender: transaction.mailFrom.isEmpty ? nil : transaction.mailFrom, recipients: recipients,
                attributes: attributes, content: Envelope.Content(transaction.content))
            replies[owner] = await Self.reply(keeping: envelope, doors)
        }
        return owners.map { owner in owner.flatMap { replies[$0] } ?? .noSuchRecipient }
    }

    private static func reply(keeping envelope: Envelope, _ doors: ChannelDoors) async -> LMTPReply {
        do throws(AcceptanceError) {
            let receipt = try await doors.intake.accept(envelope)
            return .accepted("kept as \(receipt.number)")
        } catch {
            return switch error {
            case .storeFull: .insufficientStorage("the store is full, try again later")
            case .storeUnavailable: .temporary("the store does not answer, try again later")
            case .tooLarge(let limit): .permanent("larger than \(limit) bytes")
            }
        }
    }

    /// The association whose domain the address has; nil when it is none that this channel serves.
    private func association(of address: String, _ doors: ChannelDoors) -> AssociationID? {
        guard let domain = MailAddress(address)?.domain else { return nil }
        return doors.owners[domain].flatMap { associations.isEmpty || associations.contains($0) ? $0 : nil }
    }

    private func poll(_ mailbox: EmailSettings.Mailbox, _ doors: ChannelDoors, _ logger: Logger) async throws {
        let session = IMAPSession(server: mailbox.server)
        let bookmark = "imap/\(mailbox.server.host)/\(mailbox.server.user)/\(mailbox.name)"
        let actions = IMAPPoller.Actions(
            accept: { mail, uid, _ in try await keep(mail, from: mailbox, doors) },
            save: { try await doors.setBookmark(id, bookmark, "\($0.uidValidity):\($0.lastUID)") },
            setAside: { _, uid, _ in
                logger.error("a mail could not be fetched and stays in its mailbox", metadata: ["uid": "\(uid)"])
            },
            roundFailed: { _ in logger.warning("the mailbox was not reached; it will be tried again") })
        let poller = IMAPPoller(
            source: session, mailbox: mailbox.name, interval: .seconds(mailbox.interval), actions: actions)
        // Several processes on one store fetch a mailbox in turn, each from where the one before stopped.
        await doors.alone(bookmark) {
            do {
                await poller.run(from: try await doors.bookmark(id, bookmark).flatMap(IMAPWatermark.init(bookmark:)))
            } catch {
                logger.error("the mailbox's bookmark could not be read", metadata: ["why": "\(error)"])
                try? await Task.sleep(for: .seconds(5))
            }
            await session.close()
        }
    }

    private func keep(_ mail: Data, from mailbox: EmailSettings.Mailbox, _ doors: ChannelDoors) async throws {
        let address = doors.profiles[mailbox.association].map(MailWriting.address)
        let envelope = Envelope(
            association: mailbox.association, channel: id, receivedAt: doors.now(), sender: nil,
            recipients: address.map { [$0] } ?? [], attributes: ["via": "imap"], content: .bytes(mail))
        _ = try await doors.intake.accept(envelope)
    }
}

extension Envelope.Content {
    fileprivate init(_ content: LMTPContent) {
        switch content {
        case .bytes(let data): self = .bytes(data)
        case .file(let url, let size): self = .file(url, size: size)
        }
    }
}

extension IMAPWatermark {
    /// Reads a bookmark such as `7:1042`; nil when it is none.
    init?(bookmark: String) {
        let parts = bookmark.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let validity = UInt32(parts[0]), let last = UInt32(parts[1]) else { return nil }
        self.init(uidValidity: validity, lastUID: last)
    }
}
