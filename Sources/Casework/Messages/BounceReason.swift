/// Why a mail was not delivered, in the classes of RFC 3463 told further apart by the servers' words.
public enum BounceReason: String, Sendable, Codable, CaseIterable, Hashable {
    /// The mailbox does not exist (X.1.1).
    case unknownAddress = "unknown-address"
    /// The domain does not exist or has no mail server (X.1.2).
    case unknownDomain = "unknown-domain"
    /// The mailbox has moved (X.1.6).
    case moved
    /// The domain takes no mail at all (RFC 7504, RFC 7505).
    case refusesMail = "refuses-mail"
    /// The mailbox is full (X.2.2).
    case mailboxFull = "mailbox-full"
    /// The account is disabled for now (X.2.1).
    case closed
    /// The recipient's own rules refuse it, or it was refused after it had been read.
    case filtered
    /// Our address is refused as a sender (X.1.7, X.1.8).
    case senderRefused = "our-address-refused"
    /// Our server is on a list or lacks a name (X.7.25).
    case blocked
    /// Our domain's SPF, DKIM or DMARC does not fit (X.7.20 to X.7.26).
    case unauthenticated
    /// Taken for advertising.
    case spam
    /// A virus was found.
    case virus
    /// A rule of the far server forbids it (X.7.1).
    case policy
    /// The far server does not relay to that domain.
    case noRelay = "no-relay"
    /// The form of the mail is refused (X.6).
    case content
    /// The mail is too large (X.3.4, X.2.3).
    case tooLarge = "too-large"
    /// Too many mails or connections at a time.
    case tooMany = "too-many"
    /// The time for trying is over, or deliveries are still tried (X.4.7).
    case expired
    /// The far server was not reached (X.4).
    case network
    /// The far server has a fault (X.3).
    case system
    /// The server says nothing that is understood.
    case unknown

    /// Whether trying the same address again is useless.
    public var isHard: Bool {
        switch self {
        case .unknownAddress, .unknownDomain, .moved, .refusesMail: true
        default: false
        }
    }

    /// The sentence for the officer.
    public var sentence: BilingualText {
        switch self {
        case .unknownAddress: text("هذا العنوان غير موجود.", "This address does not exist.")
        case .unknownDomain: text("نطاق هذا العنوان غير موجود.", "The domain of this address does not exist.")
        case .moved: text("انتقل صاحب هذا العنوان إلى عنوان آخر.", "The owner of this address has moved to another.")
        case .refusesMail: text("هذا النطاق لا يستقبل البريد.", "This domain takes no mail.")
        case .mailboxFull: text("صندوق البريد ممتلئ.", "The mailbox is full.")
        case .closed: text("هذا الحساب موقوف.", "This account is disabled.")
        case .filtered: text("رفض صندوق المستلم الرسالة.", "The recipient's mailbox refused the mail.")
        case .senderRefused: text("رفض الخادم عنوان الجمعية.", "The server refuses the association's address.")
        case .blocked: text("حجب الخادم البعيد خادمنا.", "The far server blocks our mail server.")
        case .unauthenticated:
            text("لم تنجح مصادقة نطاقنا (SPF أو DKIM أو DMARC).", "Our domain's SPF, DKIM or DMARC did not pass.")
        default: serverSentence
        }
    }

    private var serverSentence: BilingualText {
        switch self {
        case .spam: text("عُدّت الرسالة من البريد المزعج.", "The mail was taken for advertising.")
        case .virus: text("وجد الخادم فيروساً في الرسالة.", "The server found a virus in the mail.")
        case .policy: text("تمنع قواعد الخادم هذه الرسالة.", "A rule of the server forbids the mail.")
        case .noRelay: text("لا يمرر الخادم بريداً إلى هذا النطاق.", "The server does not relay to this domain.")
        case .content: text("رُفض شكل الرسالة أو محتواها.", "The form or content of the mail was refused.")
        case .tooLarge: text("الرسالة أكبر من الحد.", "The mail is too large.")
        case .tooMany: text("أُرسل أكثر مما يقبله الخادم.", "More was sent than the server takes at a time.")
        case .expired: text("انقضت مدة المحاولة.", "The time for trying is over.")
        case .network: text("تعذر الوصول إلى خادم المستلم.", "The recipient's server was not reached.")
        case .system: text("في خادم المستلم عطل.", "The recipient's server has a fault.")
        default: text("لم يذكر الخادم سبباً واضحاً.", "The server gave no clear reason.")
        }
    }

    private func text(_ arabic: String, _ english: String) -> BilingualText {
        BilingualText(arabic: arabic, english: english)
    }
}
