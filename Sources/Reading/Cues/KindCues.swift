import Casework

/// Turns of phrase that speak for a kind of message: Standard Arabic, Saudi, Gulf and Egyptian speech, English.
///
/// They are evidence for the model, which learns how far to trust each kind's list; they decide nothing alone.
enum KindCues {
    /// The kinds in the order of their cues' numbers.
    static let kinds: [MessageKind] = [
        .inquiry, .complaint, .aidRequest, .volunteering, .suggestion, .thanks, .donation, .appeal, .document, .optOut,
        .other,
    ]

    /// The position in `kinds` of each line of terms; a line is a turn of phrase of its own.
    static let kindOfLine: [Int] = lines.map(\.kind)

    /// All terms in one trie; a hit's id is the number of its line.
    static let trie: TermTrie = {
        var trie = TermTrie()
        for (number, line) in lines.enumerated() {
            for term in line.terms { trie.insert(term, id: number) }
        }
        return trie
    }()

    private static let lines: [(kind: Int, terms: [String])] = [
        inquiry, complaint, aidRequest, volunteering, suggestion, thanks, donation, appeal, document, optOut, other,
    ].enumerated().flatMap { kind, list in
        list.split(separator: "\n").map { (kind, $0.split(separator: "|").map(String.init)) }
    }

    private static let inquiry = """
        كيف|متى|متي|امتى|إمتى|وين|فين|هل|ما هي|ما هو|ماهي|ماهو|ما المستندات|كم|بكم|وش|ايش|إيش|شنو|وشو|وشلون|شلون|ازاي|إزاي|منو|مين
        استفسر|استفسار|أستفسر عن|اود الاستفسار|سؤال|عندي سؤال|شروط|الشروط|ما شروط|أبغى أعرف|ابي اعرف|ابغا اعرف|عايز اعرف|أود معرفة|نود معرفة
        أرجو إفادتي|ارجو الافاده|افيدوني|أفيدونا|دوام|دوامكم|ساعات العمل|رقم التواصل|لوكيشن|العنوان|وش صار على|حالة طلبي|وصل وين|هل يحق|هل يمكن|ممكن اعرف
        يصير|ينفع|يجوز|لازم|عندكم|تفتحون|تستقبلون|المطلوب|الأوراق المطلوبة|how|when|where|what|which|is there|do you|can i|could you tell|does|who|are you|may i ask|status of
        وش صار|ايش صار|شو صار|وين وصل|وصل لفين|وصل وين|الى اين وصل|ما مصير|مصير طلبي|آخر التطورات|تحديث على طلبي|لسه ما نزل|نزل الدعم|طلع اسمي|صدر القرار|any update|any news|status|where is my|has it been|still pending|follow up
        أقدر أعرف|حابة أعرف|ودي أعرف|حبيت أسأل|حابب أستفسر|بسأل|بغيت أسأل|عندي استفسار|لو تكرمتوا|تفيدوني|ممكن توضيح|آمل الإفادة|نأمل إفادتنا|just wondering|wondering if|question about|want to know|would like to know|please advise|clarify
        هل يشترط|هل يلزم|هل تشمل|هل يشمل|هل تقبلون|هل تستقبلون|هل لديكم|هل توجد|يصير أجي|لازم أجيب|ينفع أقدم|كم مدة|كم يستغرق|كم يوم|is it required|do i need|am i eligible|how long|how much|opening hours|are you open|is it possible|can we|is there any
        """

