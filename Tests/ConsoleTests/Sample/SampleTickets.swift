import Casework
import Foundation

/// Invented tickets of every kind, so that each part of the pages has something to show.
struct SampleTickets {
    /// One ticket with all that its page needs.
    struct Case: Sendable {
        var page: TicketPage
        var snippet: String
    }

    let now: Date

    func all() -> [Case] {
        [medicine, complaint, emergency, sealed, pilgrim, volunteering, letter, quiet, hostile].compactMap(\.self)
    }

    /// The reference of the n-th sample.
    static func reference(_ serial: Int) -> ReferenceNumber { ReferenceNumber(year: 2026, serial: 400 + serial) }

    private var medicine: Case? {
        var ask = message(1, .incoming, .email, "أم عبدالله الحربي", hours: -26, "انقطع دواء الكابسيتابين")
        ask.text = """
            السلام عليكم ورحمة الله وبركاته
            أنا مريضة مسجلة لديكم منذ ١٤٤٥هـ، وانتهى دواء الكابسيتابين منذ ثلاثة أيام ولم يعد متوفراً في صيدلية المستشفى.
            قيل لي إن الصرف سيتأخر أسبوعين، وموعد الجرعة القادمة الأحد. أرجو إفادتي، جزاكم الله خيراً.
            """
        ask.foldedText = "أم عبدالله\nجوال 0500000012"
        ask.hasHTML = true
        ask.receipt = Self.reference(1)
        ask.attachments = [
            AttachmentNote(index: 0, name: "تقرير طبي.pdf", type: "application/pdf", bytes: 482_133, sha256: "aa"),
            AttachmentNote(index: 1, name: "وصفة.png", type: "image/png", bytes: 95_012, sha256: "bb"),
        ]
        ask.warnings = ["تعذر فك جزء من ترويسة الرسالة؛ راجعوا المصدر الأصلي."]
        var notice = message(
            2, .outgoing, .email, "إشعار استلام", hours: -25.9, "استلام رسالتكم رقم \(Self.reference(1))")
        notice.text = "نفيدكم بوصول رسالتكم، وسيرد عليكم المختص خلال ٣ أيام عمل."
        notice.isAutomatic = true
        notice.delivery = .delivered
        var note = message(3, .note, .email, "هدى القحطاني", hours: -5, "")
        note.text = "اتصلت بالصيدلية: شحنة جديدة تصل الخميس. نحتاج موافقة على الشراء المباشر."
        var more = message(4, .incoming, .sms, "+966500000012", hours: -2, "")
        more.text = "هل من جديد بخصوص الدواء؟ الحرارة ارتفعت اليوم 38.4"
        more.receipt = Self.reference(21)
        var sms = message(5, .outgoing, .sms, "هدى القحطاني", hours: -1, "")
        sms.text = "أختي الكريمة: مع الحرارة بعد الكيماوي راجعي الطوارئ حالاً. سنتصل بك خلال ساعة بخصوص الدواء."
        sms.delivery = .failed
        sms.deliveryNote = "الرقم خارج التغطية (المشغل: 8)"
        sms.outgoing = 71
        return sample(
            1, SampleProfiles.eman, .aidRequest, "medicines", .high, .open, .email, "medicines-liaison",
            "انقطع دواء الكابسيتابين وموعد الجرعة الأحد", "أم عبدالله الحربي",
            "هل من جديد بخصوص الدواء؟ الحرارة ارتفعت اليوم 38.4", due: 3, [ask, notice, note, more, sms])
    }

    private var complaint: Case? {
        var one = message(11, .incoming, .web, "فهد المطيري", hours: -80, "تأخر الرد")
        one.text = "راجعت المقر مرتين ولم يستقبلني أحد، وطلبي منذ شهرين بلا جواب. أرجو التحقيق في هذا التأخير."
        one.receipt = Self.reference(2)
        return sample(
            2, SampleProfiles.eman, .complaint, "treatment", .normal, .open, .web, "complaints",
            "تأخر الرد على طلبي شهرين", "فهد المطيري", "راجعت المقر مرتين ولم يستقبلني أحد…", due: -6, [one])
    }

