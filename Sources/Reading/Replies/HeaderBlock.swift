import Casework

/// Finds header lines of a quoted mail (From, Sent, To, Subject …), as Outlook and others put them over it.
enum HeaderBlock {
    /// Whether a block begins here that a program wrote: its sender or date, and an address or a moment.
    static func begins(_ lines: [MailLine], at start: Int) -> Bool {
        // Under another field it would have begun there.
        guard lines[start].header != nil, start == 0 || lines[start - 1].header == nil else { return false }
        var block = Block()
        guard block.take(lines[start]) else { return false }
        block.takeRest(lines, after: start)
        return block.isCertain
    }

    /// Whether a block begins at or right under a rule, where less is asked: the rule says that a program wrote it. The
    /// names may be of any language.
    static func beginsRuled(_ lines: [MailLine], at start: Int) -> Bool {
        guard lines[start].signs.contains(.rule) || lines[start].signs.contains(.opensRuled) else { return false }
        guard let first = ((start + 1)..<min(start + 4, lines.count)).first(where: { !lines[$0].isEmpty }) else {
            return false
        }
        var block = Block()
        if block.take(lines[first]) {
            block.takeRest(lines, after: first)
            if block.isLikely { return true }
        }
        // Two dashes and three words are a signature, not a rule.
        guard lines[start].plain.utf8.count >= 10 else { return false }
        return hasHeaderShape(lines, at: first)
    }

    private struct Block {
        private var senders = 0
        private var dates = 0
        private var others = 0
        private var hasAddress = false
        private var hasMoment = false

        /// Takes a line that begins with the name of a header field; false when it does not.
        mutating func take(_ line: MailLine) -> Bool {
            guard let kind = line.header else { return false }
            count(kind, of: line)
            // Programs that flatten a mail put the fields behind one another.
            if line.plain.utf8.count > 24 {
                for inner in HeaderWords.inner where line.plain.holds(inner) { others += 1 }
            }
            return true
        }

        /// Takes the fields below; a value may be wrapped.
        mutating func takeRest(_ lines: [MailLine], after start: Int) {
            var between = 0
            for line in lines[(start + 1)...].prefix(14) {
                if line.isQuote || between > 3 { return }
                if let kind = line.header {
                    count(kind, of: line)
                    between = 0
                } else {
                    between += line.isEmpty ? 2 : 1
                    if line.signs.contains(.address), line.signs.contains(.angle) { hasAddress = true }
                }
            }
        }

        var isCertain: Bool {
            let all = senders + dates + others
            if hasAddress, all >= 2, senders + dates > 0 { return true }
            return all >= 3 && senders > 0 && dates > 0 && hasMoment
        }

        var isLikely: Bool { senders + dates > 0 && senders + dates + others >= 2 }

        private mutating func count(_ kind: HeaderWords.Kind, of line: MailLine) {
            switch kind {
            case .sender: senders += 1
            case .date:
                dates += 1
                if line.signs.contains(.digit) { hasMoment = true }
            case .other: others += 1
            }
            if line.signs.contains(.address) { hasAddress = true }
        }
    }

    /// Two lines of «Name: value», one of them with an address or a number, whatever the language.
    private static func hasHeaderShape(_ lines: [MailLine], at start: Int) -> Bool {
        let block = lines[start...].prefix(4).prefix { line in
            guard let length = HeaderWords.name(of: line.plain, \.count) else { return false }
            return length > 0 && length < 40 && !line.signs.contains(.colon)
        }
        return block.count >= 3
            && block.contains { $0.signs.contains(.address) || !$0.signs.isDisjoint(with: [.time, .year]) }
    }
}

/// The names of header fields in the languages of the common mail programs; all in normal form.
enum HeaderWords {
    /// What a field says.
    enum Kind {
        case sender, date, other
    }

    /// The field whose name a line in normal form begins with; nil when it is none.
    static func kind(of plain: String) -> Kind? {
        guard let word = name(of: plain, { WordCode($0) }) else { return nil }
        switch kinds.find(word) {
        case 0: return .sender
        case 1: return .date
        case 2: return .other
        default: return nil
        }
    }