    private static let complaint = """
        شكوى|شكوه|شكواي|اشتكي|أشتكي|نشتكي|بشتكي|أتقدم بشكوى|ارفع شكوى|تأخر*|تاخير|تأخير|سوء|سوء معاملة|سوء التعامل|أسلوب*|وقح*|صرخ*|يصرخ*|طردنا|طردني
        محد يرد|ما احد يرد|ما حد يرد|محدش بيرد|ولا أحد رد|لا أحد يجيب|لا يرد|لا تردون|ما تردون|طنشتوني|مطنش*|تجاهل*|اهمال|إهمال|تقصير|استهتار|حرام عليكم|عيب|عيب عليكم
        قلة ادب|قليل أدب|مستاء*|استياء*|غير مقبول|لا يليق|مو معقول|مهزله|مهزلة|فضيحه|وش ذا|ايش دا|ليش كذا|زهقنا|طفشتونا|ملينا|تعبنا منكم|كل مره|كل يوم نفس
        منتهي|منتهية|فاسد*|خربان*|متعطل*|مكسور*|وسخ*|قذر*|خصمتوا|خصم مرتين|سحب مرتين|نقص|ناقص*|مخالف*|اهانة|أهانني|أهانتني|استغلال|تسريب|نشر صور*|بدون اذن*|دون إذن*
        محاسبة|تحقيق|نحمل*|للمرة الثالثة|للمره الثانيه|بدون فايده|وعدونا|وعود|وعدتونا|complain*|rude|unacceptable|nobody answers|no one answers|disappointed|terrible|ignored|late again|shame|still waiting|never received|poor service
        ثالث مرة|رابع مرة|ثاني مرة|للمرة الثانية|للمرة الرابعة|كم مرة|من شهر وانا|من أسبوع وانا|صارلي|صار لي شهر|إلى متى|الى متى|متى تحسون|third time|again and again|how many times|every time|for weeks|for months|twice already|still nothing|yet again
        ولا أحد|محد سأل|ما لقيت أحد|ما في أحد|ما عبرني|ما عبروني|طنش|سفهني|سفهوني|سحبوا علي|سحبتوا علي|نسيتونا|نسيتوني|تهميش|مهمشين|nobody|no one|never called|no reply|no response|never came|hung up|forgotten|ignoring
        من المسؤول|مين المسؤول|نحاسب|تحاسبون|تحاسبوا|حاسبوا|يتحاسب|لن أسكت|ما راح أسكت|أرفع عليكم|الوزارة|الإعلام|accountab*|who is responsible|held responsible|legal action|report you|disgrace*|unprofessional|negligen*|careless
        وعدكم|وعودكم|قلتوا لي|قالوا لي|كذبتوا|ضحكتوا علينا|تلعبون|لعب عيال|استهبال|مسخرة|قلة احترام|بلا احترام|ما تحترمون|نظرات|تكبر|رافع خشمه|يتكلم من طرف|promised|you said|you people|your people|supposed to|was told|attitude|yelled|shouted|insult*|humiliat*
        الله يعين|حسبي الله|حسبنا الله|الله المستعان|والله عيب|وين الأمانة|وين الضمير|ما فيكم خير|شكرا على لا شيء|مشكورين على التأخير|يا سلام عليكم|ماشاء الله عليكم بس|so much for|thanks for nothing|great job|what a joke
        """

    private static let aidRequest = """
        محتاج|محتاجه|محتاجين|محتاجة|نحتاج|احتاج|أحتاج|بحاجه|بحاجة|في أمس الحاجة|ساعدوني|ساعدونا|ساعدني|مساعده|مساعدتي|مساعدتنا|مساعدتكم|اعانه|إعانة|معونه
        تكفون|تكفى|طالبكم|أرجوكم|الله يخليكم|دخيلكم|ابغى مساعده|أبي مساعدة|عايزه مساعده|أطلب مساعدة|نطلب المساعدة|التكفل|تأمين|توفير|سجلوني|سجلونا|تسجيل اسمي|ضموني
        ما عندنا|ما عندي|ماعندي|معنديش|ما نقدر|ما اقدر|لا أستطيع|لا نستطيع|عاجز*|عاجزه|لا دخل|بدون دخل|بلا دخل|راتبي|راتب زوجي|دخلنا|مديون*|ديون|متراكم*|ايجار متأخر|متأخر علينا
        أرمله|أرملة|مطلقه|مطلقة|مهجوره|أعول|اعيل|عندي أيتام|عاطل|مقعد|خلص الدواء|خلص علاج*|انقطع|فصلوا الكهرباء|مفصول*|نبي سله|ابغى سله|أبي سلة|ابي كرسي|نبغى كسوه|حليب|حفايض|حفاضات
        i need|we need|need help|please help|cannot afford|can't afford|no income|unable to pay|widow|in need|assistance|struggling
        تقدرون تساعدون|تقدرون توفرون|لو تقدرون|أبغى أحد|أبي أحد|نبي أحد|ابعثوا|أرسلوا أحد|ارسلوا سيارة|الحقوا|الحقونا|انقذوا|أنقذونا|تعالوا|أغيثونا|send someone|send help|come quickly|please come|someone help|can you help|could you help|can you provide|could you arrange|help us|help me|save
        نرجو تأمين|نرجو توفير|أرجو تأمين|أرجو مساعدتي|نلتمس|ألتمس منكم|أناشدكم|نناشدكم|مناشدة|أهل الخير|فاعل خير|أستحلفكم|لوجه الله|kindly assist|kindly help|i request|we request|i am requesting|request assistance|in need of|desperate
        ما لقينا|ما عندنا سيارة|ما عندي سيارة|ولا ريال|ما معي|مامعي|ما معنا|ما يكفي|ما تكفي|على قد الحال|ظروفي|ظروفنا|وضعي صعب|حالتنا صعبة|ضايقة فينا|فصلوني من العمل|انفصلت من العمل|مقطوعين|no money|no car|cannot pay|can not pay|lost my job|nothing left|run out|ran out|have no|don't have
        """

