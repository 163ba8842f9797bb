import Casework

/// What mail servers' words mean. The words of a reply (RFC 5321, section 4.2) are each server's own; the enhanced
/// status (RFC 3463) is often missing or too general.
enum BounceWords {
    /// Where in the dialogue the far server refused.
    enum Moment {
        case connection, sender, recipient, data
        /// All recipients were refused, as the end of the dialogue shows.
        case implied
    }

    /// Why words of a server refuse a mail. `status` may be empty.
    static func reason(_ words: String, status: String) -> BounceReason {
        let lower = AbsenceWords.folded(words)
        let detail = String(status.dropFirst(2))
        // Microsoft's servers say this of addresses that do not exist.
        if lower.holds("recipient address rejected: access denied") { return .unknownAddress }
        if let reason = first(of: particular, in: lower) { return reason }
        if let reason = first(of: BounceTongues.particular, in: lower) { return reason }
        if let reason = first(of: lasting, in: lower) ?? first(of: BounceTongues.lasting, in: lower) {
            if status.hasPrefix("4") { return reason == .unknownDomain ? .network : .expired }
            return reason == .unknownAddress ? unknownAddress(lower, status) : reason
        }
        return first(of: general, in: lower) ?? first(of: BounceTongues.general, in: lower) ?? details[detail]
            ?? subject(detail) ?? .unknown
    }

    /// The status of RFC 3463 that says a reason; the first number tells for good (5) from for now (4).
    static func status(_ reason: BounceReason, isTemporary: Bool) -> String {
        let detail =
            switch reason {
            case .unknownAddress: "1.1"
            case .unknownDomain: "1.2"
            case .moved: "1.6"
            case .refusesMail: "1.10"
            case .mailboxFull: "2.2"
            case .closed, .filtered: "2.1"
            case .senderRefused: "1.8"
            case .blocked, .spam, .virus, .policy, .noRelay: "7.1"
            case .unauthenticated: "7.26"
            case .content: "6.0"
            case .tooLarge: "3.4"
            case .tooMany: "4.5"
            case .expired: "4.7"
            case .network: "4.1"
            case .system: "3.0"
            case .unknown: "0.0"
            }
        return (isTemporary ? "4." : "5.") + detail
    }

    /// What «user unknown» means: the address is dead, unless the server had read the mail before it refused, or its own
    /// number says that the mailbox is there (X.2.1). Of a domain the same words mean that the domain is dead.
    private static func unknownAddress(_ lower: String, _ status: String) -> BounceReason {
        let detail = status.dropFirst(2)
        if detail == "1.6" { return .moved }
        if detail == "1.1" || detail == "1.10" { return .unknownAddress }
        switch moment(lower) {
        case .sender, .connection: return .senderRefused
        case _ where BounceTongues.speaksOfDomain(lower): return .unknownDomain
        case .data: return .filtered
        case .recipient: return .unknownAddress
        case .implied, nil: return detail == "2.1" ? .filtered : .unknownAddress
        }
    }

    private static func moment(_ lower: String) -> Moment? {
        // A sender that does not wait for each answer hears of its recipients only after DATA.
        if noRecipients.contains(where: { lower.holds($0) }) { return .implied }
        if lower.holds("does not like recipient") || lower.holds("doesn't have a yahoo.com account") {
            return .recipient
        }
        if datas.contains(where: { lower.holds($0) }) { return .data }
        if lower.holds("rcpt to") || lower.holds("rcpt_to") || lower.holds("rcpt command") { return .recipient }
        if lower.holds("in reply to mail from") || lower.holds("after mail from") || lower.holds(">>> mail from") {
            return .sender
        }
        return nil
    }

    private static let noRecipients = [
        "no valid recipients", "need rcpt", "must precede data", "rcpt first", "rcpt commands were rejected",
        "no recipients have been specified", "no recipients", "503 ",
    ]

    private static let datas = [
        ">>> data", "reply to end of data", "in reply to data", "after end of data", "after data", "[data]", "(data)",
        "end of data", "following data command", "data command", "command data",
        "after i sent the message",
    ]

    private static func first(of table: BounceTongues.Table, in lower: String) -> BounceReason? {
        table.first { $0.1.contains { lower.holds($0) } }?.0
    }

    private static func subject(_ detail: String) -> BounceReason? {
        switch detail.prefix(2) {
        case "1.": .senderRefused
        case "3.": .system
        case "4.": .network
        case "6.": .content
        case "7.": .policy
        default: nil
        }
    }

