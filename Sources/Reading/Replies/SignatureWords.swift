import Casework

/// The words of closings, footers and disclaimers; all in normal form.
enum SignatureWords {
    /// Whether a telephone or a mail program added this line.
    static func isFooter(_ line: MailLine) -> Bool {
        let plain = line.plain
        guard plain.utf8.count < 140, !plain.isEmpty else { return false }
        let isBracketed = plain.begins(with: "(") && plain.ends(with: ")") && plain.utf8.count > 1
        let core = isBracketed ? String(plain.dropFirst().dropLast()) : plain
        if sure.begin(core) { return true }
        guard wordCount(core) <= 8, !core.holds(", "), !core.holds("، ") else { return false }
        if openings.begin(core) || endings.contains(where: core.ends) { return true }
        if core.holds("outlook"), offers.stand(in: core) { return true }
        return arabicOpenings.begin(core) && devices.stand(in: core)
    }

    /// Whether a line takes leave and says nothing else.
    static func isClosing(_ plain: String) -> Bool {
        guard plain.utf8.count < 110, let bare = words(plain) else { return false }
        return closings.begin(bare) || exactClosings.contains(bare)
    }

    /// At most seven words of a line, each with a space behind it; nil when there are more or none.
    private static func words(_ plain: String) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(plain.utf8.count + 1)
        var count = 0
        for byte in plain.utf8 {
            let isSign =
                byte == 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!")
            if !isSign { bytes.append(byte) }
            // «،» in UTF-8.
            if bytes.suffix(2) == [0xD8, 0x8C] { bytes.removeLast(2) } else if !isSign { continue }
            if let last = bytes.last, last != 0x20 {
                bytes.append(0x20)
                count += 1
            }
        }
        if let last = bytes.last, last != 0x20 {
            bytes.append(0x20)
            count += 1
        }
        return (1...7).contains(count) ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// How many words there are between spaces.
    private static func wordCount(_ plain: String) -> Int {
        var count = 0
        var last: UInt8 = 0x20
        for byte in plain.utf8 {
            if byte != 0x20, last == 0x20 { count += 1 }
            last = byte
        }
        return count
    }

    /// Whether a paragraph that begins so is a lawyer's.
    static func isDisclaimer(_ plain: String) -> Bool { disclaimers.begin(plain) }

    /// Whether a line is short enough for a name, a title, an address.
    static func canBeOnCard(_ line: MailLine) -> Bool {
        guard line.plain.utf8.count <= 110, !line.signs.contains(.sentence) else { return false }
        if isPage(line) || isNumber(line) { return true }
        return wordCount(line.plain) <= 6 && !line.plain.holds("؟")
            && !requests.stand(in: line.plain)
    }

    /// Whether a line is an address of mail or of a page.
    static func isPage(_ line: MailLine) -> Bool {
        guard line.plain.utf8.count <= 110, wordCount(line.plain) <= 3 else { return false }
        return line.signs.contains(.address) || line.plain.holds("www.") || line.plain.holds("http")
    }

    /// Whether a line is a telephone number, perhaps with its name before it.
    static func isNumber(_ line: MailLine) -> Bool {
        let digits = line.plain.utf8.reduce(0) { $0 + ($1 >= 0x30 && $1 <= 0x39 ? 1 : 0) }
        return digits >= 7 && line.plain.utf8.count <= digits + 30 && wordCount(line.plain) <= 6
    }

    /// The words of mailing lists' footers.
    static let lists: PhraseList = [
        "mailing list", "listinfo", "unsubscribe", "google groups", "القائمه البريديه", "الغاء الاشتراك",
    ]

    private static let sure: PhraseList = [
        "get outlook for ", "get bluemail for", "sent from outlook", "sent from yahoo", "sent from gmail",
        "sent from mail for windows", "sent from samsung", "sent from aol", "sent via ", "sent with ", "via mobile",
        "الحصول علي outlook", "احصل علي outlook", "download yahoo mail", "envoyé à partir de outlook",
        "obtenir outlook", "outlook für ", "reply to this email directly", "sent by carrier pigeon",
        "you received this message because you are subscribed",
        "sent from my iphone", "sent from my ipad", "sent from my phone", "sent from my mobile", "sent from my android",
        "sent from my samsung", "sent from my galaxy", "sent from my blackberry", "provenance : courrier pour windows",
        "diese nachricht wurde von meinem", "ce message a été envoyé depuis mon", "this message was sent from my",
        "this email was sent from my", "please excuse any typos", "please excuse brevity", "sent from proton",
        "sent with proton", "sent with zoho", "sent from zoho", "sent from ymail", "sent from icloud", "the bat!",
    ]

