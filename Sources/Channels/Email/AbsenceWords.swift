import Casework

/// The words by which absence notices and other automatic answers are told where no header field says so.
enum AbsenceWords {
    /// The phrase with which an automatic answer begins its subject, behind any number of «Re:».
    static func inSubject(_ written: String) -> String? {
        var subject = folded(written)[...]
        for _ in 0..<4 {
            guard let prefix = answers.first(where: { subject.hasPrefix($0) }) else { break }
            subject = subject.dropFirst(prefix.count).drop { $0 == " " }
        }
        return subjects.first { phrase in
            guard subject.hasPrefix(phrase) else { return false }
            let next = subject.dropFirst(phrase.count).unicodeScalars.first
            return next.map { !$0.properties.isAlphabetic } ?? true
        }
    }

    /// Whether a subject is that of an answer or of a forwarded mail.
    static func isAnswer(_ subject: String) -> Bool {
        let subject = folded(subject)
        return answers.contains { subject.hasPrefix($0) }
    }

    /// The phrase of an automatic answer in the first words of a text: one that no person writes, or an absence with
    /// its end or a stand-in.
    static func inText(_ written: String) -> String? {
        guard written.utf8.count < 1_500 else { return nil }
        let text = folded(written)
        guard stems.contains(where: { text.holds($0) }) else { return nil }
        if let phrase = certain.first(where: { text.holds($0) }) { return phrase }
        guard let absence = absences.first(where: { text.holds($0) }) else { return nil }
        return returns.contains { text.holds($0) } ? absence : nil
    }

    /// Whether subject and text are those of a read receipt that lost its form (RFC 8098).
    static func isReceipt(_ subject: String, _ text: String) -> Bool {
        let subject = folded(subject)
        guard receiptSubjects.contains(where: { subject.hasPrefix($0) }) else { return false }
        let text = folded(String(text.prefix(1_000)))
        return receiptWords.contains { text.holds($0) }
    }

