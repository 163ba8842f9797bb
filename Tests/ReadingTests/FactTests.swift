import Casework
import Reading
import Testing

@Suite("Facts an officer would copy out")
struct FactTests {
    /// A Wednesday: 24 Shaban 1447.
    static let received = CalendarDay(year: 2026, month: 2, day: 11)

    static func found(_ text: String) throws -> [String] {
        let received = try #require(Self.received)
        return FactReading.read(text, received: received).map { "\($0.kind.rawValue) \($0.value)" }
    }

    static let phones: [(String, [String])] = [
        ("جوالي 0551234567", ["phone +966551234567"]),
        ("جوالي ٠٥٥١٢٣٤٥٦٧ تكفون", ["phone +966551234567"]),
        ("call me +966 55 123 4567", ["phone +966551234567"]),
        ("رقمي 00966551234567", ["phone +966551234567"]),
        ("رقمي 966551234567", ["phone +966551234567"]),
        ("whatsapp +9660551234567", ["phone +966551234567"]),
        ("اتصلوا على 055-123-4567 أو 0509876543", ["phone +966551234567", "phone +966509876543"]),
        ("كلموني 55 123 4567", ["phone +966551234567"]),
        ("هاتف 0112345678", ["phone +966112345678"]),
        ("الرقم الموحد 920001234", ["phone +966920001234"]),
        ("جوالي \u{202A}٠٥٥ ١٢٣ ٤٥٦٧\u{202C}", ["phone +966551234567"]),
        ("my number is +20 100 123 4567", ["phone +201001234567"]),
        ("جوالي 055123456", []),
    ]
    static let identities: [(String, [String])] = [
        ("هويتي 1000000008", ["national_id 1000000008"]),
        ("رقم الهوية ١٠٠٠٠٠٠٠٠٨", ["national_id 1000000008"]),
        ("رقم الإقامة 2000000006", ["iqama 2000000006"]),
        ("iqama no. 2 000 000 006", ["iqama 2000000006"]),
        ("السجل المدني: 1000000008", ["national_id 1000000008"]),
        ("رقم الفاتورة 1000000009", []),
        ("1000000008", ["national_id 1000000008"]),
        ("الايبان SA03 8000 0000 6080 1016 7519", ["iban SA0380000000608010167519"]),
        ("iban sa0380000000608010167519 thanks", ["iban SA0380000000608010167519"]),
        ("حسابي SA٠٣٨٠٠٠٠٠٠٠٦٠٨٠١٠١٦٧٥١٩", ["iban SA0380000000608010167519"]),
        ("ايبان 0380000000608010167519", ["iban SA0380000000608010167519"]),
        ("ايبان SA0480000000608010167519", []),
        ("my account GB82 WEST 1234 5698 7654 32", ["iban GB82WEST12345698765432"]),
    ]
    static let files: [(String, [String])] = [
        ("رقم الملف 4512", ["file_number 4512"]),
        ("ملفي رقم ٤٥١٢", ["file_number 4512"]),
        ("طلب رقم: 1447/233", ["file_number 1447/233"]),
        ("file no. 88123", ["file_number 88123"]),
        ("رقم المعاملة 552-19", ["file_number 552-19"]),
        ("my reference is A-1234", ["file_number A-1234"]),
        ("بخصوص طلبي #90817", ["file_number 90817"]),
        ("ticket #4411 please", ["file_number 4411"]),
        ("application number 26004172", ["file_number 26004172"]),
        ("ملفي عندكم من 5 سنوات", []),
        ("طلبي له 3 شهور", []),
        ("case 771", ["file_number 771"]),
    ]
    static let amounts: [(String, [String])] = [
        ("عليّ ايجار 5000 ريال", ["amount 5000 SAR"]),
        ("راتبي ٣٬٥٠٠ ر.س", ["amount 3500 SAR"]),
        ("الفاتورة 1,250.50 ريال", ["amount 1250.5 SAR"]),
        ("SAR 700", ["amount 700 SAR"]),
        ("I owe 12000 SAR", ["amount 12000 SAR"]),
        ("خمسمية ريال", ["amount 500 SAR"]),
        ("خمسمائة ريال", ["amount 500 SAR"]),
        ("محتاجين ألف ريال", ["amount 1000 SAR"]),
        ("ألف ونص ريال", ["amount 1500 SAR"]),
        ("الفين ريال", ["amount 2000 SAR"]),
        ("ثلاثة آلاف ومئتين ريال", ["amount 3200 SAR"]),
        ("٥ الاف ريال", ["amount 5000 SAR"]),
        ("نص مليون ريال", ["amount 500000 SAR"]),
        ("2.5 million riyals", ["amount 2500000 SAR"]),
        ("three hundred riyals", ["amount 300 SAR"]),
        ("twenty five thousand SAR", ["amount 25000 SAR"]),
        ("خمسة وعشرين ألف ريال", ["amount 25000 SAR"]),
        ("الدين ٨٠ ألف", ["amount 80000 SAR"]),
        ("عندي مية وخمسين ريال", ["amount 150 SAR"]),
        ("$100", ["amount 100 USD"]),
        ("٢٠٠ جنيه", ["amount 200 EGP"]),
        ("تمنمية جنيه", ["amount 800 EGP"]),
        ("100 ريال سعودي", ["amount 100 SAR"]),
        ("ريالين بس", ["amount 2 SAR"]),
        ("500﷼", ["amount 500 SAR"]),
        ("my rent is 2500 a month", ["amount 2500 SAR"]),
        ("وصلنا 50 كيلو رز", []),
    ]
    static let days: [(String, [String])] = [
        ("موعدي 13/2/2026", ["wanted_by 2026-02-13"]),
        ("بتاريخ 5/3/2025م", ["date 2025-03-05"]),
        ("on 2025-12-31", ["date 2025-12-31"]),
        ("بتاريخ ٥-١-٢٠٢٦", ["date 2026-01-05"]),
        ("بتاريخ 15/8/1447هـ", ["date 2026-02-03"]),
        ("بتاريخ ١٥/٨/١٤٤٧", ["date 2026-02-03"]),
        ("بتاريخ 15/08/47هـ", ["date 2026-02-03"]),
        ("يوم 20/1", ["date 2026-01-20"]),
        ("10 يناير 2026", ["date 2026-01-10"]),
        ("١٠ كانون الثاني ٢٠٢٦", ["date 2026-01-10"]),
        ("3 تشرين الأول 2025", ["date 2025-10-03"]),
        ("٢٠ شباط", ["date 2026-02-20"]),
        ("12 March 2026", ["date 2026-03-12"]),
        ("on the 12th of March", ["date 2026-03-12"]),
        ("March 12, 2026", ["date 2026-03-12"]),
        ("١٥ شعبان ١٤٤٧", ["date 2026-02-03"]),
        ("١٥ شعبان", ["date 2026-02-03"]),
        ("الخامس من رمضان", ["date 2026-02-22"]),
        ("1 ذو الحجة 1447هـ", ["date 2026-05-18"]),
        ("10 ربيع الثاني 1447", ["date 2025-10-02"]),
        ("5 Ramadan 1447", ["date 2026-02-22"]),
        ("بكره", ["date 2026-02-12"]),
        ("بكرا الصبح", ["date 2026-02-12"]),
        ("غداً", ["date 2026-02-12"]),
        ("بعد بكره", ["date 2026-02-13"]),
        ("the day after tomorrow", ["date 2026-02-13"]),
        ("أمس", ["date 2026-02-10"]),
        ("امبارح", ["date 2026-02-10"]),
        ("يوم الأحد", ["date 2026-02-15"]),
        ("الأحد الجاي", ["date 2026-02-15"]),
        ("يوم الاثنين الماضي", ["date 2026-02-09"]),
        ("next Sunday", ["date 2026-02-15"]),
        ("last Monday", ["date 2026-02-09"]),
        ("بعد أسبوع", ["date 2026-02-18"]),
        ("عقب اسبوعين", ["date 2026-02-25"]),
        ("in two weeks", ["date 2026-02-25"]),
        ("قبل ٣ أيام", ["date 2026-02-08"]),
        ("3 days ago", ["date 2026-02-08"]),
        ("قبل يوم الخميس", ["wanted_by 2026-02-12"]),
        ("خلال ثلاثة أيام", ["wanted_by 2026-02-14"]),
        ("within 5 days", ["wanted_by 2026-02-16"]),
        ("before Friday", ["wanted_by 2026-02-13"]),
        ("لازم تردون قبل بكره", ["wanted_by 2026-02-12"]),
        ("آخر موعد 20/2/2026", ["wanted_by 2026-02-20"]),
        ("due by 1 March", ["wanted_by 2026-03-01"]),
        ("32/1/2026", []),
        ("بتاريخ 30/2/2026", []),
        ("نسبة 1/2 من الراتب", []),
        ("ما جاني أحد", []),
    ]
    static let dependants: [(String, [String])] = [
        ("عندي خمسة أطفال", ["dependants 5"]),
        ("عندي ٤ عيال", ["dependants 4"]),
        ("انا وعيالي الثلاثة", ["dependants 3"]),
        ("I have 4 kids", ["dependants 4"]),
        ("mother of three children", ["dependants 3"]),
        ("أعول ستة أيتام", ["dependants 6"]),
        ("عندي ثلاث بنات وولدين", ["dependants 5"]),
        ("عندي بنتين", ["dependants 2"]),
        ("لدي طفلين", ["dependants 2"]),
        ("معي تلات عيال", ["dependants 3"]),
        ("عدد أفراد الأسرة ٧", ["dependants 7"]),
        ("نحن ٦ أفراد", ["dependants 6"]),
        ("عيالي خمسه", ["dependants 5"]),
        ("three small children", ["dependants 3"]),
        ("raising 2 sons and 3 daughters", ["dependants 5"]),
        ("ولدي عمره 5 سنوات", []),
        ("بنتي عمرها ثلاث سنين", []),
    ]
    static let places: [(String, [String])] = [
        ("ساكن في الرياض", ["place الرياض"]), ("انا من جدة", ["place جدة"]), ("جده متوفي", []),
        ("بالطائف", ["place الطائف"]), ("نسكن بخميس مشيط", ["place خميس مشيط"]), ("I live in Jeddah", ["place جدة"]),
        ("from Makkah", ["place مكة المكرمة"]), ("مكه المكرمه", ["place مكة المكرمة"]), ("وصلني الخبر", []),
        ("مدينة الخبر", ["place الخبر"]), ("للرياض", ["place الرياض"]), ("محافظة القنفذة", ["place القنفذة"]),
        ("حي النسيم", ["place حي النسيم"]), ("بحي الروضة جنب المسجد", ["place حي الروضة"]),
        ("مستشفى الملك فهد", ["hospital مستشفى الملك فهد"]),
        ("منوم في مستشفى الملك خالد الجامعي", ["hospital مستشفى الملك خالد الجامعي"]),
        ("at King Fahd Hospital", ["hospital King Fahd Hospital"]), ("في حفر الباطن", ["place حفر الباطن"]),
        ("من جازان", ["place جازان"]), ("بأبها", ["place أبها"]),
    ]
    static let others: [(String, [String])] = [
        ("نحتاج دم O+", ["blood_group O+"]), ("فصيلة O سالب", ["blood_group O-"]), ("فصيلته AB+", ["blood_group AB+"]),
        ("blood type B negative", ["blood_group B-"]), ("فصيلة الدم او موجب", ["blood_group O+"]),
        ("الفصيلة +A", ["blood_group A+"]), ("متبرعين فصيلة A-", ["blood_group A-"]), ("خطة B- انتهت", []),
        ("الموظفة نورة ما ردت", ["staff نورة"]), ("الأخصائي اسمه خالد", ["staff خالد"]),
        ("your employee Ahmed shouted", ["staff Ahmed"]), ("الموظف ما يرد", []),
        ("", []), ("السلام عليكم", []),
        (
            "أنا أم لأربعة أطفال من ينبع، هويتي 1000000008 وجوالي 0551234567 وعلينا ايجار ٦٠٠٠ ريال قبل 1/3/2026",
            [
                "dependants 4", "place ينبع", "national_id 1000000008", "phone +966551234567", "amount 6000 SAR",
                "wanted_by 2026-03-01",
            ]
        ),
    ]

