import Casework

/// The words by which mail programs introduce quotes and telephones sign; all in normal form.
enum ReplyMarks {
    /// A signature has at most so many lines, its dashes counted.
    static let signatureLimit = 13

    /// Whether a line such as «-----Original Message-----» opens the quoted mail.
    static func isDivider(_ plain: String) -> Bool {
        guard plain.utf8.count < 120, plain.hasPrefix("--") || plain.hasPrefix("__") || plain.hasPrefix("==") else {
            return false
        }
        if originals.contains(where: { plain.holds($0) }) { return true }
        let inner = plain.drop { $0 == "-" }.trimmed
        return plain.hasSuffix("--") && verbs.contains { inner.holds(" \($0)") }
    }

    /// Whether a line announces a forwarded mail.
    static func isForward(_ plain: String) -> Bool {
        plain.utf8.count < 120 && (plain.utf8.first == 0x2D || plain.utf8.last == 0x3A)
            && forwards.contains { plain.holds($0) }
    }

    /// Whether a line may begin «On … wrote:».
    static func opensAttribution(_ plain: String) -> Bool {
        guard !plain.isEmpty, plain.utf8.count < 400 else { return false }
        return openings.contains { plain.hasPrefix($0) } || (plain.unicodeScalars.first.map(isDigit) ?? false)
            || closesAttribution(plain)
    }

    /// Whether an introduction that began with ``opensAttribution(_:)`` is complete: a date or address, then «wrote:».
    static func closesAttribution(_ joined: String) -> Bool {
        guard joined.hasSuffix(":") || joined.hasSuffix(": ") else { return false }
        let hasDate = joined.unicodeScalars.contains(where: isDigit)
        guard hasDate || joined.holds("@") else { return false }
        let body = joined.dropLast().trimmed
        if verbs.contains(where: { body.hasSuffix($0) }) { return hasDate || openings.contains { body.hasPrefix($0) } }
        if hasDate, innerVerbs.contains(where: { body.holds($0) }) { return true }
        return hasDate && body.hasSuffix(">") && (body.unicodeScalars.first.map(isDigit) ?? false)
    }

    /// Whether header lines of a quoted mail (From, Sent, To, Subject …) begin here: three with the sender, or two with an address.
    static func headerLines(_ lines: [MailLine], from start: Int) -> Bool {
        guard let first = headerWord(lines[start].plain) else { return false }
        var seen: Set<String> = [first]
        var hasAddress = lines[start].plain.holds("@")
        for line in lines[(start + 1)...].prefix(7) {
            guard let word = headerWord(line.plain) else { continue }
            seen.insert(word)
            if line.plain.holds("@") { hasAddress = true }
        }
        return seen.count >= 2 && hasAddress || seen.count >= 3 && seen.contains { senders.contains($0) }
    }

    /// Whether a telephone or a mail program added this line.
    static func isFooter(_ plain: String) -> Bool {
        guard plain.utf8.count < 140 else { return false }
        if plainFooters.contains(where: { plain.hasPrefix($0) }) { return true }
        return footerOpenings.contains { plain.hasPrefix($0) } && devices.contains { plain.holds($0) }
    }

    private static func headerWord(_ plain: String) -> String? {
        guard let colon = plain.utf8.firstIndex(of: 0x3A) else { return nil }
        let word = plain[..<colon].trimmed.filter { $0 != "*" }
        return senders.contains(word) || otherHeaders.contains(word) ? word : nil
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ScalarFold.isDigit(scalar.value) }

    private static let originals = [
        "original message", "reply message", "antwort nachricht", "الرساله الاصليه", "رساله اصليه",
        "ursprüngliche nachricht", "message d'origine",
        "message original", "mensaje original", "mensagem original", "oprindelig meddelelse", "ursprungligt meddelande",
        "originele bericht", "oorspronkelijk bericht", "messaggio originale", "alkuperäinen viesti",
        "original nachricht",
    ]

    private static let forwards = [
        "forwarded message", "begin forwarded message", "رساله معاد توجيهها", "الرساله المعاد توجيهها", "رساله محوله",
        "رساله تمت اعاده توجيهها", "weitergeleitete nachricht", "message transféré", "message transfere",
    ]

    private static let openings = [
        "on ", "في ", "بتاريخ ", "يوم ", "le ", "am ", "den ", "op ", "el ", "il ", "em ", "w dniu ", "dnia ", "на ",
        "vào ", "il giorno ", "--- on ", "---- on ", "---on ", "-- on ", "på ", "pada ",
    ]

    private static let verbs = [
        "wrote", "writes", "sent", "كتب", "كتبت", "schrieb", "a écrit", "skrev", "escribió", "escreveu", "ha scritto",
        "schreef",
        "napisał", "napisał(a)", "napisała", "kirjoitti", "đã viết", "geschreven", "yazdı", "menulis", "написал",
        "написала", "пишет",
    ]

    private static let innerVerbs = [
        " كتب ", " كتبت ", "، كتب", "تمت كتابه ما يلي بواسطه", "schrieb ", " schreef ", " skrev ", " wrote ",
        " het volgende geschreven",
    ]

    private static let senders: Set<String> = [
        "from", "من", "المرسل", "von", "de", "fra", "från", "da", "van", "od", "mittente",
    ]

    private static let otherHeaders: Set<String> = [
        "sent", "date", "to", "subject", "cc", "reply-to", "تم الارسال", "ارسلت", "تاريخ الارسال", "التاريخ", "الي",
        "الموضوع", "نسخه", "gesendet", "datum", "an", "betreff", "envoyé", "à", "objet", "sendt", "til", "emne", "dato",
        "skickat", "till", "ämne", "inviato", "a", "oggetto", "enviado", "para", "asunto", "assunto", "verzonden",
        "aan",
        "onderwerp",
    ]

    private static let plainFooters = [
        "sent from my ", "get outlook for ", "sent from outlook", "sent from yahoo mail", "sent via ", "sent with ",
        "sent from mail for windows", "sent from samsung", "sent from gmail", "الحصول علي outlook", "احصل علي outlook",
        "download yahoo mail", "envoyé de mon ", "von meinem iphone gesendet", "sent by ",
    ]

    private static let footerOpenings = [
        "ارسلت من", "ارسل من", "تم الارسال من", "تم ارسالها من", "مرسل من", "مرسله من", "من جهازي", "من هاتفي",
        "ارسلت بواسطه",
        "تم الارسال بواسطه", "ارسلت عبر",
    ]

    private static let devices = [
        "iphone", "ipad", "ايفون", "ايباد", "galaxy", "جالكسي", "samsung", "سامسونج", "huawei", "هواوي", "android",
        "اندرويد",
        "outlook", "yahoo", "ياهو", "gmail", "هاتف", "جهاز", "جوال", "mail", "البريد",
    ]
}

extension Substring {
    /// Without the spaces around it.
    fileprivate var trimmed: String {
        var scalars = unicodeScalars
        while scalars.first == " " { scalars.removeFirst() }
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }
}