    private static let openings: PhraseList = [
        "sent from my ", "sent from a ", "sent from ", "sent by ", "sent on the ", "via my ", "envoyé de mon ",
        "envoyé depuis ", "envoyé à partir", "von meinem ", "gesendet von ", "gesendet mit ", "enviado desde mi",
        "enviado desde ", "enviado do meu", "enviado del ", "enviado a partir", "enviado de ", "inviato da",
        "verzonden vanaf ", "verstuurd vanaf ", "skickat från ", "sendt fra ", "lähetetty ", "wysłane z ",
        "отправлено с ", "отправлено из ", "надіслано з ", "发自我的", "发自", "從我的", "iphoneから", "나의 iphone",
        "đã gửi từ ", "được gửi từ ", "dikirim dari ", "trimis de pe ", "odesláno z ", "odoslané z ", "στάλθηκε από",
        "נשלח מ", "enviat des", "kirim dari ", "elküldve ",
        "sent using ", "sent through ", "wysłano z ", "verzonden vanuit ", "verzonden met ", "verstuurd met ",
        "изпратено от ", "poslano s ", "poslano iz ", "poslano sa ", "послато са ", "dihantar daripada ", "ส่งจาก ",
        "ارسال شده از ", "ارسال شده با ", "išsiųsta iš ", "nosūtīts no ", "saadetud minu ", "gesendet aus ",
        "gesendet via ", "envoyé avec ", "envoyé par mon ", "envoyé via ", "enviado con ", "enviado por mi ",
        "enviado com ", "enviado via ", "inviato con ", "inviato tramite ", "skickat med ", "sendt via ", "sendt med ",
        "отправлено через ", "отправлено при помощи ", "надіслано за допомогою ", "発信元 ", "trimis din ",
        "odesláno pomocí ", "στάλθηκε με ",
    ]

    private static let endings = [
        "gönderildi", "から送信", "gesendet", "보냄", "küldve", "से भेजा गया", "سي بهيجا كيا", "ارسال شد", "ارسال شده",
        "보냈습니다", "にて送信", "から送りました", "送信しました", "gesendet.", "gönderilmiştir", "傳送", "发送", "發送", "से भेजा", "से भेजा गया",
        "থেকে পাঠানো",
    ]

    private static let arabicOpenings: PhraseList = [
        "ارسلت", "ارسل", "تم الارسال", "تم ارسالها", "تم ارسال", "مرسل", "مرسله", "من جهازي", "من هاتفي", "من جوالي",
        "بعثت من", "كتبت من جوالي",
    ]

    /// With these words mail programs offer themselves.
    private static let offers: PhraseList = [
        "get ", "obtenez", "télécharge", "holen sie", "obtener", "obtén", "obter", "obtenha", "ottieni", "scarica",
        "download", "pobierz", "edinin", "indirin", "הורד", "קבל את", "入手", "获取", "下载", "取得", "다운로드", "скачать",
        "получить", "завантаж", "hämta", "hent", "hanki", "stáhn", "získ", "töltse", "obțineți", "λήψη", "αποκτήστε",
        "dapatkan", "unduh", "tải ", "دريافت", "حمل", "تنزيل", "تحميل", "الحصول",
    ]

    private static let devices: PhraseList = [
        "iphone", "ipad", "ايفون", "الايفون", "ايباد", "galaxy", "جالكسي", "جالاكسي", "samsung", "سامسونج", "huawei",
        "هواوي", "android", "اندرويد", "xiaomi", "شاومي", "redmi", "honor", "oppo", "outlook", "اوتلوك", "yahoo",
        "ياهو",
        "gmail", "هاتف", "جهاز", "جوال", "mail", "البريد", "بريد",
    ]

    /// Closings that open other sentences too; each with the space that ends its last word.
    private static let exactClosings: Set<String> = [
        "best ", "br ", "rgds ", "warmly ", "kindly ", "all best ", "my best ", "take care ", "vg ", "lg ", "vlg ",
        "gruß ",
        "grüße ",
        "cdt ", "cdlt ", "att ", "abs ", "abç ", "hugs ", "bye ", "love ", "salam ", "salaam ", "wassalam ", "此致 ",
        "祝好 ", "敬具 ",
        "以上 ", "敬上 ", "谨上 ", "謹上 ", "拝 ", "올림 ", "드림 ",
    ]