    /// Hands over the bytes before the first colon, without the stars and bars of bold letters and tables and without outer
    /// spaces; nil when there is no colon near.
    static func name<Result>(of plain: String, _ body: (ArraySlice<UInt8>) -> Result) -> Result? {
        var plain = plain
        return plain.withUTF8 { bytes in
            guard let colon = bytes.prefix(48).firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let letters = bytes[..<colon].filter { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "|") }
            let start = letters.firstIndex { $0 != 0x20 } ?? letters.endIndex
            let end = letters.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? start
            return body(letters[start..<end])
        }
    }

    private static let kinds = WordTable(
        others.map { (WordCode($0), 2) } + dates.map { (WordCode($0), 1) } + senders.map { (WordCode($0), 0) })

    private static let senders = [
        "from", "من", "المرسل", "مرسل", "von", "de", "fra", "från", "da", "van", "od", "mittente", "lähettäjä",
        "kimden",
        "gönderen", "от", "от кого", "від", "发件人", "寄件者", "寄件人", "差出人", "보낸 사람", "보낸사람", "từ", "dari",
        "feladó", "de la", "από", "מאת", "از", "expéditeur", "afsender", "avsändare", "remitente", "odesílatel", "frá",
        "šalje", "nuo", "saatja", "daripada", "จาก", "منجانب", "प्रेषक", "প্রেরক", "pengirim", "remetente", "отправитель",
        "изпращач", "avsender", "sender",
    ]

    private static let dates = [
        "sent", "date", "تم الارسال", "ارسلت", "تاريخ الارسال", "التاريخ", "تاريخ", "ارسل", "وقت الارسال", "بتاريخ",
        "gesendet", "datum", "envoyé", "sendt", "dato", "skickat", "inviato", "data", "enviado", "enviado el", "fecha",
        "verzonden", "lähetetty", "päivämäärä", "pvm", "gönderildi", "gönderme tarihi", "tarih", "дата", "отправлено",
        "надіслано", "发送时间", "寄件日期", "傳送時間", "日期", "送信日時", "日付", "보낸 날짜", "날짜", "wysłano", "data wysłania",
        "đã gửi", "ngày", "dikirim", "tanggal", "elküldve", "dátum", "trimis", "στάλθηκε", "ημερομηνία", "נשלח",
        "תאריך",
        "تاريخ ارسال", "odesláno", "date d'envoi", "enviada em", "enviada",
        "odoslané", "изпратено", "poslano", "poslato", "išsiųsta", "nosūtīts", "saadetud", "dihantar", "ส่งเมื่อ", "ส่ง",
        "วันที่", "بهيجا كيا", "भेजा गया", "दिनांक", "তারিখ", "enviat", "enviat el", "sent on", "gesendet am", "envoyé le",
        "inviato il", "sendedato", "发送日期", "發送時間", "时间", "enviado em", "data de envio",
    ]

    private static let others = [
        "to", "subject", "cc", "bcc", "reply-to", "importance", "الي", "المستلم", "الموضوع", "موضوع", "نسخه",
        "نسخه الي",
        "نسخه كربونيه", "الاهميه", "المرفقات", "an", "betreff", "à", "objet", "til", "emne", "till", "ämne", "a",
        "oggetto", "para", "asunto", "assunto", "aan", "onderwerp", "vastaanottaja", "aihe", "kime", "alıcı", "konu",
        "bilgi", "кому", "тема", "копия", "копія", "收件人", "收件者", "主题", "主題", "主旨", "抄送", "副本", "宛先", "件名",
        "받는 사람", "받는사람", "제목", "참조", "do", "temat", "tới", "đến", "chủ đề", "kepada", "subjek", "címzett", "tárgy",
        "către", "subiect", "προς", "θέμα", "אל", "נושא", "بهتا", "به", "komu", "předmět", "kopie", "kopi", "copie",
        "cci",
        "destinataire", "destinatario", "pour", "organization", "reply to",
        "относно", "до", "predmet", "za", "zadeva", "prima", "naslov", "tema", "kam", "tēma", "adressaat", "teema",
        "perihal", "ถึง", "เรื่อง", "สำเนา", "بنام", "प्रति", "विषय", "per a", "assumpte", "efni", "kopija", "másolat",
        "koopia", "kópia", "cópia", "copia", "kopia", "priority", "sensitivity", "attachments", "anlagen",
        "pièces jointes", "wichtigkeit", "importancia", "بهمراه", "رونوشت",
    ]

    /// The same names inside a line.
    static let inner = [
        " sent: ", " date: ", " to: ", " subject: ", " تم الارسال: ", " الي: ", " الموضوع: ", " التاريخ: ",
        " gesendet: ",
        " betreff: ", " envoyé : ", " objet : ", " enviado: ", " asunto: ", " assunto: ", " oggetto: ",
    ]
}
