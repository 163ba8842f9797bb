/// The words that announce facts.
enum FactCueWords {
    static let lists: [(FactCue, String)] = [
        (
            .identity,
            "هوية هويتي هويه الهوية السجل سجلي مدني المدني إقامة إقامتي اقامتها هويتها هويته بطاقة id iqama national identity nid"
        ),
        (
            .phone,
            "جوال جوالي جوالها موبايل موبايلي هاتف هاتفي تلفون تليفون تلفوني رقمي اتصلوا كلموني واتس واتساب mobile phone call whatsapp tel contact telephone"
        ),
        (.account, "ايبان آيبان ايباني حساب حسابي iban account"),
        (
            .file,
            "ملف ملفي ملفنا طلب طلبي طلبنا معاملة معاملتي قضية قضيتي مرجع المرجع مرجعي عضوية مستفيد صك بلاغ بلاغي شكواي تذكرة استمارة file ref reference case ticket request application complaint order receipt"
        ),
        (.number, "رقم رقمه رقمها برقم no number num nr"),
        (
            .money,
            "راتب راتبي معاش إيجار الايجار دين ديون مبلغ مبلغا فاتورة فواتير قسط اقساط دخل دخلي دخلنا تبرع أتبرع اتبرع متبرع ضمان مديون غرامة تكلفة سعر بسعر قيمة بقيمة حوالة دفعت ادفع صرف salary rent debt amount bill income donate donation pay paid owe fee cost price worth"
        ),
        (
            .by,
            "قبل بحلول حتى حتي لغاية لحد أقصاه اقصاها موعد موعدي موعدنا المهلة مهلة ينتهي تنتهي by before until till deadline due latest"
        ),
        (.within, "خلال غضون ظرف within"),
        (.after, "بعد عقب after in"),
        (.before, "قبل من ago"),
        (.next, "القادم القادمة الجاي الجاية جاي الجايه المقبل المقبلة الياي اللي next coming"),
        (.previous, "الماضي الماضية الفائت الفايت اللي-فات فات last past"),
        (.dayWord, "يوم ليوم نهار تاريخ بتاريخ on date dated day"),
        (.monthWord, "شهر month"),
        (
            .have,
            "عندي عندنا لدي لدينا معي معاي معايا معنا أعول أعيل اعولهم ام أم أب اب والدة لي انا وانا have has with mother father single got raising support supporting"
        ),
        (
            .child,
            "أطفال اطفالي اطفالنا عيال عيالي عيالنا أولاد اولادي ولد اولادنا أبناء ابنائي ابنايي ابناؤه بنات بناتي بناتنا أيتام ايتامي يتيم بزران بزارين بزورة ورعان عيل kids children child dependents dependants orphans daughters sons girls boys babies"
        ),
        (.household, "أفراد فرد أنفار نفر أشخاص شخص people persons members"),
        (.twoChildren, "طفلين طفلان ولدين ولدان بنتين بنتان يتيمين توأم طفلتين ابنين ابنتين عيلين twins"),
        (.oneChild, "طفل طفلة بنت رضيع رضيعة"),
        (.mine, "عيالي اطفالي اولادي ابنائي ابنايي بناتي ايتامي اولادنا عيالنا اطفالنا"),
        (.small, "صغار صغيرين قصر young small little more minor minors orphaned"),
        (
            .at,
            "في من إلى الى بمدينة ساكن ساكنة ساكنين نسكن أسكن اسكن اعيش نعيش مقيم مقيمة مقيمين سكان أهل اهالي فرع فرعكم منطقة in from at to near live living city branch"
        ),
        (.city, "مدينة محافظة منطقة مركز قرية هجرة city governorate province town village"),
        (.district, "حي بحي district neighbourhood neighborhood"),
        (.hospital, "مستشفى بمستشفى المستشفى مستشفي مشفى"),
        (.blood, "فصيلة فصيلته فصيلتها فصيلتي دم الدم دمه زمرة صفائح blood type group donor donors"),
        (.positive, "موجب موجبة ايجابي بوزتيف بوزيتيف positive pos ve plus"),
        (.negative, "سالب سالبة سلبي نيجاتيف نقتف negative neg minus"),
        (
            .staff,
            "موظف موظفة موظفكم موظفتكم موظفتك الأخصائي اخصائي اخصائية أخصائية باحث باحثة مدير مديرة مندوب مندوبة سائق سكرتير سكرتيرة مشرف مشرفة محاسب employee officer manager driver receptionist supervisor worker staff"
        ),
        (.named, "اسمه اسمها يدعى تدعى واسمه واسمها named called name"),
        (.half, "نص نصف half"),
        (
            .stop,
            "و في من على عن الى إلى لأن لان عشان علشان منذ بعد قبل وهو وهي هو هي التي الذي اللي مع حتى وقد قد كان كانت يوم امس اليوم الان الحين ونحتاج نحتاج وأحتاج وأمي وابوي وانا ولم ولا ما لا لم بسبب حيث ثم او أو جزاكم شكرا الله تكفون رجاء ارجو لحالة عاجل غرفة قسم الدور and the for with because since please is was at on in to or near my our we i"
        ),
    ]
}