    private static let volunteering = """
        تطوع|التطوع|اتطوع|أتطوع|نتطوع|بتطوع|متطوع*|متطوعه|متطوعين|للتطوع|تطوعي|تطوعية|ساعات تطوع*|فرص تطوع*|العمل التطوعي|منصة العمل التطوعي|شهادة تطوع|فريق تطوعي|فريقنا
        أشارك معكم|اشارك معاكم|أنضم|انضم لكم|انضم لفريق*|أخدم معكم|أساهم بوقتي|وقتي|عندي وقت|متفرغ*|خبرتي|خبره في|أقدر أساعدكم|استعداد|مستعد|نستعد لخدمة|نشارك بفريق
        volunteer*|volunteering|join your team|help out|my time|hours certificate
        ابغى اشارك|أبي أشارك|حاب أشارك|نبغى نشارك|أقدر أعطي|أقدم دورة|أعطي دورات|عندي رخصة|أقدر أساعد في|أعرف أصمم|مصمم|مصور|مترجم|طالب طب|طالبة تمريض|ساعات|شهادات الساعات|نزيل فرصة|الورديه|وردية|shift|shifts|i can help with|free on|weekends|spare time|skills|as a nurse|student|community service|our team|our company would
        """

    private static let suggestion = """
        أقترح|اقترح|نقترح|اقتراح|مقترح*|إقتراح*|حبذا|يا ليت|ياليت|يا ريت|ياريت|لو تسوون|لو تحطون|لو تضيفون|لو يكون|لو تفتحون|لو سويتوا|لو تعملوا|لو فيه|ليتكم|ليت
        ليش ما تسوون|ليش ما تحطون|ليه ما تعملوا|سووا|حطوا|خلوا|ضيفوا|اعملوا|افتحوا|من الأفضل|الأفضل|الافضل|يفضل|أفضل لو|من المفيد|من المناسب|فكره|فكرة|رأيي|برأيي|ملاحظة|ملاحظه|تطوير|تحسين|أتمنى لو|أتمنى إضافة|نتمنى توفير|استحداث|وش رايكم
        suggest*|suggestion|it would be|would be nice|would be better|why don't you|why not|please add|consider|idea|i recommend|could add|improve
        ليش ما يكون|ليه ما يكون|لو أن|لو انكم|لو تخلون|لو تنزلون|لو ترسلون|لو تعطون|ودي لو|أحسن لو|كان أحسن|أتمنى منكم|نتمنى منكم|نأمل إضافة|نأمل أن تضيفوا|يستحسن|نوصي|توصية|it might help|might be better|would help|would be good|how about|what if|maybe you|perhaps you|you could|you should|consider adding|wish you|please make|please provide|needs to|option to|ability to|there should be|allow us|allow users
        """

