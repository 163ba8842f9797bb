public import Testing
public import Typesetting

/// Letters that the tests set.
enum SampleLetters {
    static let head = Letterhead(
        nameArabic: "جمعية البر الخيرية بالوادي", nameEnglish: "Al-Birr Charity of the Valley",
        registrationLine: "المسجلة برقم (٤٦٣)", registrationLineEnglish: "Reg. No. (463)",
        footerLines: ["حساب الزكاة: SA0380000000608010167519", "info@albirr.example   هاتف: 017 725 0000"])

    static let arabic = Letter(
        head: head, language: .arabic, number: "١٢٥/١٤٤٧/م", dateHijri: "٢٥ شعبان ١٤٤٧هـ",
        dateGregorian: "١٣ فبراير ٢٠٢٦م", attachments: "مرفق واحد", addressee: "المكرمة/ نورة بنت عبدالله",
        honorific: "حفظها الله", salutation: "السلام عليكم ورحمة الله وبركاته، وبعد:",
        subject: "نتيجة دراسة الطلب رقم ٢٦٠٠٤١٧٣",
        body: """
            إشارة إلى طلبكم المشار إليه أعلاه، نفيدكم بأن لجنة البحث درسته في اجتماعها رقم (٧) ولم تقبله، لأن دخل الأسرة \
            تجاوز الحد المحدد في البند (٤-٢) من دليل سياسة الدعم.

            ولكم حق التظلم كتابةً حتى ٢٥ رمضان ١٤٤٧هـ على النموذج المرفق، وينظر فيه غير من أصدر القرار. وللاستفسار \
            يسعدنا اتصالكم على الرقم +966 50 123 4567 أو مراسلتنا على info@albirr.example مع ذكر الرقم المرجعي.

            ونأمل تزويدنا بما يلي:
            ١- صورة من الهوية الوطنية.
            ٢- مشهد الضمان الاجتماعي.
            """,
        closing: "نسأل الله أن ييسر أمركم، وتقبلوا خالص التحية والتقدير،،،", signerTitle: "مدير خدمة المستفيدين",
        signerName: "محمد بن أحمد", reference: "26004173", verification: "https://albirr.example/v/26004173",
        issuedOn: "2026-02-13")

    static let english = Letter(
        head: head, language: .english, number: "125/1447/M", dateHijri: "25 Sha'ban 1447 AH",
        dateGregorian: "13 February 2026", attachments: "One", addressee: "Ms. Noura Al-Ahmad", honorific: "",
        salutation: "Peace be upon you,", subject: "Outcome of application no. 26004173",
        body: """
            The research committee has looked at your application in its meeting no. (7) and could not accept it, \
            because the household's income exceeds the limit in clause (4-2) of the support policy.

            You may appeal in writing until 25 Ramadan 1447 AH on the enclosed form; somebody else will decide. For \
            questions please call +966 50 123 4567 or write to info@albirr.example and name the reference.
            """,
        closing: "With our best wishes and kind regards,", signerTitle: "Head of Beneficiary Services",
        signerName: "Mohammed Al-Ahmad", reference: "26004173", verification: "https://albirr.example/v/26004173",
        issuedOn: "2026-02-13")

    /// The Arabic letter with its body so many times over, each time numbered.
    static func long(_ times: Int, language: LetterLanguage = .arabic) -> Letter {
        var letter = language == .arabic ? arabic : english
        letter.body = (0..<times).map { "(\($0 + 1)) \(letter.body)" }.joined(separator: "\n\n")
        return letter
    }
}

extension Letter: CustomTestStringConvertible {
    /// The subject names the letter in a test's output.
    public var testDescription: String { subject }
}
