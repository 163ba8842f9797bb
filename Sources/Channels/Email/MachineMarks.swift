import Casework
import MIME

/// Tells a machine's mail from a person's (promise P7), by RFC 3834, RFC 3464, RFC 8098, RFC 2919 and what mail programs
/// do in practice.
enum MachineMarks {
    /// The mark of a machine's mail; nil for a person's.
    static func mark(of mail: ParsedMail, _ delivery: KeptDelivery) -> AutomaticMark? {
        own(mail, delivery) ?? bounce(mail, delivery) ?? receipt(mail) ?? autoReply(mail) ?? list(mail, delivery)
    }

    /// The header field that our own mails bear.
    static let ownField = "X-Wasl-Text"

    /// The attribute of a delivery whose return path was empty.
    static let nullSender = "null-sender"

    private static func own(_ mail: ParsedMail, _ delivery: KeptDelivery) -> AutomaticMark? {
        if mail.headers.first(ownField) != nil { return AutomaticMark(kind: .own, reason: ownField) }
        let domains = Set(delivery.recipients.compactMap { MailAddress($0)?.domain })
        let senders = mail.from.compactMap { MailAddress($0.address) }
        let isOurs = senders.contains { sender in
            let isHubAddress = sender.local == delivery.association.rawValue || sender.local.hasPrefix("reply+")
            return isHubAddress && domains.contains(sender.domain)
        }
        if isOurs { return AutomaticMark(kind: .own, reason: "From") }
        let loops = mail.headers.all("X-Loop").compactMap { MailAddress($0)?.domain }
        return domains.isDisjoint(with: loops) ? nil : AutomaticMark(kind: .own, reason: "X-Loop")
    }

    private static func bounce(_ mail: ParsedMail, _ delivery: KeptDelivery) -> AutomaticMark? {
        if let report = mail.deliveryReport {
            let failed = report.recipients.compactMap(BounceReading.failedRecipient)
            let kind: AutomaticMark.Kind = failed.isEmpty && !report.recipients.isEmpty ? .receipt : .bounce
            return AutomaticMark(
                kind: kind, reason: "message/delivery-status", failed: failed, about: report.originalMessageID)
        }
        guard isReturned(mail, delivery) else { return nil }
        return BounceReading.mark(of: mail)
    }

    /// Whether a mail without a report looks like one that a mail server sent back.
    private static func isReturned(_ mail: ParsedMail, _ delivery: KeptDelivery) -> Bool {
        let subject = mail.subject.lowercased()
        let isFromServer = (mail.from + mail.sender).contains { mailbox in
            let name = (mailbox.name ?? "").lowercased()
            let local = MailAddress(mailbox.address)?.local ?? mailbox.address.lowercased()
            return BounceReading.serverNames.contains { local.hasPrefix($0) || name.holds($0) }
        }
        let isFailure = BounceReading.failureSubjects.contains(where: { subject.holds($0) })
        return mail.headers.first("X-Failed-Recipients") != nil
            || isFailure && (isFromServer || hasNoReturn(mail, delivery))
            || isFromServer && BounceReading.saysFailure(mail)
    }

    private static func receipt(_ mail: ParsedMail) -> AutomaticMark? {
        let type = (mail.headers.first("Content-Type") ?? "").lowercased()
        guard type.hasPrefix("multipart/report") else { return nil }
        let isReceipt = type.holds("disposition-notification") || type.holds("feedback-report")
        return AutomaticMark(kind: isReceipt ? .receipt : .autoReply, reason: "multipart/report")
    }