    private var emergency: Case? {
        var one = message(31, .incoming, .chat, "+966555000044", hours: -0.1, "")
        one.text = "ولدي طاح ما يصحى تكفون"
        one.receipt = Self.reference(3)
        return sample(
            3, SampleProfiles.eman, .other, nil, .emergency, .triage, .chat, nil, "", "+966555000044",
            "ولدي طاح ما يصحى تكفون", due: 0.05, [one])
    }

    private var sealed: Case? {
        var one = message(41, .incoming, .web, "", hours: -3, "")
        one.text = "لا أريد ذكر اسمي. هناك من يطلب مقابلاً لإضافة الأسماء إلى الكشف."
        one.receipt = Self.reference(4)
        var built = sample(
            4, SampleProfiles.eman, .complaint, "protection", .safeguarding, .open, .web, "safeguarding",
            "بلاغ", "غير معروف", "لا أريد ذكر اسمي…", due: 0.8, [one])
        built?.page.ticket.isSealed = true
        built?.page.personName = nil
        built?.page.contacts = []
        return built
    }

    private var pilgrim: Case? {
        var one = message(51, .incoming, .email, "Maryam Yusuf", hours: -9, "Wheelchair at the Haram")
        one.text =
            "Assalamu alaikum,\nMy mother arrives on 3 December and cannot walk far. Could you tell us where to "
            + "borrow a wheelchair, and whether a volunteer could meet her at gate 79?\nThank you."
        one.receipt = Self.reference(5)
        var built = sample(
            5, SampleProfiles.saa, .inquiry, nil, .normal, .open, .email, "treatment-liaison",
            "Wheelchair at the Haram", "Maryam Yusuf", "My mother arrives on 3 December and cannot walk far…",
            due: 30, [one])
        built?.page.ticket.language = .english
        return built
    }

    private var volunteering: Case? {
        var one = message(61, .incoming, .web, "ريم الشهري", hours: -50, "التطوع")
        one.text = "ممرضة بخبرة ست سنوات وأرغب في التطوع أيام الجمعة."
        var two = message(62, .outgoing, .email, "سعود الغامدي", hours: -20, "التطوع معنا")
        two.text = "نسعد بانضمامك. نرجو إرسال صورة الهوية وشهادة الهيئة السعودية للتخصصات الصحية."
        two.delivery = .sent
        return sample(
            6, SampleProfiles.eman, .volunteering, "treatment", .low, .waiting, .web, "treatment-liaison",
            "ممرضة ترغب في التطوع", "ريم الشهري", "ممرضة بخبرة ست سنوات…", due: nil, [one, two])
    }

    private var letter: Case? {
        var one = message(71, .incoming, .letter, "مستشفى الملك فهد", hours: -120, "طلب تعاون")
        one.text = "نأمل التعاون في نقل المرضى من القرى المجاورة."
        var two = message(72, .outgoing, .letter, "المدير التنفيذي", hours: -3, "رد على خطابكم")
        two.text = "إشارة إلى خطابكم، نفيدكم بالموافقة."
        two.delivery = .uncertain
        two.letterNumber = "1448/212"
        two.outgoing = 72
        return sample(
            7, SampleProfiles.eman, .inquiry, "transport_lodging", .normal, .answered, .letter, "treatment-liaison",
            "طلب تعاون في نقل المرضى", "مستشفى الملك فهد", "نأمل التعاون…", due: nil, [one, two])
    }

    private var quiet: Case? {
        let one = message(81, .incoming, .sms, "+966503000000", hours: -300, "")
        return sample(
            8, SampleProfiles.eman, .thanks, nil, .low, .closed, .sms, "treatment-liaison", "شكر",
            "أبو خالد", "جزاكم الله خيراً على ما قدمتم", due: nil, [one])
    }

