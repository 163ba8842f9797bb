import Casework

extension UrgencyRules {
    /// People at the mercy of others: first look within the hour, by the named pair only.
    static let safeguarding: [UrgencyRule] = [
        UrgencyRule(
            .safeguarding,
            "طفل|طفله|طفلي|اطفال|الاطفال|بنت|بنتي|ولد|ولدي|عيال|عياله|يتيم|يتيمه|ايتام|حفيدي|حفيدتي|بزران|اختي|اخوي|child|children|kid|kids|girl|boy|orphan",
            """
            يضربه|يضربها|يضربهم|يضرب|تضربه|تضربها|تضربهم|تضرب|ينضرب|ضربه|ضربها|ضربا مبرحا|ضرب مبرح|كدمات|اثار ضرب|اثار حروق|علامات ضرب|علامات سلك|يعنف|يعنفهم|تعنيف|يعذبه|يعذبهم|تعذبه
            محبوس|محبوسه|محبوسين|يحبسه|يحبسها|يحبسهم|تحبسه|مربوط|مربوطه|مقيد|يحرقه|يحرقها|كواه|يجوعه|يجوعهم|محروم من الاكل|محرومين من الاكل|يمنعه من الاكل|يحرمها من المدرسه|مانعهم من المدرسه|bruises|beaten|beats|beating|hits|locked up|tied|starved|abused|burned
            """,
            unless: "ضرب مثل|ضربه شمس|ضربه حر|يضرب المثل|محبوس في الجمارك|hits the"),
        UrgencyRule(
            .safeguarding,
            "يضربنا|بيضربنا|يضربني|بيضربني|تضربنا|تضربني|يعذبنا|يعذبني|يحبسنا|حابسنا|حابسني|حابسها|حابسهم|مقفل علي|مقفل علينا|مقفلين علينا|يدخل علي غرفتي|يدخل غرفتي|عنف اسري|معنف|معنفه|تعنيف اسري|child abuse|domestic violence|he beats|he hits me|he locks|beats me|beats us|locks us",
            unless:
                "دوره عن العنف|محاضره عن العنف|توعيه عن العنف|مبادره العنف|ورشه عن العنف|دوره عنف اسري|ورشه عنف اسري|دوره العنف|المصعد مقفل علي"
        ),
        UrgencyRule(
            .safeguarding,
            "زوجي|طليقي|ابوي|والدي|اخوي|عمي|خالي|زوج امي|زوج امه|زوج امها|زوجها|ابوها|ابوهم|اخوها|زوجه ابوي|زوجه ابوه|زوجه ابوها|my husband|my father|stepfather|my brother|his wife",
            "يضرب*|ضربني|ضربنا|هددني|يهددني|يهددنا|بيهددني|يهددها|حابس*|يحبس*|اخذ جوالي|ماخذ جوالي|مانعني|يمنعني من الطلوع|طردني بالليل|اغتصب*|لمس*|يتحرش|تحرش*|threaten*|beats|hit me|touches|hurts",
            window: 7,
            unless: "ضرب* الرقم|ضربني البرد|ضربنا بوري|لمس* الشاشه|touches my heart"),
        UrgencyRule(
            .safeguarding,
            "هاربين منه|هاربه منه|هربت منه|هربنا منه|هاربه من|خايفه يرجع|خايفين يرجع|نايمه بالسياره خوفا|دار حمايه|دار الايواء|afraid he will|escaped from him|ran away from him|afraid of my husband|shelter for women"
        ),
        UrgencyRule(
            .safeguarding,
            "وحدهم|لوحدهم|لحالهم|وحده|لحاله|وحدها|متروكين|متروك|متروكه|بدون رعايه|دون رعايه|left alone|abandoned",
            "اطفال|الاطفال|طفل|طفله|بزران|بزر|عيالها|عياله|رضيع|children|child|baby|kids", window: 6),
        UrgencyRule(
            .safeguarding,
            "طفل|طفله|اطفال|الاطفال|عيال|العيال|عياله|قاصر|قاصرين|يتيم|يتيمه|ايتام|ولد صغير|بنت صغيره|child|children|kids|orphan*",
            "تسول|يتسول|تتسول|يشحذ|يشحذون|يشحدون|يتسولون|الاشارات|عند الاشاره|يشتغل|يشتغلون|يشغل*|تشغيل|يحملون|begging|beg|working in|forced to work",
            window: 8,
            unless: "عيال* كبار يشتغلون|ما احد يشتغل|ما يشتغل|ما يشتغلون"),
        UrgencyRule(
            .safeguarding,
            "يزوجوني|يزوجونني|بيزوجوني|يزوجني|بيزوجني|يزوجونها|بيزوجونها|يزوجها|بيزوجها|زواج قاصر|زواج القاصرات|تزويج قاصر|تزويجي|غصب عني|غصبا عني|غصب عنها|forced marriage|marry me off|child marriage",
            unless: "دوره زواج|غصب عني نسيت|غصب عني تاخرت|تاخرت غصب عني|غصبا عني تاخرت"),
        UrgencyRule(
            .safeguarding, "عمري|عمرها|عمره|انا بنت عمري|سني|i am|i'm|my age",
            "خايف|خايفه|اخاف|يضرب*|يلمس*|مسكني|يمسكني|كلام وسخ|كلام مو طيب|رجال|رجل كبير|صور|لا تقولون|لا تعلمون|afraid|scared|touch*|hurts",
            window: 14,
            unless: "خايف من الابره|خايفه من الابره|اخاف من الابر*|scared of needles|صور الهويه|صور تخرج"),
        UrgencyRule(
            .safeguarding,
            "تحرش|يتحرش|تحرشت|تحرشوا|التحرش|متحرش|لمسني|يلمسني|لمسها|يلمسها|مسك يدي|اغتصاب|اغتصبني|اغتصبها|اعتداء جنسي|علاقه غير مشروعه|علاقه محرمه|كلام وسخ|كلام مو طيب|كلام قذر|صوري الخاصه|صور خاصه|ابتزاز|يبتزني|يبتزها|يبتز|يبتزهم|sexual*|harass*|rape|raped|blackmail*|touched me|molest*|يبتزنا",
            unless: "دوره عن التحرش|سياسه التحرش|محاضره التحرش|ابتزاز عاطفي|قانون التحرش"),
        UrgencyRule(
            .safeguarding,
            "السله|المساعده|الدعم|اسمي|الكشف|الكفاله|الطلب|معاملتي|ملفي|المعونه|aid|basket|help|my name|request|file",
            "مقابل علاقه|مقابل لقاء|مقابل صوره|مقابل صور|مقابل اطلع|اطلع معه|تطلعي معي|تطلعين معي|يقابلني برا|لقاء خارج|خارج المقر|لحالك|ساومني|يساومني|مساومه|ردي علي|زواج سري|زواج بالسر|الزواج سرا|رقمي الخاص ليلا|يرسل لي بالليل|in return|favour|favor|meet him|alone with|go out with",
            window: 14),
        UrgencyRule(
            .safeguarding,
            "مسن|مسنه|عجوز|كبير السن|كبيره السن|مقعد|مقعده|معاق|معاقه|ذوي اعاقه|جدتي|جدي|جارتنا|جارنا|elderly|disabled|old man|old woman|امهم|ابوهم",
            "مربوط|مربوطه|محبوس|محبوسه|بلا طعام|بدون اكل|بلا نظافه|متروك|متروكه|مهمل|يهينونه|يضربونه|يضربونها|ياخذ ضمانها|ياخذ راتبها|ياخذون ضمانه|يستولي|تستولي|neglected|left alone|tied|no food|takes her money|steals",
            window: 10),
        UrgencyRule(
            .safeguarding,
            "الجواز|جوازي|جوازاتنا|جوازات|جوازنا|اقامتي|اقاماتنا|الاقامات|باسبور|passport|passports|iqama",
            "اخذ|اخذوا|ماخذ|ماخذين|ساحب|ساحبين|سحب|سحبوا|حجز|محتجز|took|takes|taken|holding|keeps|kept", window: 5,
            unless: "اخذ موعد الجوازات|موعد الجوازات|صوره الجواز|حجز موعد"),
        UrgencyRule(
            .safeguarding, "يهددنا|يهددني|تهديد|يهددون|threatens|threatening|threatened",
            "ترحيل|بالترحيل|بلاغ هروب|هروب|deport*|police|runaway", window: 6),
        UrgencyRule(
            .safeguarding,
            "عمل قسري|اتجار بالبشر|ما يعطينا رواتب ومقفل|forced labour|forced labor|trafficking|locked in the house|not allowed to leave"
        ),
        UrgencyRule(
            .safeguarding,
            "رشوه|يطلب رشوه|رشاوي|اختلاس|يختلس|يبيع السلال|يبيعون السلال|يبيع المساعدات|يبيعون المساعدات|ببيع السلال|اسماء وهميه|كشوف وهميه|ادفع وتمشي|تدفع وتمشي|يطلب فلوس عشان|طلب مني مبلغ عشان|طلب مبلغا مقابل|يسرق التبرعات|سرقه التبرعات|bribe*|embezzl*|stealing donations|sells the baskets|selling the baskets|fake names|asked me for money",
            unless: "سياسه الرشوه|مكافحه الرشوه"),
        UrgencyRule(
            .safeguarding, "اشتكيت|شكوتي|شكواي|الشكوى|بلغت عنه|بلغت عنهم|بلغت عليه|تكلمت|complained|reported",
            "قطعوا|قطعتوا|قطع عني|وقفوا عني|حذفوا|حذفوني|شطبوا|شالوا اسمي|انتقام|ينتقم|تنفعك|طردوني|هددني|هددوني|punished|cut off|removed my name|retaliat*|revenge",
            window: 10),
        UrgencyRule(
            .safeguarding,
            "لا تتصلون على رقمي|لا تتصلوا على رقمي|لا تتصلون علي|لا تتصلوا بي|لا تدقون علي|لا تعلمون احد|لا تعلموه|لا تعلمونه|لا تعلمون زوجي|لا تقولون لاحد|لا تقولوا لاحد|ما تقولون لاحد|ما تعلمون احد|توعدوني|اوعدوني|لا احد يدري|بدون ما يدري|do not tell|don't tell|dont tell|do not call me|he must not know|please keep this secret|keep it secret",
            unless: "لا تتصلون علي للاعلانات|لا تعلمون احد عن المفاجاه|لا تقولون لاحد عن المفاجاه"),
    ]
}
