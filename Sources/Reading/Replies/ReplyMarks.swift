import Casework

/// Lines that part a mail from the mail that it quotes or forwards; all words in normal form.
enum ReplyMarks {
    /// Whether a line such as «-----Original Message-----» opens the quoted mail.
    static func isDivider(_ line: MailLine) -> Bool {
        guard (8..<160).contains(line.plain.utf8.count), !line.signs.contains(.rule) else { return false }
        guard line.signs.contains(.opensRuled) || opensWithBar(line.plain) else { return isReplyMarker(line) }
        if originals.stand(in: line.plain) { return true }
        // «---- Nora wrote ----», as telephones write.
        return line.signs.contains(.closesRuled) && WordScan(line.plain).endsWithVerb || isReplyMarker(line)
    }

    /// Whether a line announces a forwarded mail.
    static func isForward(_ line: MailLine) -> Bool {
        (12..<160).contains(line.plain.utf8.count) && !line.signs.contains(.rule)
            && (line.signs.contains(.opensRuled) || line.signs.contains(.colon))
            && forwards.stand(in: line.plain)
    }

    /// Whether a subject says that the mail forwards another.
    static func isForward(subject: String) -> Bool {
        let plain = NormalForm.text(String(subject.prefix(80))).trimmedOfSpaces()
        return forwardPrefixes.begin(plain)
    }

    /// Some hubs ask people to write over a line of theirs.
    private static func isReplyMarker(_ line: MailLine) -> Bool {
        guard (18..<160).contains(line.plain.utf8.count) else { return false }
        if markers.stand(in: line.plain) { return true }
        let isFramed = line.signs.contains(.opensRuled) || line.plain.utf8.first == UInt8(ascii: "#")
        return isFramed && foreignMarkers.stand(in: line.plain)
    }

    private static func opensWithBar(_ plain: String) -> Bool {
        plain.utf8.first == 0xE2 && ["—", "–", "‐", "―", "−"].contains { plain.begins(with: $0) }
    }

    private static let originals: PhraseList = [
        "original message", "reply message", "original appointment", "original email", "antwort nachricht",
        "الرساله الاصليه", "رساله اصليه", "الرساله الاساسيه", "النص الاصلي",
        "ursprüngliche nachricht", "originalnachricht", "original nachricht", "original-nachricht", "message d'origine",
        "message d’origine", "message original", "message initial", "mensaje original", "mensagem original",
        "oprindelig meddelelse", "original besked", "opprinnelig melding", "ursprungligt meddelande",
        "originalmeddelande", "originele bericht", "oorspronkelijk bericht", "origineel bericht", "messaggio originale",
        "alkuperäinen viesti", "orijinal ileti", "orijinal mesaj", "özgün ileti", "wiadomość oryginalna",
        "oryginalna wiadomość", "původní zpráva", "pôvodná správa", "eredeti üzenet", "mesaj original",
        "исходное сообщение", "оригинальное сообщение", "původní e-mail", "αρχικό μήνυμα", "ההודעה המקורית",
        "הודעה מקורית", "پيام اصلي", "اصل پيغام", "原始邮件", "原始郵件", "原邮件", "元のメッセージ", "원본 메일", "원본 메시지",
        "tin nhắn gốc", "thư gốc", "pesan asli", "missatge original", "izvorna poruka", "algne kiri",
        "izvorno sporočilo", "originalna poruka", "оригінальне повідомлення", "початкове повідомлення",
        "оригинално съобщение", "изходно съобщение", "оригинална порука", "邮件原件", "mesej asal", "ข้อความต้นฉบับ",
        "originalus laiškas", "pradinis laiškas", "algne teade", "sākotnējais ziņojums", "upprunaleg skilaboð",
        "मूल संदेश", "মূল বার্তা", "mensahe", "転送元", "最初のメッセージ", "原邮件", "郵件原文", "原郵件", "antwortnachricht", "message precedent",
        "message précédent", "mensaje anterior", "vorherige nachricht",
    ]

    private static let forwards: PhraseList = [
        "forwarded message", "forwarded email", "forwarded by", "رساله معاد توجيهها", "الرساله المعاد توجيهها",
        "رساله محوله", "الرساله المحوله", "رساله تمت اعاده توجيهها", "رساله معاده التوجيه", "اعاده توجيه",
        "weitergeleitete nachricht", "message transféré", "message transfere", "mensaje reenviado",
        "mensagem encaminhada", "mensagem reencaminhada", "messaggio inoltrato", "doorgestuurd bericht",
        "iletilmiş ileti", "iletilen mesaj", "yönlendirilen ileti", "przekazana wiadomość",
        "wiadomość przekazana dalej", "videresendt", "vidarebefordrat", "välitetty viesti", "пересылаемое сообщение",
        "пересланное сообщение", "пересланное письмо", "转发的邮件", "轉寄郵件", "转发邮件", "転送されたメッセージ",
        "전달된 메시지", "thư đã chuyển tiếp", "pesan terusan", "přeposlaná zpráva", "továbbított üzenet",
        "mesaj redirecționat", "הודעה שהועברה", "پيام هدايت شده", "weitergeleiteten nachricht", "переадресованн",
        "iletilen ileti", "iletilen e-posta", "перенаправлен", "переслане повідомлення", "препратено съобщение",
        "προωθημένο", "転送メッセージ", "转发的消息", "轉寄的郵件", "轉寄的訊息", "forwarded mail", "forwarded appointment",
        "prosljeđena poruka", "posredovano sporočilo", "edasisaadetud", "persiųst", "pārsūtīt", "mesej yang dimajukan",
        "ข้อความที่ส่งต่อ", "missatge reenviat", "message réexpédié", "correo reenviado", "bericht doorgestuurd",
        "الرساله المحوله", "رساله اعيد توجيهها", "البريد المعاد توجيهه",
    ]

    private static let forwardPrefixes: PhraseList = [
        "fw:", "fwd:", "fw :", "wg:", "tr:", "tr :", "rv:", "enc:", "i:", "doorst:", "ilt:", "vs:", "pd:", "转发:", "轉寄:",
        "محول:", "اعاده توجيه:", "توجيه:", "re: fw:", "re: fwd:",
    ]

    private static let markers: PhraseList = [
        "reply above this line", "type your reply above", "write above this line", "اكتب ردك اعلي", "اكتب ردك فوق",
        "الرد فوق هذا السطر", "الرجاء الرد فوق", "above this line",
    ]

    /// The same in other languages, looked for only behind dashes or number signs.
    private static let foreignMarkers: PhraseList = [
        "oberhalb dieser zeile", "über dieser zeile", "au-dessus de cette ligne", "por encima de esta línea",
        "encima de esta linea", "acima desta linha", "sopra questa riga", "boven deze regel", "boven deze lijn",
        "powyżej tej linii", "nad tímto řádkem", "выше этой линии", "выше этой строки", "вище цієї лінії",
        "over denne linje", "over denne linjen", "ovanför den här raden", "tämän rivin yläpuolelle", "bu satırın üst",
        "bu çizginin üst", "この線より上", "この行より上", "在此行上方", "在此行以上", "이 줄 위에", "اعلي هذا الخط", "فوق هذا الخط",
        "اعلي هذا السطر",
    ]
}
