import Casework
import MIME

/// Tells a machine's mail from a person's (promise P7), by RFC 3834, RFC 3464, RFC 8098, RFC 2919 and what mail
/// programs do in practice.
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
        let written = delivery.recipients.isEmpty ? (mail.to + mail.cc).map(\.address) : delivery.recipients
        let domains = Set(written.compactMap { MailAddress($0)?.domain })
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
        if let report = mail.deliveryReport { return BounceReading.mark(of: mail, report: report, raw: delivery.raw) }
        guard !isFeedback(mail), BounceSigns.isReturned(mail, hasNoReturn: hasNoReturn(mail, delivery)) else {
            return nil
        }
        return BounceReading.mark(of: mail, raw: delivery.raw)
    }

    /// A complaint about our mail (RFC 5965), or a receipt.
    private static func isFeedback(_ mail: ParsedMail) -> Bool {
        let type = (mail.headers.first("Content-Type") ?? "").lowercased()
        return type.holds("feedback-report") || mail.subject.lowercased().hasPrefix("complaint about message from")
            || type.holds("disposition-notification")
            || mail.attachments.contains {
                $0.type == "message/feedback-report" || $0.type == "message/disposition-notification"
            }
    }

    private static func receipt(_ mail: ParsedMail) -> AutomaticMark? {
        if isFeedback(mail) { return AutomaticMark(kind: .receipt, reason: "multipart/report") }
        let type = (mail.headers.first("Content-Type") ?? "").lowercased()
        if type.hasPrefix("multipart/report") { return AutomaticMark(kind: .autoReply, reason: "multipart/report") }
        return AbsenceWords.isReceipt(mail.subject, mail.text) ? AutomaticMark(kind: .receipt, reason: "Subject") : nil
    }

    /// What only asks not to be answered by machine: it may still carry a person's words (a list, another site's form),
    /// so it is read like any other mail.
    private static func list(_ mail: ParsedMail, _ delivery: KeptDelivery) -> AutomaticMark? {
        func mark(_ reason: String) -> AutomaticMark { AutomaticMark(kind: .list, reason: reason) }
        if let name = listFields.first(where: { isSet($0, mail) }) { return mark(name) }
        if let value = autoSubmitted(mail) { return mark("Auto-Submitted: \(value)") }
        let precedence = (mail.headers.first("Precedence") ?? "").lowercased()
        if ["bulk", "junk", "list"].contains(precedence) { return mark("Precedence: \(precedence)") }
        let suppressed = (mail.headers.first("X-Auto-Response-Suppress") ?? "").lowercased()
        if ["all", "oof", "autoreply"].contains(where: { suppressed.holds($0) }) {
            return mark("X-Auto-Response-Suppress")
        }
        if hasNoReturn(mail, delivery) { return mark("Return-Path: <>") }
        if mail.headers.first("X-Loop") != nil { return mark("X-Loop") }
        if isFrom(mail, deafNames) { return mark("From") }
        // Without any other sign the words are looked at only in short answers.
        let isAnswer =
            !mail.inReplyTo.isEmpty || !mail.references.isEmpty || mail.subject.utf8.prefix(12).contains(0x3A)
        return isAnswer ? AbsenceWords.inText(mail.text).map { mark("Text: \($0)") } : nil
    }

    /// What says of itself that a program answered in a person's place.
    private static func autoReply(_ mail: ParsedMail) -> AutomaticMark? {
        func mark(_ reason: String) -> AutomaticMark { AutomaticMark(kind: .autoReply, reason: reason) }
        if autoSubmitted(mail) == "auto-replied" { return mark("Auto-Submitted: auto-replied") }
        if let field = replyFields.first(where: { isSet($0, mail) }) { return mark(field) }
        if mail.headers.first("Delivered-To")?.lowercased() == "autoresponder" { return mark("Delivered-To") }
        if (mail.headers.first("X-POST-MessageClass") ?? "").lowercased().holds("autoresponder") {
            return mark("X-POST-MessageClass")
        }
        let precedence = mail.headers.first("Precedence")?.lowercased() ?? ""
        if ["auto_reply", "auto-reply", "autoreply", "vacation"].contains(precedence) {
            return mark("Precedence: \(precedence)")
        }
        if let phrase = AbsenceWords.inSubject(mail.subject) { return mark("Subject: \(phrase)") }
        return isFrom(mail, BounceSigns.serverNames) ? mark("From") : nil
    }

    private static func isFrom(_ mail: ParsedMail, _ names: [String]) -> Bool {
        mail.from.compactMap { MailAddress($0.address)?.local }
            .contains { local in names.contains(where: local.hasPrefix) }
    }

    /// Whether a field is there and does not say that it does not apply.
    private static func isSet(_ name: String, _ mail: ParsedMail) -> Bool {
        mail.headers.first(name).map { !["no", "false", "0", "none"].contains($0.lowercased()) } ?? false
    }

    /// What lists, newsletters and rules that pass mail on write.
    private static let listFields = [
        "List-Id", "List-Post", "List-Unsubscribe", "List-Help", "List-Subscribe", "List-Archive", "List-Owner",
        "Mailing-List", "X-Mailing-List", "X-List", "X-Mailman-Version", "Feedback-ID", "X-Campaign-ID", "X-CampaignID",
        "X-Auto-Forwarded", "X-JIRA-FingerPrint", "X-GitHub-Reason", "X-GitLab-Project", "X-Bugzilla-Type",
        "X-Redmine-Host",
        "X-Trac-Project", "RT-Ticket", "X-RT-Loop-Prevention", "X-OTRS-Loop", "X-Zammad-Ticket-ID",
        "X-FreeScout-Mail-Type",
        "X-Delivery-Agent-TMDA", "X-MS-Exchange-Inbox-Rules-Loop", "X-MS-Exchange-Generated-Message-Source",
        "X-Cron-Env",
    ]

    private static let deafNames = [
        "noreply", "no-reply", "no_reply", "no.reply", "donotreply", "do-not-reply", "do_not_reply", "notification",
        "bounce", "autoreply", "auto-reply", "automailer", "newsletter", "calendar-notification",
    ]

    /// What programs write that answer in a person's place: vacation, Exchange, Zimbra, FirstClass, cPanel and others.
    private static let replyFields = [
        "X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-Autoresponder", "X-Auto-Reply", "X-Autoreply-From",
        "X-Mail-Autoreply", "X-Mail-Autoresponse", "X-Auto-Responder", "X-Autogenerated", "X-Facebook-Notify",
        "X-FC-MachineGenerated", "X-Vacation", "X-Zimbra-Out-Of-Office", "X-Out-Of-Office", "X-OOF", "Auto-Reply",
        "X-Auto-Replied", "X-Ms-Exchange-OOF", "X-Away", "X-Mail-Auto-Reply", "X-Autoresponder-Type",
        "X-Autoresponder-Version",
        "X-Vacation-Reply", "X-OutOfOffice", "X-Out-Of-Office-Reply", "X-HE-Autoreply", "X-Gmane-Autoreply",
        "X-Cpanel-Autoreply",
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
}