    private static let details: [String: BounceReason] = [
        "1.1": .unknownAddress, "1.2": .unknownDomain, "1.3": .unknownAddress, "1.6": .moved, "1.7": .senderRefused,
        "1.8": .senderRefused, "1.9": .policy, "1.10": .refusesMail, "2.1": .closed, "2.2": .mailboxFull,
        "2.3": .tooLarge, "3.1": .mailboxFull, "3.2": .refusesMail, "3.4": .tooLarge, "4.1": .network, "4.2": .network,
        "4.4": .unknownDomain, "4.6": .network, "4.7": .expired, "7.8": .policy, "7.20": .unauthenticated,
        "7.21": .unauthenticated, "7.22": .unauthenticated, "7.23": .unauthenticated, "7.24": .unauthenticated,
        "7.25": .blocked, "7.26": .unauthenticated, "7.27": .senderRefused, "7.28": .tooMany,
    ]

    /// Words that say what is meant whatever else is said.
    private static let particular: BounceTongues.Table = [
        (.unknownDomain, ["account or domain may not exist"]),
        (
            .tooMany,
            [
                "sending quota", "daily limit", "hourly limit", "sending limit", "exceeded threshold",
                "defer threshold", "max defers", "daily sending",
            ]
        ),
        (.system, ["procmail:", "pipe to |", "local delivery failed:"]),
        (.network, ["malformed or unexpected name server", "too many hops", "hop count exceeded", "mail loop"]),
        (
            .mailboxFull,
            [
                "mailbox full", "mailbox is full", "inbox is full", "over quota", "overquota", "over-quota",
                "quota exceeded", "quotaexceeded", "exceeded quota", "exceeds quota", "exceeded the quota",
                "exceeded its quota", "exceed the quota", "out of storage", "exceeded storage", "exceeds allowed size",
                "storage allocation", "not enough storage space", "insufficient disk space", "mailfolder is full",
                "folder is full", "maildir delivery failed", "mailbox exceeds", "mailbox has exceeded",
                "mailbox size limit", "account is full", "disk quota", "too much mail data",
                "user has too many messages", "exceeded the maximum size limit", "user is over", "mail quota",
                "box is full", "boite pleine", "boîte pleine", "full mailbox", "email storage space",
                "mailbox storage", "is overquota", "quota for the recipient", "容量", "満杯", "いっぱい", "ممتلئ",
                "переполнен", "превышена квота", "mail account for the recipient is full",
                "reached its quota", "exhausted allowed storage", "space left in mailbox", "more room in",
                "mailbox quota", "over its quota", "over the quota", "over allowed quota", "storage quota",
                "storage limit", "mailbox has reached", "storage is full",
            ]
        ),
        (
            .tooLarge,
            [
                "message too large", "message too big", "message size exceeds", "message exceeds", "exceeds size",
                "exceeds maximum", "size limit", "sizelimit", "message file too big", "message is too large",
                "message is too big", "too large for", "maximum message size", "larger than the",
                "message length exceeds",
                "size of the message is larger", "data size exceeded", "too big for system",
            ]
        ),
        (
            .unauthenticated,
            [
                "spf ", "spf-", "spf:", "(spf)", "dkim", "dmarc", "unauthenticated email", "sender policy framework",
                "multiple authentication checks failed", "unauthenticated mail", "authentication-results",
            ]
        ),
        (
            .tooMany,
            [
                "frequency limited", "too many connections", "too many concurrent", "too many recipients",
                "rate limit", "ratelimit", "rate-limit", "rate limited", "throttl", "too many messages",
                "too many emails", "too many simultaneous", "sending rate", "mail rate exceeded", "maximum connections",
                "concurrent connections", "exceeded the rate", "too fast", "many sessions", "#in-13", "too much load",
                "sent too many", "connection limit", "exceeded the connection", "receiving mail at a rate",
                "many failed recipients", "message rate",
            ]
        ),
        (
            .blocked,
            [
                "blacklist", "black list", "block list", "blocklist", "block-list", "dnsbl", "rbl", "spamhaus",
                "spamcop", "sorbs", "reputation", "ptr record", "reverse dns", "reverse-dns", "reverse lookup",
                "reverse hostname", "no ptr", "missing ptr", "client host rejected", "client host blocked",
                "access denied. ip", "is not allowed to send", "blocked using", "ip address is blocked",
                "blocked ip", "banned", "is listed", "currently listed", "listed at", "listed by", "your ip",
                "cannot find your hostname", "cannot find your reverse",
                "helo command rejected", "open relay", "poor reputation", "dynamic ip", "mail server has been blocked",
                "your network", "connection refused by", "refused your connection", "has been temporarily blocked",
                "temporarily deferred due to", "valid sender domain", "fix reverse", "not accepting connections",
                "connections not accepted", "hosts in your network", "spam source", "server is blocked",
                "will not be accepted from", "ipcheck", "black listed", "black-list", "your server", "your mail server",
                "blocked - see",
            ]
        ),
        (
            .virus,
            ["virus", "malware", "infected", "dangerous attachment"]
        ),
        (
            .spam,
            [
                "spam", "unsolicited", "bulk mail", "junk", "ube,", "looks like advertis", "high probability of",
                "message content rejected", "considered uce", "classified as", "adult content", "phish",
                "dt:spm",
            ]
        ),
        (
            .noRelay,
            [
                "relay access denied", "relaying denied", "relaying not", "no relaying", "unable to relay",
                "relay not permitted", "not permitted to relay", "relay denied", "relaying prohibited",
                "mail relay denied", "must authenticate before relay", "not a gateway", "relay operation rejected",
                "that domain isn't in my list of allowed rcpthosts",
                "relaying disallowed", "relay disallowed", "cannot relay", "relay not allowed",
            ]
        ),
        (
            .closed,
            [
                "account has been disabled", "account is disabled", "account disabled", "is disabled",
                "mailbox disabled",
                "mailbox is disabled", "has been suspended", "is suspended", "account suspended", "is inactive",
                "inactive account", "account inactive", "inactive user", "user inactive", "mailbox is inactive",
                "deactivated", "not active",
                "temporary locked", "temporarily locked", "account locked", "account is locked", "mailbox locked",
                "mailbox currently suspended", "mailbox unavailable or access denied", "been disabled",
                "disabled or discontinued", "boite du destinataire archivee", "expired account", "account expired",
                "user is suspended", "mailbox temporarily disabled", "temporarily disabled", "not-active",
                "mailbox is frozen",
                "invalid/inactive user", "domain has been suspended", "account closed", "no longer on server",
                "pending closure", "account that you tried to reach is disabled", "アカウントは停止",
                "account is blocked", "account blocked", "account has been blocked", "mailbox is blocked",
                "mailbox blocked", "user is blocked", "dormant", "account has been suspended",
            ]
        ),
        (
            .moved,
            [
                "has moved", "mailbox moved", "address changed", "address has changed", "has been replaced by",
                "new address is", "moved to another",
                "user not local; please try", "please try <",
            ]
        ),
        (
            .refusesMail,
            [
                "null mx", "nullmx", "no mx record found", "no mx found", "couldn't find a mail exchanger",
                "mail exchanger or ip address", "does not accept mail", "doesn't accept mail",
                "does not accept any mail", "not accepting network messages", "does not receive mail",
                "mail receiving disabled",
                "no mail is accepted", "host/domain does not accept",
            ]
        ),
        (
            .filtered,
            [
                "recipient preferences", "user reject", "rejected by user", "recipient refuses", "refuses to receive",
                "refused by the recipient", "because the recipient is only accepting", "due to extended inactivity",
                "not accept mail from you", "list of allowed senders", "only accepts messages from",
                "recipient has rejected", "not authorized to send to",
                "rst.authrequired", "rst.notauthorized", "notauthenticatedforgroup", "blocked senders",
                "does not accept e-mail from", "blocked by recipient", "recipient's preferences",

            ]
        ),
        (
            .senderRefused,
            [
                "sender rejected", "sender address rejected", "sender is not allowed", "invalid sender",
                "sender denied",
                "domain of sender", "sender verify failed", "sender verification", "sender domain", "bad sender",
                "sender address", "unverified sender", "refused sender",
                "unknown sender", "user not authorized", "not allowed to post", "permission to post",
                "you are not allowed",
                "are not member", "not a member", "not subscribed", "cannot send e-mail to yourself",
                "outbound sender",
            ]
        ),
    ]

