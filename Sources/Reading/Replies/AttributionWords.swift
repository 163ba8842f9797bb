/// The words of introductions such as «On … wrote:» in the languages of the common mail programs; all in normal form.
enum AttributionWords {
    /// The words with which introductions begin: prepositions and days of the week.
    static let openings = WordTable([
        "on", "في", "بتاريخ", "يوم", "le", "am", "den", "op", "el", "il", "em", "w", "dnia", "dne", "dňa", "på", "pada",
        "vào", "в", "на", "la", "dana", "στις", "בתאריך", "ב", "در", "在", "於", "ngày", "ngay", "de", "a", "da", "op",
        "o",
        "tanggal", "ใน", "เมื่อ", "data",
        "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday",
        "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi",
        "dimanche", "mo", "di", "mi", "do", "fr", "sa", "so", "montag", "dienstag", "mittwoch", "donnerstag", "freitag",
        "samstag", "sonntag", "mié", "jue", "vie", "sáb", "dom", "lunes", "martes", "miércoles", "jueves", "viernes",
        "sábado", "domingo", "seg", "ter", "qua", "qui", "sex", "gio", "sab", "пн", "вт", "ср", "чт", "пт", "сб", "вс",
        "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "нд", "ma", "ti", "ke", "to",
        "pe", "su", "pon", "wt", "śr", "czw", "pt", "sob", "niedz", "tir", "ons", "tor", "fre", "lør", "søn", "lör",
        "sön",
        "tis", "man", "po", "út", "st", "čt", "pá", "so", "ne",
    ])

    /// The English verb, which people use too when they tell of somebody.
    static let wrote: WordCode = "wrote"

    /// Verbs of writing, as programs put them.
    static let verbs = WordTable([
        "wrote", "writes", "sent", "كتب", "كتبت", "كتابه", "نصها", "نصه", "schrieb", "geschrieben", "écrit", "ecrit",
        "envoyé", "skrev", "escribió", "escribio", "escrito", "escreveu", "scritto", "scrive", "schreef", "geschreven",
        "napisał", "napisała", "napisali", "pisze", "kirjoitti", "viết", "yazdı", "yazdi", "yazmış", "menulis",
        "написал", "написала", "пишет", "писал", "писала", "написав", "написала", "пише", "napsal", "napsala", "píše",
        "napísal", "napísala", "írta", "scris", "έγραψε", "כתב", "כתבה", "כתבו", "نوشت", "نوشته", "لكها", "تحرير",
        "लिखा", "เขียนว่า", "เขียน", "写道", "寫道", "写了", "书写", "napisao", "napisala", "piše", "написа", "kirjutas",
        "rakstīja", "rašė", "escriure", "escrit", "idatzi", "작성", "skrifaði", "grava",
        "написао", "написала", "লিখেছেন", "লিখেছে", "எழுதியது", "எழுதினார்", "sinulat", "aliandika", "qoray", "yazıb", "yazıb",
        "napísal", "написа", "написал", "написали", "ecriu", "va escriure", "scríobh", "skrifaði", "shkroi", "гласи",
        "napisali", "rakstīja", "raksta", "लिखा", "వ్రాసారు", "ರಂದು", "എഴുതി", "લખ્યું", "ಬರೆದಿದ್ದಾರೆ",
    ])

    /// Ends of words in languages that write without spaces.
    static let verbEndings = ["写道", "寫道", "書きました", "님이", "작성", "썼습니다", "写信"]

    /// Words of somebody who tells of writing.
    static let persons = WordTable([
        "i", "we", "you", "لكم", "لك", "اليكم", "اليك", "لنا", "لي", "je", "ich", "wir", "yo", "eu", "я", "мы",
    ])
}
