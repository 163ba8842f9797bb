import Casework
import Foundation
import MIME

/// Reads what became of our mail from reports (RFC 3464) and from the plain words of servers that send none.
enum BounceReading {
    /// The beginnings of the names under which mail servers write.
    static let serverNames = [
        "mailer-daemon", "mailer daemon", "mailerdaemon", "postmaster", "mail delivery s", "mail-daemon", "mdaemon",
    ]

    /// The words by which servers title what they send back.
    static let failureSubjects = [
        "undeliver", "delivery status notification", "delivery failure", "delivery failed", "failure notice",
        "returned mail", "mail delivery failed", "returned to sender", "delivery notification", "mail delivery problem",
        "delivery error", "non delivery", "non-delivery", "could not be delivered", "message rejected", "rejected mail",
        "user unknown", "failed mail", "mail failure", "permanent delivery failure", "unable to deliver",
        "تعذر التسليم",
        "لم يتم التسليم", "فشل التسليم", "تعذر تسليم", "فشل إرسال",
    ]

    /// The recipient of a report whose delivery failed for good; nil for one that was reached or is still being tried.
    static func failedRecipient(_ recipient: MIME.DeliveryReport.Recipient) -> FailedRecipient? {
        let diagnostic = recipient.diagnosticCode ?? ""
        let status = status(recipient.status, diagnostic)
        let isFailure = recipient.action.map { $0 == "failed" } ?? !status.hasPrefix("2")
        guard isFailure else { return nil }
        let address = recipient.originalRecipient ?? recipient.finalRecipient ?? ""
        return FailedRecipient(
            address: MailAddress(address)?.normalised ?? address.lowercased(), status: status,
            isHard: isHard(status: status, diagnostic: diagnostic),
            diagnostic: String(ReadableText.oneLine(diagnostic).prefix(longestDiagnostic)))
    }

    /// The mark of a mail sent back without a report: the addresses named beside the failure, and its code.
    static func mark(of mail: ParsedMail) -> AutomaticMark {
        let words = ReadableText.clean(String(notice(in: mail).prefix(longestNotice)))
        let status = SMTPWords.enhancedStatus(in: words) ?? SMTPWords.status(forReplyIn: words) ?? ""
        let declared = mail.headers.all("X-Failed-Recipients").flatMap { $0.split(separator: ",").map(String.init) }
        let named = declared.isEmpty ? SMTPWords.addresses(in: words) : declared
        let ours = Set(mail.to.compactMap { MailAddress($0.address)?.normalised })
        var seen: Set<String> = []
        let addresses = named.compactMap { MailAddress($0)?.normalised }
            .filter { address in
                let isServer = serverNames.contains(where: address.hasPrefix)
                return !isServer && !ours.contains(address) && seen.insert(address).inserted
            }
        let hard = isHard(status: status, diagnostic: words)
        let failed = addresses.prefix(mostRecipients).map { address in
            FailedRecipient(
                address: address, status: status, isHard: hard,
                diagnostic: String(ReadableText.oneLine(words).prefix(longestDiagnostic)))
        }
        return AutomaticMark(kind: .bounce, reason: "Subject", failed: failed, about: returnedID(in: mail))
    }

    /// Whether the words of a server's mail speak of a failure.
    static func saysFailure(_ mail: ParsedMail) -> Bool {
        let words = notice(in: mail).lowercased()
        return failurePhrases.contains(where: { words.holds($0) })
    }

    /// Whether trying the same address again is useless: the mailbox or the domain does not exist or is closed
    /// (RFC 3463, subjects 5.1 and 5.2.1), not a full mailbox or a policy.
    static func isHard(status: String, diagnostic: String) -> Bool {
        let words = diagnostic.lowercased()
        // Microsoft's servers say this of addresses that do not exist.
        if words.holds("recipient address rejected: access denied") { return true }
        if status.hasPrefix("4") || softPhrases.contains(where: { words.holds($0) }) { return false }
        let hardStatuses: Set<String> = ["5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4"]
        return hardStatuses.contains(status) || hardPhrases.contains(where: { words.holds($0) })
    }

    private static let longestDiagnostic = 300
    private static let longestNotice = 8_000
    private static let mostRecipients = 20

    private static let failurePhrases = [
        "could not be delivered", "couldn't be delivered", "wasn't able to deliver", "unable to deliver",
        "delivery failed", "delivery to the following", "undeliverable", "user unknown", "permanent error",
        "permanent fatal errors", "not delivered", "not able to deliver", "was not delivered",
    ]

    private static let hardPhrases = [
        "user unknown", "unknown user", "no such user", "user not found", "not exist", "does not exist",
        "doesn't exist",
        "no such address", "invalid recipient", "recipient unknown", "unknown recipient", "mailbox not found",
        "mailbox unavailable", "no mailbox", "not a valid", "unknown local part", "recipient address rejected",
        "no such recipient", "address unknown", "unrouteable address", "host unknown", "domain not found",
        "name or service not known", "host or domain name not found", "account has been disabled",
        "account is disabled",
        "address rejected", "unknown address", "doesn't have a", "no longer", "mailbox does not exist",
        "no such mailbox",
        "not listed in", "recipient not found", "is unknown", "unknown mailbox", "inactive",
    ]

    private static let softPhrases = [
        "mailbox full", "mailbox is full", "over quota", "quota exceeded", "overquota", "exceeded storage",
        "out of storage",
        "too large", "size limit", "spam", "blocked", "blacklist", "block list", "policy", "temporar", "try again",
        "rate limit", "too many", "timed out", "timeout", "connection refused", "virus", "greylist", "access denied",
        "relay", "sender rejected", "sender address", "domain of sender", "content", "disk quota", "insufficient",
        "storage allocation",
    ]

    /// The server's words without the mail that it returns below them.
    private static func notice(in mail: ParsedMail) -> String {
        let lines = mail.text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        let end = lines.firstIndex { line in
            let words = String(line).lowercased()
            return returnedMarks.contains(where: { words.holds($0) })
        }
        return lines[..<(end ?? lines.endIndex)].map { String($0) }.joined(separator: "\n")
    }

    private static let returnedMarks = [
        "below this line is a copy", "this is a copy of the message", "original message follows",
        "unsent message below",
        "copy of the original message", "returned message follows", "original message headers",
        "message header follows",
        "original message -----", "the header of the original", "received: from", "return-path:",
    ]

    private static func returnedID(in mail: ParsedMail) -> String? {
        guard let line = mail.text.range(of: "Message-ID:", options: [.caseInsensitive, .backwards]) else { return nil }
        let rest = mail.text[line.upperBound...].prefix(500)
        guard let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") else { return nil }
        return String(rest[open..<close].dropFirst())
    }

    private static func status(_ declared: String?, _ diagnostic: String) -> String {
        let inWords = SMTPWords.enhancedStatus(in: diagnostic)
        guard let declared = declared.flatMap({ SMTPWords.enhancedStatus(in: $0) }) else { return inWords ?? "" }
        // Gateways write 5.0.0 when they know no better than the server whose words they pass on.
        return declared.hasSuffix(".0.0") ? inWords ?? declared : declared
    }
}
