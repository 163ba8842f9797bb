import Casework
import Testing

@testable import Reading

@Suite("What must skip the queue")
struct UrgencyTests {
    @Test(
        "Danger is recognised in many ways of speaking",
        arguments: [
            ("أبوي طايح وما يتنفس تكفون", Urgency.emergency), ("my father is unconscious", .emergency),
            ("بنتي ضاعت في السوق", .emergency), ("أخذت الجرعة الكيماوية وحرارتها ٣٩", .emergency),
            ("ولدي شرب كلور", .emergency), ("ما أبي أعيش خلاص", .emergency), ("I want to end my life", .emergency),
            ("معه سكين ويهددنا", .emergency), ("الأطفال محبوسين في غرفة ويضربهم عمهم", .safeguarding),
            ("زوجي يضربني", .safeguarding), ("تحرش بي الموظف", .safeguarding), ("بيزوجوني وانا صغيرة", .safeguarding),
            ("ساحبين جوازاتنا", .safeguarding), ("الموظف طلب رشوة", .safeguarding),
            ("لا تتصلون على رقمي", .safeguarding),
            ("خلص الدواء من يومين", .high), ("عندنا ذبايح زايدة الحين", .high),
            ("فيه واحد ينتحل باسم الجمعية برابط", .high),
        ])
    func raised(_ text: String, _ level: Urgency) {
        #expect(PreparedText(text).urgency.first?.level == level)
    }

    @Test(
        "Ordinary words that only sound alarming raise nothing",
        arguments: [
            "ذبحني الانتظار عندكم", "متنا من الحر في الصالة", "قتلتونا رسايل", "يموتني القهر منكم",
            "ضربت الرقم عشر مرات",
            "متى دورة عن العنف الأسري", "نرعى المسنين في المستشفى", "توفيت والدتي رحمها الله شكرا لكم",
            "الاكل نار تسلم ايدكم",
            "عمري 16 ابي اتطوع", "اغتصبتوا فرحة العيد", "المساهمة في المستشفى", "متى موعد الجوازات",
            "احترق قلبي على الوجبات",
        ])
    func ordinary(_ text: String) {
        #expect(PreparedText(text).urgency.isEmpty)
    }

    @Test("The words that raised a message are shown as written")
    func why() throws {
        let match = try #require(PreparedText("تكفون ولدي ضاع اليوم").urgency.first)
        let text = PreparedText("تكفون ولدي ضاع اليوم")
        #expect(Set(match.words.map(text.written.word)) == ["ولدي", "ضاع"])
    }
}
