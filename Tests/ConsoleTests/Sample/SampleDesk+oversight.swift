import Casework
import Foundation

extension SampleDesk {
    func setAside(for viewer: Viewer) async throws -> [SetAsideRow] {
        guard viewer.isAdministrator, let association = profiles.first?.id else { return [] }
        return [
            SetAsideRow(
                association: association, id: 501, receipt: SampleTickets.reference(31),
                channel: ChannelID(rawValue: "email"), receivedAt: Date(timeIntervalSince1970: 1_795_000_000),
                reason: "رد آلي من خارج المكتب (Auto-Submitted: auto-replied)", size: 4213, attempts: 1),
            SetAsideRow(
                association: association, id: 502, receipt: SampleTickets.reference(32),
                channel: ChannelID(rawValue: "sms-kannel"), receivedAt: Date(timeIntervalSince1970: 1_795_200_000),
                reason: "تعذرت القراءة بعد ٥ محاولات: بايتات لا تطابق الترميز المعلن", size: 318, attempts: 5),
        ]
    }

    func setAsideSource(_ association: AssociationID, _ id: Identifier, for viewer: Viewer) async throws -> Data? {
        viewer.isAdministrator && id == 501 ? Data("Auto-Submitted: auto-replied\r\n\r\n".utf8) : nil
    }

    func retrySetAside(_ association: AssociationID, _ id: Identifier, asTicket: Bool, for viewer: Viewer) async throws
    {}

    func outgoing(needingAttention: Bool, for viewer: Viewer) async throws -> [OutgoingRow] {
        guard let association = profiles.first?.id else { return [] }
        let states: [DeliveryState] = needingAttention ? [.failed, .uncertain] : DeliveryState.allCases
        return states.enumerated().map { index, state in
            let text = OutgoingText(
                association: association, id: Identifier(70 + index), ticket: 1, reference: SampleTickets.reference(1),
                purpose: index == 0 ? .reply : .acknowledgement, channel: ChannelID(rawValue: "sms-kannel"),
                medium: .sms, recipient: Contact(kind: .phone, value: "+966500000012"), language: .arabic, subject: "",
                text: "الإيمان: وصلتنا رسالتكم برقم \(SampleTickets.reference(1))، وسيرد عليكم المختص خلال ٣ أيام عمل.",
                details: .init(), createdAt: Date(timeIntervalSince1970: 1_795_200_000))
            return OutgoingRow(
                text: text, state: state, attempts: index + 1, note: "HTTP 504", providerID: nil, nextTry: nil)
        }
    }

    func retryOutgoing(_ association: AssociationID, _ id: Identifier, for viewer: Viewer) async throws {}

    func channels(for viewer: Viewer) async throws -> [ChannelRow] {
        let seen = Date(timeIntervalSince1970: 1_795_250_000)
        func row(_ name: String, _ medium: Medium, _ adapter: String, ready: Bool, paused: Bool, failed: Int)
            -> ChannelRow
        {
            ChannelRow(
                channel: ChannelID(rawValue: name), medium: medium, adapter: adapter, isReady: ready, isPaused: paused,
                note: ready ? nil : "رفض الخادم كلمة المرور", received: 128, sent: 96, queued: 3, failed: failed,
                lastReceivedAt: seen, lastSentAt: medium == .letter ? nil : seen)
        }
        return [
            row("email", .email, "lmtp+smtp", ready: true, paused: false, failed: 0),
            row("sms-kannel", .sms, "kannel", ready: true, paused: true, failed: 2),
            row("whatsapp", .chat, "whatsapp-cloud", ready: false, paused: false, failed: 0),
            row("letters", .letter, "letters", ready: true, paused: false, failed: 0),
            row("web", .web, "web-form", ready: true, paused: false, failed: 0),
        ]
    }

    func ledger(for viewer: Viewer) async throws -> LedgerPage {
        let seen = Date(timeIntervalSince1970: 1_795_250_000)
        let day = CalendarDay(of: seen, in: .gmt)
        return LedgerPage(
            receipts: profiles.map { ReceiptCount(association: $0.id, given: 128, missing: 0) },
            channels: [
                ChannelLedger(
                    channel: ChannelID(rawValue: "email"), medium: .email, unaccounted: 0,
                    days: [
                        LedgerDay(
                            day: day, received: 45, ticketed: 40, aside: 2, inPipeline: 1, repeats: 2, erased: 0)
                    ],
                    sources: [
                        SourceCount(
                            kind: .mailbox, name: "hub@mail.example/INBOX", taken: 1042, waiting: 0, refused: 1,
                            refusals: ["mail-too-large: UID 17"], seenAt: seen)
                    ])
            ],
            backup: BackupState(at: seen, file: "wasl-20261121T020000Z.backup", bytes: 4_200_000, isOverdue: false),
            drill: DrillState(
                at: seen, takenAt: seen, deliveries: 128, tickets: 120, outgoing: 130, isSound: true, isOverdue: true),
            heldSince: seen, heldTexts: 3)
    }

    func releaseHeld(everything: Bool, for viewer: Viewer) async throws {}

    func setPaused(_ channel: ChannelID, _ isPaused: Bool, for viewer: Viewer) async throws {}
}
