import Casework
import Foundation
import MIME

/// Reads what became of our mail from reports (RFC 3464) and from the plain words of servers that send none.
enum BounceReading {
    /// The mark of a mail with a report; a report that names nobody is read by its words.
    static func mark(of mail: ParsedMail, report: MIME.DeliveryReport, raw: Data) -> AutomaticMark {
        let about = report.originalMessageID ?? ReturnedMail.messageID(in: raw)
        let notice = BounceNotice(words(of: mail), ours: ours(mail))
        let failed = report.recipients.prefix(mostRecipients).compactMap { recipient -> FailedRecipient? in
            guard isFailure(recipient) else { return nil }
            return failedRecipient(recipient, notice: notice)
        }
        guard failed.isEmpty else {
            return AutomaticMark(kind: .bounce, reason: "message/delivery-status", failed: failed, about: about)
        }
        let isGood = report.recipients.contains { ["delivered", "relayed", "expanded"].contains($0.action ?? "") }
        if isGood { return AutomaticMark(kind: .receipt, reason: "message/delivery-status", about: about) }
        return mark(of: mail, raw: raw)
    }

    /// The mark of a mail sent back without a report: the addresses named beside the failure, and its code.
    static func mark(of mail: ParsedMail, raw: Data) -> AutomaticMark {
        let notice = BounceNotice(words(of: mail), ours: ours(mail))
        let isDelayed = BounceSigns.isDelay(mail.subject, notice.words)
        let declared = mail.headers.all("X-Failed-Recipients").flatMap { $0.split(separator: ",").map(String.init) }
        var named = declared.compactMap { MailAddress($0)?.normalised }
        if named.isEmpty { named = notice.blocks.map(\.address) }
        if named.isEmpty { named = loose(notice.words, ours: ours(mail)) }
        if named.isEmpty { named = ReturnedMail.recipients(in: raw).filter { !ours(mail).contains($0) } }
        var seen: Set<String> = []
        let failed = named.filter { seen.insert($0).inserted }.prefix(mostRecipients).map { address in
            let own = notice.words(about: address) ?? ""
            return failedRecipient(
                address, words: own.isEmpty ? notice.words : own, all: notice.words, isDelayed: isDelayed)
        }
        return AutomaticMark(
            kind: .bounce, reason: "Subject", failed: Array(failed), about: ReturnedMail.messageID(in: raw))
    }

    /// Whether an address is a mail server's own.
    static func isServer(_ address: String) -> Bool { BounceSigns.serverNames.contains(where: address.hasPrefix) }

    /// The words in which a server explains itself; HTML only where there is no other text.
    static func words(of mail: ParsedMail) -> String { BodyWords.plain(of: mail) }

    private static let mostRecipients = 20
    private static let longestDiagnostic = 300

    private static func isFailure(_ recipient: MIME.DeliveryReport.Recipient) -> Bool {
        switch recipient.action {
        case "delivered", "relayed", "expanded": false
        case nil, "": !(recipient.status ?? "5").hasPrefix("2")
        default: true
        }
    }

    private static func failedRecipient(
        _ recipient: MIME.DeliveryReport.Recipient, notice: BounceNotice
    ) -> FailedRecipient {
        let written = recipient.originalRecipient ?? recipient.finalRecipient ?? ""
        let address = MailAddress(written)?.normalised ?? written.lowercased()
        let final = recipient.finalRecipient.flatMap { MailAddress($0)?.normalised } ?? address
        var diagnostic = recipient.diagnosticCode ?? ""
        let told = notice.words(about: address) ?? notice.words(about: final) ?? notice.words
        let isTerse = diagnostic.utf8.count < 4 || SMTPWords.isOnlyCodes(diagnostic)
        let declared = recipient.status.flatMap { SMTPWords.enhancedStatus(in: $0) }
        if isTerse { diagnostic = diagnostic.isEmpty ? told : diagnostic + " " + told }
        var status = status(declared, diagnostic)
        if status.hasSuffix(".4.7"), let cause = cause(of: diagnostic) ?? cause(of: told) { status = cause }
        // What the notice says of the moment (RCPT, DATA) is not in the report.
        let moment = " " + BounceSigns.moments(in: notice.words(about: address) ?? notice.words)
        var reason = BounceWords.reason(diagnostic + moment, status: status)
        if reason == .unknown, !isTerse { reason = BounceWords.reason(told, status: status) }
        let isDelayed = recipient.action == "delayed"
        if isDelayed, !reason.isHard, reason == .unknown || reason == .system { reason = .expired }
        let known = status.isEmpty ? BounceWords.status(reason, isTemporary: isDelayed) : status
        return FailedRecipient(
            address: address, status: known, reason: reason, isHard: reason.isHard, isDelayed: isDelayed,
            diagnostic: String(ReadableText.oneLine(diagnostic).prefix(longestDiagnostic)))
    }

    private static func failedRecipient(
        _ address: String, words: String, all: String, isDelayed: Bool
    ) -> FailedRecipient {
        let status = cause(of: words) ?? SMTPWords.enhancedStatus(in: words) ?? ""
        let code = SMTPWords.replyCode(in: words)
        var reason = BounceWords.reason(words, status: status)
        if reason == .unknown, words != all { reason = BounceWords.reason(all, status: status) }
        if isDelayed, reason == .unknown { reason = .expired }
        let isTemporary = code.map { $0 < 500 } ?? (isDelayed || BounceSigns.wasTried(words))
        let known = status.isEmpty ? BounceWords.status(reason, isTemporary: isTemporary) : status
        return FailedRecipient(
            address: address, status: known, reason: reason, isHard: reason.isHard, isDelayed: isDelayed,
            diagnostic: String(ReadableText.oneLine(words).prefix(longestDiagnostic)))
    }

    private static func ours(_ mail: ParsedMail) -> Set<String> {
        Set(mail.to.compactMap { MailAddress($0.address)?.normalised })
    }

    private static func loose(_ words: String, ours: Set<String>) -> [String] {
        SMTPWords.addresses(in: words.lowercased()).compactMap { MailAddress($0)?.normalised }
            .filter { !ours.contains($0) && !isServer($0) }
    }

    /// What had stopped the tries before the time for them was over (X.4.7): the status behind that, with its own code.
    private static func cause(of words: String) -> String? {
        let statuses = SMTPWords.replyStatuses(in: words)
        guard let first = statuses.first, first.hasSuffix(".4.7"), statuses.count > 1 else { return nil }
        return statuses.dropFirst().first { !$0.hasSuffix(".4.7") }
    }

    /// The status that the far server gave with its reply code, or else the one that the report declares; gateways
    /// write 5.0.0 when they know no better than the server whose words they pass on.
    private static func status(_ declared: String?, _ diagnostic: String) -> String {
        if let own = SMTPWords.replyStatus(in: diagnostic), !own.hasSuffix(".0.0") { return own }
        guard let declared, !declared.hasSuffix(".0.0") else {
            return SMTPWords.enhancedStatus(in: diagnostic) ?? declared ?? ""
        }
        return declared
    }
}

/// The text of a mail without caring for its HTML's structure.
enum BodyWords {
    /// The plain text, or the HTML made text where there is none.
    static func plain(of mail: ParsedMail) -> String {
        guard !mail.text.utf8.contains(where: { $0 > 0x20 }), let html = mail.html else { return mail.text }
        return QuotedMarkup.words(of: html)
    }
}
