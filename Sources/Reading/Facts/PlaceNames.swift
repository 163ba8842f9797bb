/// Cities, governorates and towns of Saudi Arabia, as people write them.
///
/// One line a region; a name, then other spellings and English ones after `=`. A name that is also an ordinary word («الخبر»,
/// «الوجه») is marked `!` and needs a word for a place before it.
enum PlaceNames {
    /// A name of one or more words and the name it stands for.
    struct Name: Sendable {
        var words: [WordCode]
        var place: String
        var needsCue: Bool
    }

    /// First word → the names that begin with it, longest first.
    static let byFirstWord: [WordCode: [Name]] = {
        var names: [WordCode: [Name]] = [:]
        for (first, name) in all { names[WordCode(first), default: []].append(name) }
        return names.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }()

    /// The words with which names begin, in normal form.
    static var firstWords: [String] { all.map(\.first) }

    private static let all: [(first: String, name: Name)] = {
        var names: [(String, Name)] = []
        for entry in list.split(whereSeparator: { $0 == "|" || $0 == "\n" }) {
            let parts = entry.split(separator: "=").map { $0.drop { $0 == " " } }
            guard var place = parts.first.map(String.init) else { continue }
            let needsCue = place.hasSuffix("!")
            if needsCue { place.removeLast() }
            for (index, spelling) in ([place] + parts.dropFirst().map(String.init)).enumerated() {
                let words = NormalForm.text(spelling).split(separator: " ").map(String.init)
                guard let first = words.first else { continue }
                let isDoubtful = needsCue && index == 0
                names.append((first, Name(words: words.map { WordCode($0) }, place: place, needsCue: isDoubtful)))
            }
        }
        return names
    }()

    private static let list = """
        الرياض=riyadh=riyad|الدرعية=diriyah|الخرج=al kharj=kharj|الدلم|المزاحمية|القويعية|الدوادمي=dawadmi|المجمعة=majmaah|الزلفي=zulfi|الغاط|شقراء!|عفيف!|حوطة بني تميم|الأفلاج|وادي الدواسر=wadi dawasir|السليل|رماح!|ثادق|حريملاء|ضرما|مرات!|حوطة سدير|تمير|الحريق!
        مكة المكرمة=مكة=makkah=mecca=makka|جدة=jeddah=jedda=jiddah|الطائف=taif|القنفذة=qunfudhah|الليث=al laith=laith|رابغ=rabigh|الجموم=jamoum=jumum|خليص=khulais|الكامل!|الخرمة|رنية|تربة!|ميسان!|أضم|العرضيات|المويه!|بحرة!|ثول=thuwal|عسفان|ذهبان|هدى الشام|مدركة|مستورة!|كلية!
        المدينة المنورة=المدينة النبوية=madinah=medina=madina|ينبع=yanbu|العلا=alula=al ula|المهد!|بدر!|خيبر=khaybar|الحناكية|وادي الفرع|العيص
        بريدة=buraidah=buraydah|عنيزة=unaizah=onaizah|الرس=al rass|البكيرية|المذنب!|رياض الخبراء|البدائع|الأسياح|النبهانية|عيون الجواء|الشماسية|عقلة الصقور|القصيم=qassim
        الدمام=dammam|الخبر!=khobar=al khobar|الظهران=dhahran|القطيف=qatif|الجبيل=jubail|الأحساء=الاحسا=al ahsa=ahsa|الهفوف=hofuf|المبرز!=mubarraz|حفر الباطن=hafr albatin=hafr al batin|رأس تنورة=ras tanura|بقيق=abqaiq|الخفجي=khafji|النعيرية|قرية العليا|سيهات|صفوى|تاروت|العيون!
        أبها=abha|خميس مشيط=khamis mushait=الخميس مشيط|بيشة=bisha|محايل عسير=محايل|النماص|سراة عبيدة|ظهران الجنوب|أحد رفيدة|رجال ألمع|تثليث!|بلقرن|المجاردة|البرك!|تنومة|طريب|عسير=asir=aseer
        تبوك=tabuk|الوجه!|ضباء=ضبا|تيماء|أملج=umluj|حقل!|البدع!|نيوم=neom
        حائل=hail|بقعاء|الغزالة!|الشنان|الحائط!|السليمي|موقق
        عرعر=arar|رفحاء=rafha|طريف!=turaif|العويقيلة
        جازان=جيزان=jazan=jizan|صبيا=sabya|أبو عريش=abu arish|صامطة=samtah|بيش!|ضمد!|الحرث!|فرسان!|الدائر!|العارضة!|أحد المسارحة|العيدابي|فيفاء=فيفا|الريث!|الدرب!|الطوال!
        نجران=najran|شرورة=sharurah|حبونا|بدر الجنوب|يدمة|ثار!|خباش
        الباحة=baha=al baha|بلجرشي=baljurashi|المندق|المخواة|قلوة|العقيق!|غامد الزناد|القرى!
        سكاكا=sakaka|القريات!=qurayyat|دومة الجندل|طبرجل|الجوف!=al jouf
        """
}