    private static let thanks = """
        شكرا|شكراً|شكر|مشكورين|مشكور*|نشكركم|أشكركم|اشكر|الشكر|شكري|جزاكم|جزاك الله|جزاهم الله|جزيتم|يجزاكم|يجزاك|بارك الله|الله يبارك|الله يعطيكم|الله يعافيكم|يعطيكم العافيه|يعطيكم العافية|عافاكم
        ما قصرتوا|ماقصرتوا|ما قصرتو|ماقصرتو|ما قصرت|بيض الله|كفو|كفيتوا ووفيتوا|تسلمون|تسلموا|تسلم|يسلمو|ممتن*|امتنان*|تقدير|عرفان|الله يسعدكم|الله يكثر|كثر الله|ميزان حسناتكم|في ميزان|يرحم والديكم|رحم الله والديكم
        ربنا يبارك|ربنا يكرمكم|الف شكر|ألف شكر|أسعدتونا|فرحتونا|أفرحتم|دعواتنا|دعواتي|لن أنسى|ما ننسى|رائع*|ممتازين|أثلجتم|thank*|grateful|appreciate*|god bless|jazak*|well done|amazing work|kindness
        يا رب يوفقكم|الله يوفقكم|الله يرزقكم|الله يحفظكم|الله يجعله|الله يفرحكم|الله يرضى عليكم|وفقكم الله|كتب الله أجركم|الله لا يحرمكم|ما نسيتونا|وقفتوا معنا|وقفتكم|جبرتوا خاطري|جبر الله|أبدعتوا|قدها|يا بعدهم|ونعم فيكم|تستاهلون|made my day|kind|helped us so much|saved us|may allah|god reward|bless you|heartfelt|wonderful|touched
        """

    private static let donation = """
        أتبرع|اتبرع لكم|أبي أتبرع|أبغى أتبرع|نتبرع|التبرع بمبلغ|تبرعت|تبرعي|اكفل|أكفل|كفالة يتيم|نكفل|زكاتي|زكاة مالي|زكاه|صدقه|صدقة جاريه|صدقة|وقف|أوقف|رقم الحساب|الايبان|آيبان|استقطاع
        فائض|زايد|زايده|زاد عندنا|بقى من العزيمه|عندنا اكل|ذبيحه|ذبايح|عندنا وليمه|تجون تاخذون|تستلمون|تاخذونه|أثاث مستعمل|ملابس نظيفه|أتكفل|ابغى ادفع|رعاية|شراكة|مسؤولية اجتماعية
        donate*|donation|sponsor|zakat|sadaqa|surplus|leftover*|contribute|bank transfer|iban
        أبغى أتصدق|ودي أتبرع|حابة أتبرع|حاب أتبرع|أساهم|نساهم|تبرعنا|أحول لكم|حولت لكم|أدفع زكاة|كفارة|نذر|عقيقة|أضحية|كم سهم|سهم|نهدي|عندي أجهزة|عندي ملابس|عندي أثاث|عندي كرسي|جهاز مستعمل|متبقي من الحفل|باقي من العزيمة|سليم ونظيف|من يستلم|تستلمونها|إيصال تبرع|i want to give|like to give|give away|in good condition|used clothes|can you collect|can you pick up|transfer to|account number|monthly donation|on behalf of my late
        """

    private static let appeal = """
        أتظلم|اتظلم|تظلم|التظلم|نتظلم|أعترض|اعترض|نعترض|اعتراض|معترض*|إعادة النظر|اعاده النظر|إعادة دراسة|راجعوا القرار|مراجعة القرار|غير مقتنع*|قرار الرفض|قرار اللجنه|قراركم|رفض طلبي|الرفض|ليش رفضتوا|ليه رفضتو|رفضتم
        مرفوض|انرفض|ترفض طلبي|طعن|استئناف|أطعن|غير منصف|مجحف|لم تراع|نظرتم|appeal|reconsider|rejected|rejection|refused|review the decision|decision|objection
        نعيد النظر|تعيدون النظر|عيدوا النظر|راجعوا ملفي|أعيدوا دراسة|إعادة التقييم|إلغاء القرار|استبعاد*|استبعدتوني|شطب|أوقفتم الصرف|قفلتوا ملفي|أغلق ملفي|ما ينطبق علي|غير مستحق|قيل إني غير|بناء على معلومات|المعلومة غير صحيحة|disqualif*|not eligible|turned down|closed my file|second look|review my case|unfair decision|overturn|reassess*
        """

