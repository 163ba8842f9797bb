import Casework

/// What servers' words mean in other languages than English; folded as `AbsenceWords.folded` folds.
enum BounceTongues {
    /// Reasons with the words that say them; the first that fits holds.
    typealias Table = [(BounceReason, [String])]

    /// Whether what does not exist is a domain: the sentence names one and no mailbox.
    static func speaksOfDomain(_ lower: String) -> Bool {
        let words = lower.split { " ()<>,;:\"'«»".unicodeScalars.contains($0.unicodeScalars.first ?? "a") }
        if let missing = words.indices.dropFirst().first(where: { words[$0...].starts(with: ["does", "not", "exist"]) })
        {
            let name = words[words.index(before: missing)]
            if name.holds("."), !name.holds("@"), name.utf8.last != UInt8(ascii: ".") { return true }
        }
        guard words.contains(where: { domains.contains(String($0)) }) else { return false }
        return !mailboxes.contains { lower.holds($0) }
    }

    private static let domains: Set<String> = [
        "domain", "domaine", "dominio", "domínio", "domein", "domena", "doména", "domän", "domeenin", "домен", "домену",
        "النطاق", "نطاق", "الدومين", "דומיין", "دامنه", "域名", "域名不存在", "ドメイン", "도메인", "miền",
    ]

    private static let mailboxes = [
        "user", "mailbox", "recipient", "account", "@", "utilisateur", "benutzer", "usuario", "cuenta", "пользовател",
        "ящик", "المستخدم", "صندوق", "الحساب",
    ]

    /// Words that say what is meant whatever else is said.
    static let particular: Table = [
        (
            .mailboxFull,
            [
                "postfach voll", " ist voll", "speicherplatz", "est pleine", "est plein", "quota dépassé", "está lleno",
                "esta lleno", "está llena", "buzón lleno", "buzon lleno", "cuota excedida", "excedido la cuota",
                "postal cheia", "está cheia", "entrada cheia", "cota excedida", "casella piena", "è piena", "e' piena",
                "quota superata", " is vol", "postvak vol", "jest pełna", "pełna skrzynka", "skrzynka pełna",
                "przepełnion", "kutusu dolu", "kotası", "превышен размер", "квота", "переповнен", "schránka plná",
                "schránka je plná", "megtelt", "brevlådan är full", "postkassen er fuld", "postboksen er full",
                "on täynnä", "γεμάτ", "תיבת הדואר מלאה", "מלאה", "پر است", "پر شده", "已满", "已滿", "空间不足", "空間不足",
                "용량 초과", "용량을 초과", "가득", "đã đầy", "penuh", "امتلا", "الحصه", "مساحه كافيه", "مساحه التخزين",
                "المساحه المخصصه",
            ]
        ),
        (
            .tooLarge,
            [
                "zu groß", "zu gross", "trop volumineu", "trop gros", "demasiado grande", "muito grande",
                "troppo grande", "te groot", "zbyt duż", "çok büyük", "слишком больш", "邮件太大", "郵件太大", "过大", "過大",
                "大きすぎ", "너무 큽니다", "quá lớn", "terlalu besar", "اكبر من الحد", "حجم الرساله",
            ]
        ),
        (.blocked, ["القائمه السوداء", "قائمه الحظر", "حظر الخادم", "черн", "黑名单", "黑名單", "ブラックリスト", "liste noire"]),
        (
            .spam,
            [
                "بريد مزعج", "البريد المزعج", "عشوائي", "غير مرغوب", "垃圾邮件", "垃圾郵件", "спам", "迷惑メール", "스팸",
                "indésirable", "unerwünscht", "no deseado", "não solicitad", "indesiderat",
            ]
        ),
        // A group's notice, in whatever language, that it is not there or that we may not write to it.
        (.senderRefused, ["@googlegroups.com", "groups.google.com/"]),
        (
            .filtered,
            ["رفض المستلم", "رفضها المستلم", "受信拒否", "拒收", "수신 거부", "par le destinataire", "por el destinatario"]
        ),
        (
            .closed,
            [
                "gesperrt", "deaktiviert", "désactivé", "suspendu", "suspendid", "suspensa", "suspenso", "desactivad",
                "desativad", "bloquead", "sospes", "disattivat", "geblokkeerd", "zablokowan", "zawieszon", "askıya",
                "devre dışı", "заблокирован", "заблокован", "отключен", "停用", "禁用", "冻结", "凍結", "정지", "휴면",
                "bị khóa", "موقوف", "ايقاف الحساب", "معطل", "تعطيل", "محظور", "مجمد", "غير نشط", "مغلق",
            ]
        ),
    ]

    /// Words after which the address is not to be written to again.
    static let lasting: Table = [
        (
            .unknownAddress,
            [
                "existiert nicht", "nicht gefunden", "nicht vorhanden", "n'existe pas", "introuvable", "inexistente",
                "desconocid", "desconhecid", "não existe", "nao existe", "não encontrado", "no encontrado",
                "non esiste", "inesistente", "sconosciut", "non trovato", "bestaat niet", "onbekend", "niet gevonden",
                "nie istnieje", "nie ma takiego", "nieznany", "brak takiego", "nie znaleziono", "bulunamadı",
                "bulunamadi", "bir kullanıcı yok", "mevcut değil", "неизвестн", "нет такого", "не знайдено",
                "не існує", "невідом", "neexistuje", "neznám", "nenalezen", "ismeretlen", "nem létezik",
                "nem található", "okänd", "finns inte", "hittades inte", "findes ikke", "ukendt", "finnes ikke",
                "ukjent", "tuntematon", "ei löydy", "ei ole olemassa", "άγνωστ", "δεν υπάρχει", "δεν βρέθηκε",
                "לא קיים", "אינו קיים", "לא קיימת", "אינה קיימת", "לא נמצא", "وجود ندارد", "یافت نشد", "پیدا نشد",
                "不存在", "查无此", "查無此", "无此用户", "找不到", "未找到", "존재하지", "찾을 수 없", "없는 사용자",
                "không tồn tại", "không tìm thấy", "tidak ditemukan", "tidak dikenal", "nu există", "necunoscut",
                "غير معروف", "لم يتم العثور", "تعذر العثور", "لا وجود", "غير صحيح", "غير صالح", "غير مسجل", "لم نعثر",
                "من العثور", "宛先不明", "存在しません",
            ]
        )
    ]

    /// Words that say something only where nothing else was said.
    static let general: Table = [
        (
            .expired,
            [
                "انتهت مهله", "انتهت مده", "مهله التسليم", "zeitüberschreitung", "délai", "tiempo de espera", "истекл",
                "超时", "逾時", "タイムアウト", "시간 초과", "zaman aşımı",
            ]
        ),
        (.policy, ["سياسه", "غير مسموح", "غير مصرح", "nicht erlaubt", "no permitido", "не разреш", "политик"]),
    ]
}