    /// Words after which the address is not to be written to again.
    private static let lasting: BounceTongues.Table = [
        (
            .unknownDomain,
            [
                "host unknown", "unknown host", "dns lookup failure", "host not found", "domain not found",
                "unrouteable address",
                "unrouteable mail domain", "unroutable", "name or service not known", "no such domain",
                "domain does not exist", "domain doesn't exist", "bad destination host",
                "nxdomain", "no such host", "couldn't find any host", "domain name not found", "invalid domain",
                "domain invalid", "unknown domain", "domain must exist", "illegal host/domain",
                "name service error", "dns error: domain", "mail domain does not exist", "bad domain",
                "all relevant mx records point to non-existent hosts", "host address lookups failed permanently",
                "domain name system", "no matches to nameserver", "address couldn't be found or is",
                "unresolvable", "couldn't find any exchanger", "domain couldn't be found",
                "dns server returned an answer with no",
                "find the recipient domain", "not appear to be registered", "dns domain", "domain part",
                "域名不存在",
            ]
        ),
        (
            .unknownAddress,
            [
                "user unknown", "unknown user", "no such user", "user not found", "not exist", "doesn't exist",
                "user not exist",
                "no such address", "invalid recipient", "recipient unknown", "unknown recipient", "mailbox not found",
                "mailbox unavailable", "no mailbox", "not a valid", "unknown local", "no such recipient",
                "address unknown", "unknown address", "doesn't have a", "does not have a", "no longer",
                "no such mailbox",
                "not listed in", "recipient not found", "is unknown", "unknown mailbox", "invalid address",
                "address invalid", "invalid mailbox", "mailbox invalid", "mailbox name not", "user invalid",
                "invalid user", "unknown or invalid", "not recognized", "not a known user", "unknown account",
                "account unknown",
                "account not found", "no account", "not our customer", "not known here", "no valid recipients",
                "recipnotfound", "recipientnotfound", "name is not recognized", "undeliverable address",
                "address not found", "no one by that name", "no user", "user does not", "no such person",
                "not a registered", "is not registered", "unregistered", "bad address", "bad recipient",
                "invalid final delivery userid", "recipient invalid", "invalide", "inconnu", "unbekannt",
                "no existe", "desconocido", "inexistant", "recipient is not", "cannot be found", "couldn't be found",
                "no mail box", "inactive email address", "recipient not exist", "mailbox not available",
                "unable to verify user", "unable to validate recipient", "recipient rejected",
                "address does not", "delivery to the following address failed", "not handled here",
                "non-existent", "nonexistent", "no such", "not in my", "unrecognized", "not on this server", "ありません",
                "存在しない", "みつかりません", "見つかりません",
                "не существует", "не найден", "غير موجود", "لا يوجد", "unknown to", "undefined mailbox", "user doesn't",
                "dosn't exist", "not have an account",
                "illegal alias", "mailbox unknown", "not valid", "recipient not local", "do not know", "been removed",
                "been deleted", "was terminated", "been terminated", "is terminated", "could not be found",
                "5.1.0 address rejected", "> address rejected", "550 address rejected", "not found here", "validrcptto",

            ]
        ),
    ]

