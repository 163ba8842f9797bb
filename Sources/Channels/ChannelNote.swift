public import Casework

/// Why something was not sent, not read or not sure: kept as a short code with a technical detail, shown as a sentence
/// in the officer's language.
public enum ChannelNote: String, Sendable, CaseIterable {
    case numberNotMobile = "number-not-mobile"
    case gatewayRefused = "gateway-refused"
    case gatewayBusy = "gateway-busy"
    case gatewayUnreachable = "gateway-unreachable"
    case gatewaySilent = "gateway-silent"
    case gatewayUnclear = "gateway-unclear"
    case credentialsRefused = "credentials-refused"
    case noBalance = "no-balance"
    case senderRefused = "sender-refused"
    case numberRefused = "number-refused"
    case textRefused = "text-refused"
    case alreadyAccepted = "already-accepted"
    case textNotEncodable = "text-not-encodable"
    case settingsWrong = "settings-wrong"
    case outboxNotWritable = "outbox-not-writable"
    case addressNotUsable = "address-not-usable"
    case mailRefused = "mail-refused"
    case mailServerBusy = "mail-server-busy"
    case mailServerUnreachable = "mail-server-unreachable"
    case mailServerSilent = "mail-server-silent"
    case attachmentMissing = "attachment-missing"
    case mailTooLarge = "mail-too-large"
    case mailNotFetched = "mail-not-fetched"
    case senderMissing = "sender-missing"
    case senderNotANumber = "sender-not-a-number"
    case senderNotAnAddress = "sender-not-an-address"
    case bodyNotReadable = "body-not-readable"
    case textGuessed = "text-guessed"
    case textCut = "text-cut"
    case fileElsewhere = "file-elsewhere"
    case textIncomplete = "text-incomplete"
    case mailDamaged = "mail-damaged"
    case textRepaired = "text-repaired"
    case mailEncrypted = "mail-encrypted"
    case mailSigned = "mail-signed"
    case scanNotRead = "scan-not-read"
    case scanUnsure = "scan-unsure"
    case letterNotSet = "letter-not-set"
    case callsRefused = "calls-refused"
    case callsPassedOver = "calls-passed-over"

    /// The form in which the note is stored: the code, and after a colon what an operator may need; no personal data.
    public func stored(_ detail: String? = nil) -> String {
        guard let detail, !detail.isEmpty else { return rawValue }
        return "\(rawValue): \(detail)"
    }

    /// Whether a stored note is about the relay or gateway as a whole, and not about one recipient or text.
    public static func isAboutFarSide(_ stored: String) -> Bool {
        let parts = stored.split(separator: ":", maxSplits: 1).map { $0.trimmingPrefix(" ") }
        switch parts.first.flatMap({ ChannelNote(rawValue: String($0)) }) {
        case .gatewayBusy, .gatewayUnreachable, .gatewaySilent, .credentialsRefused, .noBalance, .settingsWrong,
            .mailServerUnreachable, .mailServerSilent, .outboxNotWritable:
            return true
        // RFC 5321, section 4.2.3: the service itself is closing or not available.
        case .mailServerBusy: return parts.dropFirst().first?.hasPrefix("421") ?? false
        default: return false
        }
    }

    /// The sentence for a stored note or ``BounceReason``, with its detail in brackets; a text that is no note comes
    /// back as it is.
    public static func sentence(for stored: String, _ language: Language) -> String {
        let colon = stored.utf8.firstIndex(of: UInt8(ascii: ":"))
        let word = String(stored[..<(colon ?? stored.endIndex)])
        guard let wording = ChannelNote(rawValue: word)?.wording ?? BounceReason(rawValue: word)?.sentence else {
            return stored
        }
        let detail = colon.map { String(stored[$0...].dropFirst(2)) } ?? ""
        return detail.isEmpty ? wording[language] : "\(wording[language]) (\(detail))"
    }
}