    /// Lower case, Arabic letters in one form each, without marks.
    static func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars {
            switch scalar.value {
            case 0x622, 0x623, 0x625: result.append("ا")
            case 0x629: result.append("ه")
            case 0x649: result.append("ي")
            case 0x64B...0x652, 0x640, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: continue
            case 0xA0, 0x202F, 0x0A: result.append(" ")
            case 0x2019: result.append("'")
            default: result.append(scalar)
            }
        }
        return String(result).trimmingPrefix(while: { $0 == " " }).description
    }

    private static let answers = [
        "re:", "رد:", "aw:", "sv:", "vs:", "antw:", "tr:", "ynt:", "odp:", "fwd:", "fw:", "[external]",
    ]

    private static let subjects = [
        "automatic reply", "auto reply", "auto-reply", "autoreply", "[auto-reply]", "[autoreply]", "auto response",
        "auto-response", "autoresponse", "automatic response", "automated reply", "automated response", "auto:",
        "autoresponder", "out of office", "out-of-office", "out of the office", "ooo:", "ooo", "vacation reply",
        "vacation message", "on vacation", "away from the office", "away from my mail", "i am out of the office",
        "i am away",
        "رد تلقايي", "رد تلقائي", "الرد التلقائي", "رد الي", "الرد الالي", "رساله تلقائيه", "رساله اليه", "خارج المكتب",
        "خارج الدوام", "اجازه:", "في اجازه", "انا في اجازه", "انا خارج المكتب", "غير متواجد", "غير موجود في المكتب",
        "غير متوفر حاليا", "اشعار غياب", "اجازه رسميه:", "رد اوتوماتيكي",
        "automatische antwort", "automatische rückantwort", "abwesenheitsnotiz", "abwesend", "abwesenheit",
        "réponse automatique", "reponse automatique", "absence du bureau", "absent du bureau", "absent(e) du bureau",
        "message d'absence", "respuesta automática", "respuesta automatica", "fuera de la oficina", "fuera de oficina",
        "ausente", "resposta automática", "resposta automatica", "ausência temporária", "fora do escritório",
        "risposta automatica", "fuori sede", "fuori ufficio", "assente", "automatisch antwoord",
        "automatische antwoord",
        "afwezig", "afwezigheid", "otomatik yanıt", "otomatik cevap", "ofis dışında", "odpowiedź automatyczna",
        "automatyczna odpowiedź", "nieobecność", "автоматический ответ", "автоответ", "автоматична відповідь",
        "automatiskt svar", "autosvar", "frånvaro", "automatisk svar", "fravær", "automatisk svar:",
        "automaattinen vastaus", "poissa", "自动回复", "自動回覆", "自動回复", "自動応答", "自動返信", "자동 회신", "부재중",
        "αυτόματη απάντηση", "răspuns automat", "automatická odpověď", "automatická odpoveď", "automatikus válasz",
        "balasan otomatis", "trả lời tự động", "מענה אוטומטי", "תשובה אוטומטית", "پاسخ خودكار", "پاسخ خودکار",
        "خودکار جواب",
        "auto-response:", "autoresponder:", "automated response", "auto acknowledgement", "automatic acknowledgement",
        "automated acknowledgement", "acknowledgement of receipt", "vacation notice", "vacation response",
        "absence notice", "absence notification", "abwesenheitsbenachrichtigung", "abwesenheitsmeldung",
        "abwesenheitsassistent", "eingangsbestätigung", "accusé de réception", "acuse de recibo",
        "confirmação de recebimento", "conferma di ricezione", "ontvangstbevestiging", "potwierdzenie odbioru",
        "resposta automàtica", "sjálfvirkt svar", "automatinis atsakymas", "automātiska atbilde", "automātiskā atbilde",
        "automaatvastus", "automatski odgovor", "samodejni odgovor", "аутоматски одговор", "автоматичен отговор",
        "автоматический ответ", "автовідповідь", "вне офиса", "поза офісом", "balasan automatik", "jawapan automatik",
        "jawaban otomatis", "การตอบกลับอัตโนมัติ", "ตอบกลับอัตโนมัติ", "स्वचालित उत्तर", "স্বয়ংক্রিয় উত্তর", "自动答复", "自动应答", "自動應答", "自動回信",
        "자동 응답", "자동응답", "자동회신", "不在通知", "不在のお知らせ", "házon kívül", "távolléti értesítés", "absență din birou",
        "mimo kancelář", "poza biurem", "εκτός γραφείου", "מחוץ למשרד", "הודעת היעדרות", "خارج از دفتر", "عدم حضور",
        "ofis dışı", "الرد الاوتوماتيكي", "رساله رد تلقايي", "رساله رد الي", "رساله تلقاييه", "اشعار استلام",
        "تاكيد استلام", "اشعار باستلام",
    ]

    /// One of these stands in each phrase below, so that most texts are asked little.
    private static let stems = [
        "office", "automat", "generated", "do not re", "monitored", "leave", "vacation", "away", "مكتب", "اجازه",
        "تلقائ", "رد الي",
        "رساله اليه", "عدم الرد", "متواجد", "büro", "abwesend", "bureau", "répondre", "lu.", "ser lu", "pas lu",
        "oficina", "escritório",
        "ufficio", "afwezig", "ofis", "автоматич", "currently out",
        "ticket", "case number", "request has been received", "being held", "human", "robot", "delivered once", "await",
        "استلام", "تذكره", "رقم الطلب", "automatisch", "automáti", "automatiqu", "automatic", "otomatik", "自动", "自動",
        "자동", "nie odpowiada", "antworten sie nicht", "no responda", "não responda", "non rispondere",
        "niet te beantwoorden", "yanıtlamayın", "не отвечайте",
    ]

    private static let certain = [
        "this is an automated", "this is an automatic", "this is an auto-generated", "this is an auto generated",
        "this is a system generated", "this is a system-generated", "this message was automatically generated",
        "this email was automatically generated", "this message was generated automatically",
        "please do not reply to this email",
        "please do not reply to this message", "please do not respond to this email", "this mailbox is not monitored",
        "هذا رد تلقائي", "هذا رد الي", "هذه رساله تلقائيه", "هذه رساله اليه", "هذه رساله الكترونيه تلقائيه",
        "هذا البريد تلقائي",
        "تم ارسال هذه الرساله تلقائيا", "نرجو عدم الرد علي هذه الرساله", "يرجي عدم الرد علي هذا البريد",
        "يرجي عدم الرد علي هذه الرساله", "الرجاء عدم الرد علي هذه الرساله", "الرجاء عدم الرد علي هذا البريد",
        "derzeit nicht im büro", "zurzeit nicht im büro", "diese e-mail wurde automatisch",
        "ne pas répondre à ce message",
        "ce message a été envoyé automatiquement", "este es un mensaje automático", "esta é uma mensagem automática",
        "questo è un messaggio automatico", "votre message ne sera pas lu", "это автоматическ",
        "ticket has been created", "ticket has been opened", "ticket was created", "support ticket has been",
        "your ticket number is", "your case number is", "your request has been received and",
        "this is an acknowledgement that", "has been assigned ticket", "your message is being held",
        "is being held for approval", "confirm that you are human", "verify that you are human",
        "prove that you are human", "not a robot", "will be delivered once you", "تم انشاء تذكره", "رقم التذكره",
        "تم فتح تذكره", "تم استلام رسالتكم اليا", "رساله مرسله اليا", "رد مرسل اليا", "لا ترد علي هذه الرساله",
        "لا تقم بالرد علي هذه الرساله", "bitte antworten sie nicht auf diese", "automatisch generiert",
        "automatisch erstellt", "ce message est généré automatiquement", "ceci est un message automatique",
        "ceci est une réponse automatique", "message automatique, merci de ne pas", "no responda a este",
        "respuesta automática", "por favor, não responda", "resposta automática", "si prega di non rispondere",
        "generato automaticamente", "risposta automatica", "automatisch gegenereerd", "gelieve niet te beantwoorden",
        "wiadomość wygenerowana automatycznie", "nie odpowiadaj na", "prosimy nie odpowiadać",
        "otomatik olarak gönderil", "lütfen yanıtlamayın", "пожалуйста, не отвечайте", "просьба не отвечать", "自动回复",
        "系统自动", "請勿直接回覆", "请勿回复", "自動送信", "自動返信", "발신 전용", "자동으로 발송",
    ]

    private static let absences = [
        "i am out of the office", "i'm out of the office", "i am out of office", "i'm out of office",
        "i will be out of the office",
        "i will be out of office", "i am currently out", "i'm currently out", "i am on leave", "i am on annual leave",
        "i'm on annual leave", "i am on vacation", "i'm on vacation", "i am away from", "i'm away from",
        "out of the office until",
        "out of office until", "currently out of the office", "انا خارج المكتب", "انا حاليا خارج المكتب",
        "ساكون خارج المكتب",
        "خارج المكتب حاليا", "انا في اجازه", "انا حاليا في اجازه", "ساكون في اجازه", "في اجازه سنويه",
        "متواجد خارج المكتب",
        "غير متواجد حاليا", "nicht im büro", "bin ich abwesend", "absent du bureau", "absente du bureau",
        "fuera de la oficina",
        "fora do escritório", "fuori ufficio", "afwezig", "ofis dışında",
    ]

    private static let returns = [
        "until", "return", "urgent", "no access", "limited access", "back on", "back in the office", "colleague",
        "in my absence",
        "حتي", "عودتي", "عند العوده", "العاجله", "عاجل", "زميلي", "زميلتي", "للضروره", "zurück", "dringend", "jusqu",
        "retour",
        "urgence", "hasta", "regreso", "até", "retorno", "fino", "rientro", "terug", "dönüş",
    ]

    private static let receiptSubjects = [
        "read:", "not read:", "مقروءه:", "مقروء:", "غير مقروءه:", "تمت القراءه:", "تمت قراءه:", "gelesen:", "lu:",
        "lu :", "leído:", "lida:", "letto:",
        "gelezen:", "okundu:", "прочитано:", "read receipt", "return receipt", "ايصال بالقراءه",
    ]

    private static let receiptWords = [
        "was read on", "was displayed on", "message was read", "was deleted without being read", "return receipt",
        "تمت قراءه", "تمت القراءه", "قرئت", "wurde gelesen", "a été lu", "fue leído", "foi lida", "è stato letto",
        "okundu", "gelezen", "прочитано", "your message",
    ]
}