    /// What only asks not to be answered by machine: it may still carry a person's words (a list, another site's form), so
    /// it is read like any other mail.
    private static func list(_ mail: ParsedMail, _ delivery: KeptDelivery) -> AutomaticMark? {
        func mark(_ reason: String) -> AutomaticMark { AutomaticMark(kind: .list, reason: reason) }
        if let name = listFields.first(where: { mail.headers.first($0) != nil }) { return mark(name) }
        if let value = autoSubmitted(mail) { return mark("Auto-Submitted: \(value)") }
        let precedence = (mail.headers.first("Precedence") ?? "").lowercased()
        if ["bulk", "junk", "list"].contains(precedence) { return mark("Precedence: \(precedence)") }
        let suppressed = (mail.headers.first("X-Auto-Response-Suppress") ?? "").lowercased()
        if ["all", "oof", "autoreply"].contains(where: { suppressed.holds($0) }) {
            return mark("X-Auto-Response-Suppress")
        }
        if hasNoReturn(mail, delivery) { return mark("Return-Path: <>") }
        if mail.headers.first("X-Loop") != nil { return mark("X-Loop") }
        return isFrom(mail, deafNames) ? mark("From") : nil
    }

    /// What says of itself that a program answered in a person's place.
    private static func autoReply(_ mail: ParsedMail) -> AutomaticMark? {
        func mark(_ reason: String) -> AutomaticMark { AutomaticMark(kind: .autoReply, reason: reason) }
        if autoSubmitted(mail) == "auto-replied" { return mark("Auto-Submitted: auto-replied") }
        if let field = replyFields.first(where: { mail.headers.first($0) != nil }) { return mark(field) }
        if mail.headers.first("Precedence")?.lowercased() == "auto_reply" { return mark("Precedence: auto_reply") }
        if let phrase = outOfOffice(mail) { return mark("Subject: \(phrase)") }
        return isFrom(mail, BounceReading.serverNames) ? mark("From") : nil
    }

    private static func isFrom(_ mail: ParsedMail, _ names: [String]) -> Bool {
        mail.from.compactMap { MailAddress($0.address)?.local }
            .contains { local in names.contains(where: local.hasPrefix) }
    }

    private static let listFields = [
        "List-Id", "List-Post", "List-Unsubscribe", "List-Help", "Mailing-List", "X-Mailing-List",
    ]

    private static let deafNames = ["noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "bounce"]

    private static let replyFields = [
        "X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-Auto-Reply", "X-Autoreply-From", "X-Mail-Autoreply",
        "X-Autogenerated", "X-Facebook-Notify",
    ]

    /// The value of Auto-Submitted unless it is `no` (RFC 3834, section 5).
    private static func autoSubmitted(_ mail: ParsedMail) -> String? {
        guard let field = mail.headers.first("Auto-Submitted") else { return nil }
        let value = field.lowercased().prefix { $0 != ";" && $0 != " " && $0 != "(" }
        return value.isEmpty || value == "no" ? nil : String(value)
    }

    /// MAIL FROM:<> is for mail that nobody may answer by machine (RFC 5321, section 4.5.5).
    private static func hasNoReturn(_ mail: ParsedMail, _ delivery: KeptDelivery) -> Bool {
        if delivery.attributes[nullSender] == "yes" { return true }
        if let sender = delivery.sender { return sender.isEmpty || sender == "<>" }
        guard let path = mail.headers.first("Return-Path") else { return false }
        return path.filter { $0 != " " } == "<>"
    }

    /// The words with which an absence notice begins its subject.
    private static func outOfOffice(_ mail: ParsedMail) -> String? {
        var subject = mail.subject.lowercased()[...]
        for prefix in ["re:", "رد:"] where subject.hasPrefix(prefix) { subject = subject.dropFirst(prefix.count) }
        subject = subject.drop(while: \.isWhitespace)
        return absencePhrases.first(where: subject.hasPrefix)
    }

    private static let absencePhrases = [
        "automatic reply", "auto reply", "auto-reply", "autoreply", "auto response", "auto-response", "autoresponse",
        "automated reply", "automated response", "out of office", "out-of-office", "out of the office", "ooo:",
        "vacation reply", "away from the office", "رد تلقائي", "الرد التلقائي", "رد آلي", "رد الي", "الرد الآلي",
        "رد ألي",
        "رسالة تلقائية", "رسالة آلية", "خارج المكتب", "خارج الدوام", "إجازة:", "اجازة:", "في إجازة", "في اجازة",
        "أنا في إجازة", "أنا خارج المكتب",
    ]
}
