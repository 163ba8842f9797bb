import Testing

@testable import Reading

@Suite("The normal form of Arabic text")
struct NormalFormTests {
    @Test(
        "Different spellings of one word meet",
        arguments: [
            ("أُسْرة", "اسره"), ("محمـــــد", "محمد"), ("مستفید", "مستفيد"), ("٣٣٢١", "3321"), ("۳۳۲۱", "3321"),
            ("شكرااااا", "شكرا"), ("مسؤول", "مسوول"), ("الطوارئ", "الطواري"), ("على", "علي"), ("ﻣﺤﻤﺪ", "محمد"),
            ("ﷲ", "الله"), ("HELLO", "hello"), ("١٠٠٠", "1000"), ("\u{200F}نعم\u{202C}", "نعم"), ("گريم", "كريم"),
            ("Ａ１", "a1"), ("ا\u{654}حمد", "احمد"), ("الممار ســــات", "الممار سات"),
        ])
    func meets(_ written: String, _ normal: String) {
        #expect(NormalForm.text(written) == normal)
    }

    @Test("A word is searched by its stem")
    func stems() {
        for (one, other) in [
            ("المساعدات", "مساعدات"), ("والمعلمون", "معلمين"), ("لوالدتي", "والدتي"), ("٧٩", "79"), ("المسنّة", "مسنه"),
        ] {
            let forms = (SearchForm.forms(one).first ?? [], SearchForm.forms(other).first ?? [])
            #expect(!Set(forms.0).isDisjoint(with: forms.1), "\(forms)")
        }
    }

    @Test("A very long text is read at its beginning and its end")
    func bounded() {
        let words = Words(normal: NormalForm.scalars(of: String(repeating: "كلمة ", count: 50_000) + "النهاية"))
        #expect(words.buffer.count <= Words.scalarLimit * 2)
        #expect(words.word(words.count - 1) == "النهايه")
    }
}
