import Casework
import Foundation
import MIME
import Transfer

/// Mail: in by LMTP and IMAP, out by SMTP or into the outbox folder where there is no relay.
struct EmailChannel: Channel {
    let id: ChannelID
    let associations: [AssociationID]
    let settings: EmailSettings
    let outbox: OutboxFolder
    /// Hears the LMTP port once connections are accepted.
    let onListening: @Sendable (Int) -> Void
    private let transfer: SMTPTransfer?

    /// A channel that connects to nothing before it is used.
    init(
        id: ChannelID, associations: [AssociationID], settings: EmailSettings, outbox: OutboxFolder,
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.onListening = onListening
        self.id = id
        self.associations = associations
        self.settings = settings
        self.outbox = outbox
        transfer = settings.relay == nil ? nil : SMTPTransfer(threads: settings.concurrent)
    }

    var medium: Medium { .email }

    func read(_ delivery: KeptDelivery) async -> IncomingMessage { MailReading.read(delivery) }

    func attachment(_ index: Int, of delivery: KeptDelivery) async -> (AttachmentNote, Data)? {
        let attachments = MIMEParser.parse(delivery.raw).attachments
        guard attachments.indices.contains(index), let data = MIMEParser.attachment(at: index, of: delivery.raw) else {
            return nil
        }
        return (MailReading.note(attachments[index]), data)
    }

    func html(of delivery: KeptDelivery) async -> String? { MIMEParser.parse(delivery.raw).html }

    func deliver(_ text: OutgoingText, _ tools: DeliveryTools) async -> DeliveryOutcome {
        guard text.recipient.kind == .email, let recipient = MailAddress(text.recipient.value) else {
            return .permanent(reason: ChannelNote.addressNotUsable.stored())
        }
        let mail: Data
        do {
            mail = try await MailWriting.compose(text, tools)
        } catch is MailWriting.AttachmentMissing {
            return .temporary(reason: ChannelNote.attachmentMissing.stored(), retryAfter: nil)
        } catch let error as ComposeError {
            return .permanent(reason: ChannelNote.addressNotUsable.stored(error.description))
        } catch {
            return .permanent(reason: ChannelNote.addressNotUsable.stored())
        }
        guard let relay = settings.relay, let transfer else { return await write(mail, text, tools.profile) }
        let submission = SMTPSubmission(
            server: relay, from: MailWriting.address(of: tools.profile), to: [recipient.normalised], message: mail)
        do throws(SMTPError) {
            let accepted = try await transfer.send(submission)
            return .sent(providerID: MailWriting.messageID(of: text, tools.profile), note: accepted.reply)
        } catch {
            return Self.outcome(of: error)
        }
    }

    func state() async -> ChannelState {
        ChannelState(isReady: true, note: settings.relay == nil ? "outbox folder" : nil)
    }

    private func write(_ mail: Data, _ text: OutgoingText, _ profile: AssociationProfile) async -> DeliveryOutcome {
        let name = OutboxFolder.name(of: text, "eml")
        do {
            _ = try await outbox.write(mail, folder: OutboxFolder.day(of: text, in: profile), name: name)
            return .sent(providerID: MailWriting.messageID(of: text, profile), note: name)
        } catch {
            return .temporary(reason: ChannelNote.outboxNotWritable.stored(), retryAfter: nil)
        }
    }

    /// Seconds until another try when the operator must correct something first.
    static let correctionPause = 600.0

    /// What a failure means: even an unknown outcome is tried again, because the Message-ID shows the repeat (promise P6).
    static func outcome(of error: SMTPError) -> DeliveryOutcome {
        switch error {
        case .refused(let why): .permanent(reason: ChannelNote.addressNotUsable.stored(why))
        case .temporary(let code, _): .temporary(reason: ChannelNote.mailServerBusy.stored("\(code)"), retryAfter: nil)
        case .permanent(let code, _, let status):
            .permanent(
                reason: ChannelNote.mailRefused.stored(["\(code)", status].compactMap(\.self).joined(separator: " ")))
        case .authentication:
            .temporary(reason: ChannelNote.credentialsRefused.stored(), retryAfter: correctionPause)
        case .untrusted:
            .temporary(reason: ChannelNote.mailServerUnreachable.stored("TLS"), retryAfter: correctionPause)
        case .connection, .cancelled: .temporary(reason: ChannelNote.mailServerUnreachable.stored(), retryAfter: nil)
        case .uncertain: .temporary(reason: ChannelNote.mailServerSilent.stored(), retryAfter: nil)
        }
    }
}
