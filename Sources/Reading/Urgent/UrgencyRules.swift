import Casework

/// The signs of danger Wasl knows, in Arabic of several regions, Arabizi spelled in Arabic letters, and English.
///
/// They may only raise; frightened people often use none of these words, so every message still gets a human look.
enum UrgencyRules {
    /// Life in danger now: first look within minutes.
    static let emergency: [UrgencyRule] = [
        UrgencyRule(
            .emergency,
            """
            لا يستجيب|لا تستجيب|ما يستجيب|لا يتنفس|لا تتنفس|ما يتنفس|ما تتنفس|ما عاد يتنفس|يتنفس بصعوبه|تتنفس بصعوبه|مو قادر يتنفس|مو قادره تتنفس|مش قادر يتنفس
            ما يصحى|ما تصحى|مو راضي يصحى|مو راضيه تصحى|مش بيصحى|فقد الوعي|فقدت الوعي|فاقد الوعي|فاقده الوعي|فاقد للوعي|فاقدة للوعي|مغمى عليه|مغمي عليها|اغمي عليه|اغمي عليها|اغمى عليه|تشنج|تشنجت|يتشنج|تتشنج|تشنجات
            سكته|جلطه|نوبه قلبيه|ازمه قلبيه|وجهه ازرق|وجهها ازرق|شفايفه زرق|ازرق لونه|ازرق وجهه|يشهق|يختنق|تختنق|اختنق|اختنقت|نبضه ضعيف|ما فيه نبض|طاح علينا|طاحت علينا|طاح وما|طاحت وما|وقع من طوله
            not breathing|can't breathe|cannot breathe|stopped breathing|unconscious|no pulse|collapsed|seizure|heart attack|stroke|turning blue|choking|won't wake up|not waking up
            """, unless: "بشهق من الضحك|يشهق من الضحك"),
        UrgencyRule(
            .emergency, "نزيف|ينزف|تنزف|بينزف|بتنزف|نزفت|نزف|يتقيا|تتقيا|يستفرغ|تستفرغ|bleeding|vomiting",
            "دم|دما|حاد|شديد|الان|الحين|دلوقتي|متبرع*|ما يوقف|ما وقف|لا يتوقف|الطوارئ|blood|heavily|badly"),
        UrgencyRule(
            .emergency,
            "bleeding heavily|bleeding badly|bleeding a lot|نزيف حاد|نزيف شديد|ينزف من راسه|تنزف بعد الولاده"),
        UrgencyRule(
            .emergency, "دم|متبرعين|متبرع|فصيله|صفايح|وحدات|blood|units|donors",
            "الان حالا|حالا|الحين|فورا|خلال ساعه|خلال ساعتين|الليله|داخل العمليات|في العمليات|بين الحياه والموت|العنايه المركزه|حادث|right now|immediately|within the hour|tonight|surgery now|accident",
            window: 12,
            unless: "دمكم|تسجيل المتبرعين|دمك خفيف|خفيف دم"),
        UrgencyRule(
            .emergency, "كيماوي|الكيمياوي|كيميائي|كيموي|كيماويه|chemo|chemotherapy|جرعه",
            "حراره|حرارته|حرارتها|حرارتي|سخونه|سخونته|حمى|رعشه|يرتجف|ترتجف|fever|temperature", window: 14,
            unless: "جرعه حماس|جرعه امل"),
        UrgencyRule(
            .emergency, "بلع|بلعت|ابتلع|ابتلعت|شرب|شربت|اخذ|اخذت|اكل|اكلت|swallowed|drank|took",
            "كلور|كلوركس|مبيد|سم|منظف|مبيض|علبه حبوب|علبه كامله|شريط كامل|حبوب كثير|حبوب كثيره|كل الحبوب|الحبوب كلها|bleach|poison|pesticide|all the pills|too many pills|whole bottle",
            window: 6),
        UrgencyRule(
            .emergency,
            "تسمم جماعي|تسمموا|جرعه زائده|جرعه زايده|overdose|mass poisoning|كلهم يستفرغون|الكل يستفرغ|كلهم في الطوارئ"),
        UrgencyRule(
            .emergency,
            "حريق|حريقه|يحترق|تحترق|احترق|ولعت|شبت نار|شبت النار|النار شبت|انفجار|انفجرت|غرق|يغرق|تماس كهربائي|تسرب غاز|ريحة غاز|انهار السقف|انهيار المبنى|fire broke|on fire|house fire|explosion|drowning|gas leak|ضربه شمس|ضربه حر|heatstroke|heat stroke|sunstroke",
            unless:
                "اسعار تحترق|قلبي يحترق|احترق قلبي|يحترق قلبي|احترق دمي|غرق في الديون|يغرق في الديون|طفايه حريق|طفايات حريق|مخرج حريق|قبل حريق|بعد حريق"
        ),
        UrgencyRule(
            .emergency,
            """
            انتحر|بنتحر|ينتحر|تنتحر|بانتحر|الانتحار|انتحار|انهاء حياتي|انهي حياتي|بانهي حياتي|اقتل نفسي|بقتل نفسي|اذبح نفسي|اموت نفسي|بموت نفسي|يموت نفسه|تموت نفسها|اتمنى الموت|اتمنى اموت|ابي اموت|ابغى اموت|عايز اموت|ودي اموت
            مابي اعيش|ما ابي اعيش|ما ابغى اعيش|ما ابغا اعيش|مش عايز اعيش|ماعاد ابي اعيش|ما عاد ابي الحياه|ما عاد لي لزوم|مالي لزمه في الحياه|لم يعد للحياه معنى|ما للحياه معنى|ارتاح من الدنيا|ارتاح من هالدنيا|ارتاح من حياتي|يرمي نفسه|ترمي نفسها|ارمي نفسي|تجرح نفسها|يجرح نفسه|تجرح يدها|يجرح يده|تقطع يدها|عبء على اهلي|عاله على اهلي
            وصيتي|هذي وصيتي|سامحوني كلكم|وداعا سامحوني|اخر رساله مني|اخر رساله لي|kill myself|end my life|suicid*|want to die|don't want to live|dont want to live|do not want to live|better off without me|hurting herself|cutting herself|no reason to live
            """, unless: "وصيتي بالثلث|توثيق وصيتي|الوقايه من الانتحار|دوره عن الانتحار|اموت من الضحك|اموت من الحر"),
        UrgencyRule(
            .emergency,
            "ولدي|بنتي|ابني|ابنتي|طفل|طفله|طفلي|طفلتي|ولد|بنت|بزر|امي|ابوي|والدي|والدتي|جدي|جدتي|الحاج|حاجه|زوجتي|child|son|daughter|mother|father|boy|girl|حفيدي|اخوي|اختي",
            "ضاع|ضاعت|تاه|تاهت|مفقود|مفقوده|اختفى|اختفت|ما لقيناه|مو لاقينه|ما لقيناها|مو لاقينها|ما رجع للبيت|ما رجعت للبيت|خرج وما رجع|طلع وما رجع|lost|missing|disappeared|can't find",
            window: 5,
            unless:
                "ضاع حقه|ضاع حقها|ضاع مستقبله|ضاع الطلب|ضاعت الاوراق|lost his job|lost my job|lost her job|ضاعت فرحه|ضاع جواله|ضاعت هويته|ضاعت شنطته|ضاعت شنطه|ضاع جواز|lost his passport|lost my passport|lost her bag"
        ),
        UrgencyRule(
            .emergency,
            "سلاح|مسدس|رشاش|سكين|ساطور|قنبله|عبوه ناسفه|يقتلني|بيقتلني|بيذبحني|يذبحني|بيذبحنا|بيقتلنا|يقتلها|بيقتلها|بيذبحها|بقتلكم|بذبحكم|بحرقكم|راح اقتلكم|gun|knife|weapon|bomb|he will kill|going to kill|kill me",
            unless: "السكين ما تقطع|سكين مطبخ|سكين للمطبخ|سكاكين|الجوع يقتلني|الانتظار يقتلني|knife set"),
        UrgencyRule(
            .emergency, "حادث|انقلبت|صدمه|دهس*|accident|crash",
            "نزيف|ينزف|وفاه|وفيات|اصابات|مصابين|الطوارئ|مات|ماتوا|injured|dead|victims"),
    ]