    private static let document = """
        مرفق|مرفقه|مرفقة|مرفقات|أرفقت|ارفقت|أرفق|نرفق|تجدون|أرسلت لكم|ارسلت الهويه|رسلت لكم|رسلت|هذي صوره|هذه صورة|صورة الهويه|صورة الصك|صوره من|تقرير محدث|حدثت|تحديث بياناتي|تحديث البيانات|تحديث|غيرت رقمي|غيرت جوالي|رقمي الجديد|تغير رقمي|عنواني الجديد|الآيبان الجديد
        استكمال|استكمال الأوراق|المستندات المطلوبه|الورقه اللي طلبتوها|اللي طلبتوها|الناقصه|الناقصة|كما طلبتم|بناء على طلبكم|حسب طلبكم|المستند|كشف حساب|attached|attachment|enclosed|here is the|as requested|updated my|new number|new address|document*|sending you
        هذا التقرير|هذي الأوراق|هذه الأوراق|هذا العقد|هذي الهوية|تفضلوا|إليكم|أضع بين أيديكم|أوافيكم|نوافيكم|استكمالا|إلحاقا|إشارة إلى رسالتكم|تم الإرفاق|رفعت الملف|صورت|نقلت سكني|انتقلنا|غيرنا السكن|جوالي الجديد|رقم الآيبان الجديد|please find|find attached|here are|i am sending|submitted|scan of|copy of|moved to|changed my number
        """

    private static let optOut = """
        أوقفوا|اوقفوا|وقفوا|إيقاف|ايقاف|إيقاف الرسائل|الغاء الاشتراك|إلغاء الاشتراك|الغوا|ألغوا اشتراكي|لا ترسلون|لا ترسلوا|لاترسلون|بطلوا ترسلون|شيلوا رقمي|شيلوني|احذفوا رقمي|حذف رقمي|ما ابي رسايل|ما ابغى رسائل|مش عايز رسايل|كفايه رسايل|لا أرغب في استقبال|لا ارغب باستلام
        stop|unsubscribe|opt out|remove me|remove my number|no more messages|stop sending|cancel
        شيلوا رقمنا|احذفوني|طلعوني من|ألغوا رقمي|بدون رسائل|رسائلكم كثيرة|لا أريد رسائل|ما أبي توصلني|لا توصلني|أزعجتونا بالرسائل|عدم الإرسال|لا تتواصلوا|لا ترسلوا لي|don't send|do not send|no longer wish|take me off|stop texting|stop messages
        """

    private static let other = """
        السلام عليكم ورحمة الله|صباح الخير|مساء الخير|مرحبا|هلا|هاي|الو|رمز التحقق|كود التفعيل|رد آلي|رد تلقائي|خارج المكتب|في إجازة|إجازة سنوية|غلطان|غلط بالرقم|رقم غلط|بالغلط|عرض خاص|عروض|خصم|تخفيضات|للبيع|تسويق|متابعين
        اربح|فرصة استثمار*|سيرتي الذاتيه|توظيف|وظائف|جمعه مباركه|جمعة مباركة|كل عام وانتم بخير|out of office|auto reply|automatic reply|otp|verification code|wrong number|special offer|discount|seo|hello|good morning|vacancy
        اضغط على الرابط|ادخل الرابط|فزت بجائزة|لقد فزت|قرض فوري|تمويل فوري|قروض|سداد المديونيات|زيادة متابعين|عملات رقمية|استثمر|ارباح|وظيفة شاغرة|أبحث عن عمل|أبحث عن وظيفة|مرفق سيرتي|عندكم وظائف|click the link|you have won|winner|investment|crypto|loan offer|job opening|my cv|my resume|looking for a job|hiring
        طلبت بيتزا|وين الطلب يا|كم سعر السيارة|هذا رقم فلان|محمد معي|مين معي|من معي|ارسل لي موقعك|غلطت|معليش غلط|رسالة بالخطأ|آسف بالغلط|الو مين|wrong person|who is this|sent by mistake|is this the|your code is|do not share this code
        """
}