    static let table: [(String, [String])] = [phones, identities, files, amounts, days, dependants, places, others]
        .flatMap(\.self)

    @Test(
        "what is stated is found, normalised and checked",
        arguments: FactTests.table)
    func stated(text: String, expected: [String]) throws {
        #expect(try Self.found(text) == expected, "\(text)")
    }

    @Test("the table has at least 120 cases")
    func breadth() {
        #expect(Self.table.count >= 120)
    }

    @Test("the words found are those of the text as written, drawing marks and direction marks included")
    func words() throws {
        let text = "السلام عليكم\nجوالي \u{202A}٠٥٥ ١٢٣ ٤٥٦٧\u{202C} شكرا"
        let received = try #require(Self.received)
        let fact = try #require(FactReading.read(text, received: received).first)
        #expect(fact.words == "٠٥٥ ١٢٣ ٤٥٦٧")
        let scalars = Array(text.unicodeScalars)[fact.start..<fact.start + fact.length]
        #expect(String(String.UnicodeScalarView(scalars)) == fact.words)
    }

    @Test("pages show of what identifies somebody its end only")
    func masked() throws {
        let received = try #require(Self.received)
        let facts = FactReading.read("هويتي 1000000008 وجوالي 0551234567", received: received)
        #expect(facts.map(\.shownValue) == ["••••0008", "+966551234567"])
    }

    @Test(
        "hostile texts are read in linear time",
        arguments: ["1 ", "05-", "SA03", "الف و", "1/1/", "عيالي ", "مستشفى ", "A", "بعد ", "خمسة و", "+", "ملف رقم "])
    func hostile(part: String) throws {
        let received = try #require(Self.received)
        let text = String(repeating: part, count: 20_000)
        let took = ContinuousClock().measure { _ = FactReading.read(text, received: received) }
        #expect(took < .seconds(15))
    }
}