    /// Each with the space that ends its last word.
    private static let closings: PhraseList = [
        "مع التحيه ", "مع التحيات ", "مع تحيات ", "مع تحياتي ", "مع خالص ", "مع اطيب ", "مع وافر ", "مع فائق ",
        "تحياتي ",
        "تحياتنا ",
        "خالص تحياتي ", "اطيب التحيات ", "اطيب تحياتي ", "وتقبلوا ", "تقبلوا ", "تفضلوا بقبول ", "وتفضلوا بقبول ",
        "اخوكم ",
        "اختكم ",
        "ابنكم ", "ابنتكم ", "والسلام عليكم ", "والسلام ", "ودمتم ", "دمتم ", "ولكم تحياتي ", "ولكم خالص ",
        "وتقبل تحياتي ",
        "regards ", "best regards ", "kind regards ", "warm regards ", "warmest regards ", "with regards ",
        "with best regards ",
        "with kind regards ", "many regards ", "best wishes ", "with best wishes ", "sincerely ", "sincerely yours ",
        "yours sincerely ", "yours faithfully ", "yours truly ", "yours ", "respectfully ", "cordially ", "cheers ",
        "all the best ", "mit freundlichen grüßen ", "freundliche grüße ", "viele grüße ", "liebe grüße ",
        "beste grüße ",
        "mfg ", "cordialement ", "bien cordialement ", "bien à vous ", "sincères salutations ", "salutations ",
        "saludos ",
        "saludos cordiales ", "un saludo ", "atentamente ", "atenciosamente ", "cumprimentos ", "cordiali saluti ",
        "distinti saluti ", "met vriendelijke groet ", "met vriendelijke groeten ", "groeten ", "groetjes ",
        "saygılarımla ",
        "saygılarımızla ", "med vänlig hälsning ", "med vänliga hälsningar ", "mvh ", "med venlig hilsen ",
        "med vennlig hilsen ", "venlig hilsen ", "ystävällisin terveisin ", "terveisin ", "pozdrawiam ",
        "z poważaniem ",
        "с уважением ", "с наилучшими пожеланиями ", "з повагою ", "s pozdravem ", "با احترام ", "با تشكر ",
        "والسلام عليكم ورحمه الله ",
        "thanks and regards ", "thanks & regards ", "thanks and best regards ", "thanks & best regards ",
        "thank you and regards ", "many thanks and kind regards ", "thanks and kind regards ", "un cordial saludo ",
        "saludos y gracias ", "abraços ", "um abraço ", "abrazos ", "un abrazo ", "muito obrigado e cumprimentos ",
        "üdvözlettel ", "tisztelettel ", "cu stimă ", "cu respect ", "cu drag ", "iyi çalışmalar ", "iyi günler ",
        "sevgiler ",
        "selamlar ", "με εκτίμηση ", "φιλικά ", "בברכה ", "בכבוד רב ", "trân trọng ", "thân ái ", "salam hormat ",
        "hormat saya ", "hormat kami ", "s pozdravom ", "s úctou ", "lep pozdrav ", "srdačan pozdrav ",
        "s poštovanjem ",
        "поздрави ", "с уважение ", "pagarbiai ", "ar cieņu ", "lugupidamisega ", "parimate soovidega ",
        "vennlig hilsen ",
        "hilsen ", "hälsningar ", "med hilsen ", "vänligen ", "groetjes ", "hartelijke groet ", "herzliche grüße ",
        "schöne grüße ", "freundlichen grüßen ", "hochachtungsvoll ", "bien à toi ", "amicalement ",
        "sentiments distingués ",
        "recevez ", "veuillez agréer ", "un caro saluto ", "un saluto ", "buona giornata ", "مع فائق التقدير ",
        "مع الشكر والتقدير ", "مع جزيل الشكر والتقدير ", "مع الاحترام ", "مع احترامي ", "مع تقديري ", "تقبل تحياتي ",
        "تقبلي تحياتي ", "لكم تحياتي ", "لكم مني ", "محبكم ", "اخوكم في الله ", "اختكم في الله ", "ارادتمند ",
        "خير انديش ",
    ]

    /// A line that asks for something is no part of a card.
    private static let requests: PhraseList = [
        "ارجو", "نرجو", "اريد", "نريد", "احتاج", "محتاج", "متي", "ملاحظه", "please", "need", "p.s", "ps:",
    ]

    private static let disclaimers: PhraseList = [
        "this e-mail", "this email and", "this email is", "this email may", "this email message", "this email contains",
        "this message and any", "this message contains", "this message is intended", "this message is confidential",
        "this communication", "this transmission", "the information contained in this", "the information in this e",
        "the contents of this e", "the content of this e", "confidentiality notice", "disclaimer:", "disclaimer -",
        "privileged and confidential", "notice: this", "important notice:", "please consider the environment",
        "think before you print", "save paper", "virus-free", "this email has been checked",
        "this email has been scanned", "checked by avg", "ce message et", "ce courriel", "diese e-mail",
        "diese nachricht ist", "este mensaje", "esta mensagem", "este correo", "questo messaggio", "dit bericht",
        "bu e-posta", "avis de confidentialité",
        "اخلاء مسووليه", "اخلاء المسووليه", "اخلاء مسئوليه", "اخلاء مسيوليه", "اخلاء المسيوليه", "تنويه:",
        "تنبيه: هذه الرساله", "هذه الرساله ومرفقاتها",
        "هذه الرساله واي", "هذه الرساله و مرفقاتها", "هذه الرساله الالكترونيه", "هذه الرساله سريه",
        "هذا البريد الالكتروني",
        "ان هذه الرساله", "ان المعلومات الوارده", "المعلومات الوارده في هذه", "المعلومات الوارده في هذا",
        "محتويات هذه الرساله",
        "يحتوي هذا البريد", "تحتوي هذه الرساله", "سريه المعلومات", "فكر في البيئه", "حافظ علي البيئه",
        "يرجي مراعاه البيئه",
        "لا تطبع هذه الرساله", "هل انت بحاجه الي طباعه",
    ]
}
