import Casework

/// Lines that part a mail from the mail that it quotes or forwards; all words in normal form.
enum ReplyMarks {
    /// Whether a line such as «-----Original Message-----» opens the quoted mail.
    static func isDivider(_ line: MailLine) -> Bool {
        guard (8..<160).contains(line.plain.utf8.count), !line.signs.contains(.rule) else { return false }
        guard line.signs.contains(.opensRuled) || opensWithBar(line.plain) else { return isReplyMarker(line) }
        if originals.contains(where: { line.plain.holds($0) }) { return true }
        // «---- Nora wrote ----», as telephones write.
        return line.signs.contains(.closesRuled) && WordScan(line.plain).endsWithVerb || isReplyMarker(line)
    }

    /// Whether a line announces a forwarded mail.
    static func isForward(_ line: MailLine) -> Bool {
        (12..<160).contains(line.plain.utf8.count) && !line.signs.contains(.rule)
            && (line.signs.contains(.opensRuled) || line.signs.contains(.colon))
            && forwards.contains { line.plain.holds($0) }
    }

    /// Whether a subject says that the mail forwards another.
    static func isForward(subject: String) -> Bool {
        let plain = NormalForm.text(String(subject.prefix(80))).trimmedOfSpaces()
        return forwardPrefixes.contains { plain.hasPrefix($0) }
    }

    /// Some hubs ask people to write over a line of theirs.
    private static func isReplyMarker(_ line: MailLine) -> Bool {
        guard (18..<160).contains(line.plain.utf8.count) else { return false }
        return markers.contains { line.plain.holds($0) }
    }

    private static func opensWithBar(_ plain: String) -> Bool { plain.hasPrefix("—") || plain.hasPrefix("–") }

    private static let originals = [
        "original message", "reply message", "original appointment", "original email", "antwort nachricht",
        "الرساله الاصليه", "رساله اصليه", "الرساله الاساسيه", "النص الاصلي",
        "ursprüngliche nachricht", "originalnachricht", "original nachricht", "original-nachricht", "message d'origine",
        "message d’origine", "message original", "message initial", "mensaje original", "mensagem original",
        "oprindelig meddelelse", "original besked", "opprinnelig melding", "ursprungligt meddelande",
        "originalmeddelande", "originele bericht", "oorspronkelijk bericht", "origineel bericht", "messaggio originale",
        "alkuperäinen viesti", "orijinal ileti", "orijinal mesaj", "özgün ileti", "wiadomość oryginalna",
        "oryginalna wiadomość", "původní zpráva", "pôvodná správa", "eredeti üzenet", "mesaj original",
        "исходное сообщение", "оригинальное сообщение", "původní e-mail", "αρχικό μήνυμα", "ההודעה המקורית",
        "הודעה מקורית", "پیام اصلي", "اصل پيغام", "原始邮件", "原始郵件", "原邮件", "元のメッセージ", "원본 메일", "원본 메시지",
        "tin nhắn gốc", "thư gốc", "pesan asli", "missatge original", "izvorna poruka", "algne kiri",
    ]

    private static let forwards = [
        "forwarded message", "forwarded email", "forwarded by", "رساله معاد توجيهها", "الرساله المعاد توجيهها",
        "رساله محوله", "الرساله المحوله", "رساله تمت اعاده توجيهها", "رساله معاده التوجيه", "اعاده توجيه",
        "weitergeleitete nachricht", "message transféré", "message transfere", "mensaje reenviado",
        "mensagem encaminhada", "mensagem reencaminhada", "messaggio inoltrato", "doorgestuurd bericht",
        "iletilmiş ileti", "iletilen mesaj", "yönlendirilen ileti", "przekazana wiadomość",
        "wiadomość przekazana dalej", "videresendt", "vidarebefordrat", "välitetty viesti", "пересылаемое сообщение",
        "пересланное сообщение", "пересланное письмо", "转发的邮件", "轉寄郵件", "转发邮件", "転送されたメッセージ",
        "전달된 메시지", "thư đã chuyển tiếp", "pesan terusan", "přeposlaná zpráva", "továbbított üzenet",
        "mesaj redirecționat", "הודעה שהועברה", "پیام هدایت شده",
    ]

    private static let forwardPrefixes = [
        "fw:", "fwd:", "fw :", "wg:", "tr:", "tr :", "rv:", "enc:", "i:", "doorst:", "ilt:", "vs:", "pd:", "转发:", "轉寄:",
        "محول:", "اعاده توجيه:", "توجيه:", "re: fw:", "re: fwd:",
    ]

    private static let markers = [
        "reply above this line", "type your reply above", "write above this line", "اكتب ردك اعلي", "اكتب ردك فوق",
        "الرد فوق هذا السطر", "الرجاء الرد فوق",
    ]
}