    /// Health, home or trust at stake within days.
    static let high: [UrgencyRule] = [
        UrgencyRule(
            .high,
            "خلص الدواء|خلص دواي|خلص علاجي|خلص علاجه|خلص علاجها|خلصت ادويتي|انتهى الدواء|انتهى علاجي|انتهت ادويتي|نفد الدواء|نفد علاجي|خلص الانسولين|نفد الانسولين|بدون انسولين|ما عندي انسولين|بدون اكسجين|جهاز الاكسجين خرب|ran out of medicine|out of insulin|no medicine left|medicine ran out"
        ),
        UrgencyRule(
            .high,
            "اخلاء|امر اخلاء|يطردنا|بيطردنا|طردنا|طردونا|رمى عفشنا|رموا عفشنا|اغراضنا في الشارع|بالشارع|في الشارع|ننام في السياره|نايمين في السياره|نايمين بالسياره|بدون ماوى|بلا ماوى|evicted|eviction|homeless|on the street|sleeping in the car|thrown out",
            unless: "عمود في الشارع|انارة في الشارع|اخلاء المسجد|خطه الاخلاء|تجربه اخلاء|السله في الشارع"),
        UrgencyRule(
            .high,
            "فصلوا الكهرباء|انقطعت الكهرباء|مفصوله الكهرباء|الكهرباء مفصوله|قطعوا الكهرباء|قطعوا المويه|فصلوا المويه|الماء مقطوع|electricity was cut|power was cut"
        ),
        UrgencyRule(
            .high, "رابط|يتصل|اتصل|حساب|موقع|لينك|واحد|link|caller|account|رساله",
            "احتيال|نصب|نصاب|محتال|ينتحل|انتحال|باسمكم|باسم الجمعيه|وهمي|مزيف|scam|fraud|fake|pretending", window: 10),
        UrgencyRule(
            .high, "بيانات|معلومات|صور|ملف|ملفات|هويات|ارقام|data|files|photos",
            "تسرب|تسربت|تسريب|مسربه|منشوره|انتشرت|مكشوفه|ظهرت لي|leaked|leak|exposed", window: 6),
        UrgencyRule(
            .high, "دم|فصيله|متبرعين|صفايح|وحدات|blood",
            "بكره|غدا|عاجل|عاجله|مستعجل|ضروري جدا|48 ساعه|24 ساعه|tomorrow|urgent|urgently", window: 12),
        UrgencyRule(
            .high, "فائض|زايد|ذبايح|ذبيحه|بوفيه|اكل|رز|عزيمه|وليمه|surplus|leftover*|meals",
            "الحين|الان|حالا|قبل يخرب|قبل ما يخرب|قبل يفسد|خلال ساعه|خلال ساعتين|الليله|right now|before it spoils|tonight|جاهز",
            window: 10),
        UrgencyRule(
            .high, "الاكل|السله|الوجبه|الوجبات|الدجاج|اللحم|الحليب|معلبات|food|meal|الدواء|الحبوب|المنتج",
            "استفراغ|استفرغنا|استفرغ*|اسهال|مغص|ريحته|ريحتها|دود|عفن|متعفن|فاسد|فاسده|لونه متغير|لونها متغير|rotten|spoiled|made us sick|mold",
            window: 8),
        UrgencyRule(.high, "عدم توافق|فصيله غلط|دم غلط|حراره بعد النقل|حساسيه بعد النقل|wrong blood"),
        UrgencyRule(
            .high,
            "اكسر المكتب|بكسر المكتب|بجيكم واكسر|بكسر عليكم|تندمون|راح تندمون|بوريكم|بتشوفون وش يجيكم|افضحكم|بفضحكم|you will regret"
        ),
        UrgencyRule(
            .high,
            "ما اكلنا من|ما ذقنا الاكل|بدون اكل من|بلا طعام منذ|عيالي جوعانين|اطفالي جياع|ماعندنا ولا لقمه|have not eaten|nothing to eat|starving",
            unless: "starving for"),
    ]
}
