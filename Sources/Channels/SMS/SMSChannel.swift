import Casework
import Foundation
import PhoneNumbers
import Transfer

/// Short texts, through any gateway that a settings file describes, or into the outbox folder where there is none.
struct SMSChannel: Channel {
    /// Where texts leave.
    enum Exit: Sendable {
        case gateway(SMSGateway, HTTPTransfer, SendingPace)
        case folder(OutboxFolder)
    }

    let id: ChannelID
    let associations: [AssociationID]
    let exit: Exit
    let incoming: IncomingHook?
    /// `sms`, or `chat` for messengers.
    var medium: Medium = .sms
    /// The hub's address as gateways reach it, without a slash at its end.
    let httpBase: String
    let tally = HookTally()

    /// A file is only written anew; a gateway is asked by its settings.
    var recognisesRepeats: Bool { gateway?.isRetrySafe ?? true }

    var gateway: SMSGateway? {
        guard case .gateway(let gateway, _, _) = exit else { return nil }
        return gateway
    }

    func deliver(_ text: OutgoingText, _ tools: DeliveryTools) async -> DeliveryOutcome {
        let number = PhoneNumbers.parse(text.recipient.value)
        guard text.recipient.kind == .chat || number?.canReceiveSMS == true else {
            return .permanent(reason: ChannelNote.numberNotMobile.stored())
        }
        switch exit {
        case .folder(let folder):
            return await write(text, to: number?.e164 ?? text.recipient.value, folder, tools.profile)
        case .gateway(let gateway, let transfer, let pace):
            let filling = filling(text, gateway, tools.profile)
            guard let request = gateway.request(filling) else {
                return .permanent(reason: ChannelNote.textNotEncodable.stored())
            }
            return await send(request, gateway, transfer, pace)
        }
    }

    /// What a text puts into the places of a gateway's templates; a chat's own name for a person stays as it is.
    func filling(_ text: OutgoingText, _ gateway: SMSGateway, _ profile: AssociationProfile) -> SMSGateway.Filling {
        let number = incoming?.isFromAnID == true ? nil : PhoneNumbers.parse(text.recipient.value)
        return SMSGateway.Filling(
            to: number?.formatted(as: gateway.numbers) ?? text.recipient.value, from: profile.smsSender,
            text: text.text,
            id: text.id, reference: text.reference, reportURL: reportURL(gateway, id: text.id))
    }

    func read(_ delivery: KeptDelivery) async -> IncomingMessage {
        SMSReading.read(delivery, incoming, medium)
    }

    func attachment(_ index: Int, of delivery: KeptDelivery) async -> (AttachmentNote, Data)? {
        guard let incoming else { return nil }
        let files = SMSReading.files(of: delivery, incoming)
        return files.indices.contains(index) ? (SMSReading.note(files[index], at: index), files[index].content) : nil
    }

    func webhook(_ request: WebhookRequest, _ doors: ChannelDoors) async -> WebhookReply? {
        switch request.path.first {
        case "incoming": await incoming.asyncMap { await take(request, $0, doors) }
        case "report": await gateway?.reports.asyncMap { await report(request, $0, doors) }
        default: nil
        }
    }

    func state() async -> ChannelState {
        ChannelState(isReady: true, note: tally.note ?? (gateway == nil ? "outbox folder" : nil))
    }

    /// Where the gateway shall report on a text; empty when it does not report.
    func reportURL(_ gateway: SMSGateway, id text: Identifier) -> String {
        guard let reports = gateway.reports, !reports.comesWithTexts else { return "" }
        let secret = reports.door.secret.map { "/" + URLFields.encoded($0.utf8) } ?? ""
        let suffix = reports.urlSuffix?.filled { $0 == "id" ? String(text) : nil } ?? ""
        return "\(httpBase)/hooks/\(id)/report\(secret)\(suffix)"
    }

    private func send(
        _ request: HTTPRequest, _ gateway: SMSGateway, _ transfer: HTTPTransfer, _ pace: SendingPace
    ) async -> DeliveryOutcome {
        do {
            try await pace.turn()
        } catch {
            return .temporary(reason: ChannelNote.gatewayUnreachable.stored(), retryAfter: nil)
        }
        do throws(TransferError) {
            let reply = try await transfer.send(request)
            let answer = SMSAnswer(
                status: reply.status, headers: reply.headers.map { ($0.name, $0.value) }, body: reply.body)
            return gateway.outcome(of: answer, now: Date())
        } catch {
            return gateway.outcome(of: error)
        }
    }

    private func write(
        _ text: OutgoingText, to address: String, _ folder: OutboxFolder, _ profile: AssociationProfile
    ) async -> DeliveryOutcome {
        let page = "To: \(address)\nFrom: \(profile.smsSender)\n\n\(text.text)\n"
        let name = OutboxFolder.name(of: text, "sms.txt")
        do {
            _ = try await folder.write(Data(page.utf8), folder: OutboxFolder.day(of: text, in: profile), name: name)
            return .sent(providerID: nil, note: name)
        } catch {
            return .temporary(reason: ChannelNote.outboxNotWritable.stored(), retryAfter: nil)
        }
    }
}

extension SMSGateway {
    /// What a missing answer means: only a request that never left may be repeated without asking (promise P6).
    func outcome(of error: TransferError) -> DeliveryOutcome {
        if error.mayHaveArrived {
            return isRetrySafe
                ? .temporary(reason: ChannelNote.gatewaySilent.stored(), retryAfter: nil)
                : .uncertain(reason: ChannelNote.gatewaySilent.stored())
        }
        if case .refused(let why) = error { return .permanent(reason: ChannelNote.settingsWrong.stored(why)) }
        if case .untrusted = error {
            return .temporary(reason: ChannelNote.gatewayUnreachable.stored("TLS"), retryAfter: Self.credentialsPause)
        }
        return .temporary(reason: ChannelNote.gatewayUnreachable.stored(), retryAfter: nil)
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func asyncMap<Result>(_ transform: (Wrapped) async -> Result) async -> Result? {
        guard let self else { return nil }
        return await transform(self)
    }
}
