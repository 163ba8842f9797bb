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
    case senderMissing = "sender-missing"
    case senderNotANumber = "sender-not-a-number"
    case senderNotAnAddress = "sender-not-an-address"
    case bodyNotReadable = "body-not-readable"
    case textGuessed = "text-guessed"
    case textCut = "text-cut"
    case mailDamaged = "mail-damaged"
    case scanNotRead = "scan-not-read"
    case scanUnsure = "scan-unsure"
    case letterNotSet = "letter-not-set"

    /// The form in which the note is stored: the code, and after a colon what an operator may need; no personal data.
    public func stored(_ detail: String? = nil) -> String {
        guard let detail, !detail.isEmpty else { return rawValue }
        return "\(rawValue): \(detail)"
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
