import Casework
import Testing
import Wording

@Suite("The shipped wordings")
struct ShippedTemplatesTests {
    private let wording: Wording
    private let alEman: AssociationProfile

    init() throws {
        wording = try Shipped.compiled.get()
        alEman = try #require(Shipped.associations.first { $0.id.rawValue == "al-eman" })
    }

    @Test(
        "Every wording exists in both languages, uses known variables and fits into two parts for all five associations"
    )
    func check() {
        #expect(Shipped.associations.count == 5)
        #expect(wording.problems(associations: Shipped.associations).map(\.description) == [])
    }

    @Test(
        "Every wording can be written for every medium, with nothing left to fill in",
        arguments: MessageTemplate.allCases, Language.allCases)
    func complete(template: MessageTemplate, language: Language) throws {
        for medium in Medium.allCases {
            let written = try wording.text(
                template, language: language, values: Shipped.values(language), association: alEman, medium: medium)
            #expect(!written.body.isEmpty)
            #expect(written.subject.isEmpty == [.sms, .chat].contains(medium))
            for text in [written.subject, written.body] {
                #expect(!text.contains("{{") && !text.contains("}}") && !text.contains("  "))
            }
        }
    }

    @Test("Arabic wordings hold no English words and English ones no Arabic", arguments: MessageTemplate.allCases)
    func languages(template: MessageTemplate) throws {
        let arabic = try wording.text(
            template, language: .arabic, values: Shipped.values(.arabic), association: alEman, medium: .email)
        let english = try wording.text(
            template, language: .english, values: Shipped.values(.english), association: alEman, medium: .email)
        let latin = arabic.body.replacing(Shipped.link, with: "")
        #expect(!latin.unicodeScalars.contains { $0.isASCII && $0.properties.isAlphabetic })
        #expect(!english.body.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) })
    }

    @Test("A mail greets, answers and closes")
    func acknowledgement() throws {
        let mail = try wording.text(
            .acknowledgement, language: .arabic,
            values: [
                .salutation: "المكرمة/ نورة حفظها الله", .reference: "26004173", .days: "٣ أيام عمل",
                .link: "https://al-eman.example/t/26004173", .unit: "",
            ],
            association: alEman, medium: .email)
        #expect(mail.subject == "وصلتنا رسالتكم رقم 26004173")
        #expect(mail.body.hasPrefix("المكرمة/ نورة حفظها الله\nالسلام عليكم ورحمة الله وبركاته، وبعد:\n\n"))
        #expect(mail.body.contains("خلال ٣ أيام عمل."))
        #expect(!mail.body.contains("وهي الآن لدى"))
        #expect(mail.body.hasSuffix("وتقبلوا خالص التحية والتقدير،\nجمعية الإيمان لرعاية مرضى السرطان الخيرية"))
    }

    @Test("A short text carries the short name and Latin digits")
    func shortText() throws {
        let text = try wording.text(
            .acknowledgement, language: .arabic,
            values: [.reference: "26004173", .days: "٣ أيام عمل", .link: "https://al-eman.example/t/26004173"],
            association: alEman, medium: .sms)
        #expect(text.body.hasPrefix("جمعية الإيمان: "))
        #expect(text.body.contains("3 أيام عمل"))
        #expect(text.subject.isEmpty)
    }

    @Test("A letter carries Arabic-Indic digits, in its subject too")
    func letter() throws {
        let letter = try wording.text(
            .rejected, language: .arabic, values: Shipped.values(.arabic), association: alEman, medium: .letter)
        #expect(letter.subject == "نتيجة دراسة الطلب رقم ٢٦٠٠٤١٧٣")
        #expect(!letter.body.unicodeScalars.contains { (0x30...0x39).contains($0.value) })
    }

    @Test(
        "The neutral receipt names neither the association nor a link and is one part long",
        arguments: Language.allCases)
    func neutral(language: Language) throws {
        for medium in [Medium.sms, .email] {
            let text = try wording.text(
                .safeguarding, language: language, values: Shipped.values(language), association: alEman, medium: medium
            )
            #expect(!text.body.contains(alEman.name[language]) && !text.body.contains(alEman.shortName[language]))
            #expect(!text.body.contains("https"))
            #expect(SMSSegments.count(text.body).segments == 1)
        }
    }

    @Test("Short texts hold no religious formula, reason or outcome", arguments: MessageTemplate.allCases)
    func discreet(template: MessageTemplate) throws {
        var values = Shipped.values(.arabic)
        for variable in [WordingVariable.reason, .fullReason, .outcome, .fullOutcome, .finding, .service, .terms] {
            values[variable] = "سري"
        }
        let text = try wording.text(template, language: .arabic, values: values, association: alEman, medium: .sms)
        #expect(!text.body.contains("سري") && !text.body.contains("السلام عليكم") && !text.body.contains("الله"))
    }

    @Test("The shortest time for a decision is the association's own, and Khairat names none")
    func decisionTime() throws {
        let khairat = try #require(Shipped.associations.first { $0.id.rawValue == "khairat" })
        let values = Shipped.values(.arabic)
        let ours = try wording.text(
            .committeeReferral, language: .arabic, values: values, association: alEman, medium: .email)
        #expect(ours.body.contains("لا تقل عن ١٤ يوماً"))
        let theirs = try wording.text(
            .committeeReferral, language: .arabic, values: values, association: khairat, medium: .email)
        #expect(!theirs.body.contains("لا تقل عن"))
    }

    @Test("An officer's own words come through untouched, whatever they hold")
    func reply() throws {
        let answer = "نعم {{ref}} & <b>٣</b> \"مرفقات\""
        for medium in [Medium.email, .sms] {
            let text = try wording.text(
                .reply, language: .arabic, values: [.answer: answer, .reference: "26004173", .signature: "وحدة"],
                association: alEman, medium: medium)
            #expect(text.body.contains(answer))
        }
    }
}