/// Number words, scales and currencies: Standard Arabic, Saudi, Gulf and Egyptian speech, English.
enum FactNumberWords {
    static let numbers: [(Int, String)] = [
        (1, "واحد واحدة one"), (2, "اثنين اثنان اثنتين ثنتين اتنين two"),
        (3, "ثلاثة ثلاث تلاتة تلات ثلاثه three"), (4, "أربعة أربع four"), (5, "خمسة خمس five"), (6, "ستة ست six"),
        (7, "سبعة سبع seven"), (8, "ثمانية ثمان ثماني تمنية تمانية تمن eight"), (9, "تسعة تسع nine"),
        (10, "عشرة عشر ten"), (11, "احدعش حدعش احدعشر حداشر eleven"), (12, "اثنعش اثناعش اثنعشر اتناشر طنعش twelve"),
        (13, "ثلاثطعش ثلطعش تلطاشر thirteen"), (14, "اربعطعش اربعتعش اربعتاشر fourteen"),
        (15, "خمسطعش خمستعش خمستاشر fifteen"), (16, "ستطعش ستعش ستاشر sixteen"),
        (17, "سبعطعش سبعتعش سبعتاشر seventeen"), (18, "ثمنطعش ثمنتعش ثمانطعش تمنتاشر eighteen"),
        (19, "تسعطعش تسعتعش تسعتاشر nineteen"), (20, "عشرين عشرون twenty"), (30, "ثلاثين ثلاثون تلاتين thirty"),
        (40, "أربعين أربعون forty fourty"), (50, "خمسين خمسون fifty"), (60, "ستين ستون sixty"),
        (70, "سبعين سبعون seventy"), (80, "ثمانين ثمانون تمانين eighty"), (90, "تسعين تسعون ninety"),
        (200, "مئتين مئتان ميتين مائتين مائتان متين"), (300, "ثلاثمئة ثلاثمائة ثلاثمية ثلثمية ثلاثميه تلتمية تلتميت"),
        (400, "أربعمئة أربعمائة أربعمية ربعمية ربعميت"), (500, "خمسمئة خمسمائة خمسمية خمسميت خمسميا"),
        (600, "ستمئة ستمائة ستمية ستميت"), (700, "سبعمئة سبعمائة سبعمية سبعميت"),
        (800, "ثمانمئة ثمانمائة ثمانمية ثمنمية ثمنميت تمنمية تمنميت"), (900, "تسعمئة تسعمائة تسعمية تسعميت"),
        (2_000, "ألفين الفان"), (2_000_000, "مليونين"),
    ]
    static let scales: [(Int, String)] = [
        (100, "مئة مائة مية ميت hundred"), (1_000, "ألف آلاف الاف الف k thousand"), (1_000_000, "مليون ملايين million"),
    ]
    static let currencies: [(StaticString, String)] = [
        ("SAR", "ريال ريالا ريالات ريالات sar sr riyal riyals rial saudi-riyals ريالل ريل"),
        ("USD", "دولار دولارات usd dollar dollars"),
        ("EGP", "جنيه جنيهات egp pound pounds"), ("KWD", "دينار دنانير kwd dinar dinars"),
        ("AED", "درهم دراهم aed dirham dirhams"), ("EUR", "يورو eur euro euros"),
    ]
    static let currencySigns: [String: StaticString] = ["$": "USD", "€": "EUR", "\u{20C1}": "SAR"]
}

/// Months, days and units of time.
enum FactDateWords {
    static let months = [
        "يناير january jan", "فبراير شباط february feb", "مارس آذار march mar", "أبريل إبريل ابرايل نيسان april apr",
        "مايو أيار may", "يونيو يونيه حزيران june jun", "يوليو يوليه تموز july jul", "أغسطس اغسطوس آب august aug",
        "سبتمبر أيلول september sept sep", "أكتوبر october oct", "نوفمبر november nov", "ديسمبر december dec",
    ]
    /// Months of two words stand under their first; 3 and 5 stand for the first of the pair.
    static let hijriMonths: [(Int, String)] = [
        (1, "محرم muharram"), (2, "صفر safar"), (3, "ربيع rabi"), (5, "جمادى جماد jumada"), (7, "رجب rajab"),
        (8, "شعبان shaban shaaban"), (9, "رمضان ramadan ramadhan"), (10, "شوال shawwal"),
        (11, "القعدة ذوالقعدة ذيالقعدة"), (12, "الحجة ذوالحجة ذيالحجة"),
    ]
    static let weekdays = [
        "الأحد sunday", "الاثنين الإثنين monday", "الثلاثاء الثلوث tuesday", "الأربعاء الربوع wednesday",
        "الخميس thursday", "الجمعة friday", "السبت saturday",
    ]
    static let days: [(Int, String)] = [
        (0, "اليوم today tonight الليلة"), (1, "بكره بكرة بكرا باكر غدا غد الغد tomorrow bukra tmrw tomorow"),
        (-1, "أمس البارح البارحة امبارح yesterday"),
    ]
    static let units: [(unit: (days: Int, count: Int), list: String)] = [
        ((1, 1), "يوم أيام يوما day days"), ((1, 2), "يومين"), ((7, 1), "أسبوع أسابيع week weeks"), ((7, 2), "أسبوعين"),
        ((30, 1), "شهر أشهر شهور month months"), ((30, 2), "شهرين"),
    ]
}