    /// Text that tries to leave its place: marks that combine with brackets and quotes, and scripts.
    private var hostile: Case? {
        let attack = SampleAttack.text
        var one = message(91, .incoming, .email, attack, hours: -1, attack)
        one.text = attack
        one.foldedText = attack
        one.warnings = [attack]
        one.attachments = [
            AttachmentNote(index: 0, name: "photo\u{202E}gnp.exe", type: "image/png", bytes: 12, sha256: "cc")
        ]
        return sample(
            9, SampleProfiles.saa, .other, nil, .normal, .open, .email, "treatment-liaison", attack, attack, attack,
            due: 50, [one])
    }

    private func message(
        _ id: Identifier, _ direction: TicketMessage.Direction, _ medium: Medium, _ author: String, hours: Double,
        _ subject: String
    ) -> TicketMessage {
        TicketMessage(
            id: id, direction: direction, medium: medium, isAutomatic: false, author: author,
            at: now.addingTimeInterval(hours * 3600), subject: subject, text: subject)
    }

    private func sample(
        _ serial: Int, _ association: String, _ kind: MessageKind, _ field: String?, _ urgency: Urgency,
        _ stage: TicketStage, _ medium: Medium, _ officer: String?, _ subject: String, _ person: String,
        _ snippet: String, due: Double?, _ messages: [TicketMessage]
    ) -> Case? {
        guard let id = AssociationID(rawValue: association), let first = messages.first else { return nil }
        let ticket = Ticket(
            association: id, id: Identifier(serial), reference: Self.reference(serial), kind: kind, field: field,
            urgency: urgency, stage: stage, channel: ChannelID(rawValue: medium.rawValue), medium: medium,
            officer: officer, person: Identifier(serial), subject: subject, language: .arabic, isSealed: false,
            openedAt: first.at, dueAt: due.map { now.addingTimeInterval($0 * 3600) },
            updatedAt: messages.last?.at ?? first.at)
        let page = TicketPage(
            ticket: ticket, personName: person, contacts: contacts(serial), messages: messages,
            events: events(ticket), reading: reading(ticket), others: [],
            mentions: serial == 2 ? [Self.reference(1)] : [])
        return Case(page: page, snippet: snippet)
    }

    private func contacts(_ serial: Int) -> [KnownContact] {
        [
            KnownContact(contact: Contact(kind: .phone, value: "+96650000001\(serial)"), trouble: nil),
            KnownContact(contact: Contact(kind: .email, value: "person\(serial)@example.org"), trouble: nil),
            KnownContact(
                contact: Contact(kind: .email, value: "old\(serial)@example.org"), trouble: "550 5.1.1 لا يوجد صندوق"),
        ]
    }

    private func events(_ ticket: Ticket) -> [TicketEvent] {
        [
            TicketEvent(kind: .opened, at: ticket.openedAt, actor: "hub", facts: [:]),
            TicketEvent(kind: .routed, at: ticket.openedAt, actor: "hub", facts: ["to": ticket.officer ?? ""]),
            TicketEvent(
                kind: .urgencyChanged, at: ticket.updatedAt, actor: "هدى القحطاني",
                facts: ["from": "normal", "to": "high"]),
        ]
    }

    private func reading(_ ticket: Ticket) -> ReadText {
        ReadText(
            language: Finding(label: ticket.language, confidence: 0.99),
            kind: Finding(label: ticket.kind, confidence: 0.83, why: ["انقطع", "دواء", "الصرف"]),
            field: ticket.field.map { Finding(label: $0, confidence: 0.71, why: ["صيدلية"]) },
            urgency: Finding(label: ticket.urgency, confidence: 0.64, why: ["الحرارة", "38.4"]), isSure: true)
    }
}

/// Text that would run a script if it ever left its place.
enum SampleAttack {
    static let marks = ["\u{301}", "\u{338}", "\u{64B}", "\u{651}", "\u{200D}", "\u{FE0F}", "\u{20E3}"]
    static let text =
        marks.map { "\"\($0)'\($0)<\($0)>\($0)&\($0)" }.joined() + "<script>alert(1)</script>\" onload=\"alert(2)"
}