    /// Words that say something only where nothing else was said.
    private static let general: BounceTongues.Table = [
        (
            .expired,
            [
                "message expired", "expired", "retry timeout exceeded", "giving up", "in the queue too long",
                "been failing for a long time", "not delivered within", "could not be delivered for", "delivery time",
                "was aborted after", "undelivered after", "unable to deliver in", "still being retried", "delayed",
                "has not been delivered yet", "been unable to deliver", "will continue trying", "will keep trying",
                "warning message only", "did not accept our requests to connect", "timed out", "timeout",
                "connection refused", "unable to connect", "could not connect", "couldn't connect",
                "host not reachable",
                "no response", "not responding", "deferred", "try again later", "connection was dropped",
                "could not send message for past",
                "greylist", "graylist", "grey list", "come back later", "temporarily unavailable",
                "send message within", "send message for", "too many retries", "temporarily rejected", "try later",
            ]
        ),
        (
            .network,
            [
                "network unreachable", "no route", "network error", "malformed or unexpected name server", "loop",
                "too many hops", "hop count", "mail exchanger", "connection reset", "lost connection", "unreachable",
                "dialing remote", "lowest numbered mx", "mx record points", "establish an smtp connection",
                "lookup failed", "dns query failed",
                "tls", "ssl",
            ]
        ),
        (
            .content,
            [
                "content rejected", "media error", "malformed", "8bit", "mime", "header", "attachment", "rfc 5322",
                "non-compliant", "message format",
                "content denied", "body type not supported",
            ]
        ),
        (
            .policy,
            [
                "policy", "policies", "security", "not authorized", "not permitted", "prohibited", "access denied",
                "syntax error", "sequence of commands", "bad sequence",
                "administrative prohibition", "envelope blocked", "by administrator", "suppression list", "spoofing",
            ]
        ),
        (
            .system,
            [
                "system error", "local error", "service currently unavailable", "service unavailable",
                "internal error", "internal system error", "procmail", "pipe to", "command failed", "no space left",
                "configuration error",
                "local configuration", "service refuse", "mailer error", "child status", "transaction failed",
                "unable to process",
            ]
        ),
    ]
}
