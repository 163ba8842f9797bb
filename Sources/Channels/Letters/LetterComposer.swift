public import Casework
public import Foundation
public import Typesetting

/// Makes a letter of an outgoing text and the association's letterhead: pure, the same for the same text and profile.
public enum LetterComposer {
    /// The letter; `verification` is the address or code by which a reader verifies it.
    public static func letter(
        of text: OutgoingText, _ profile: AssociationProfile, verification: String? = nil
    ) -> Typesetting.Letter {
        let day = CalendarDay(of: text.createdAt, in: profile.calendar.timeZone)
        let hijri = HijriDate(day, overrides: profile.calendar.hijriOverrides)
        let head = profile.letterhead
        let form = Form(text.language)
        let words = LetterWords(text.text)
        let name = text.recipient.name.map(ReadableText.oneLine).flatMap { $0.isEmpty ? nil : $0 }
        return Typesetting.Letter(
            head: letterhead(profile, text.language),
            language: text.language == .arabic ? .arabic : .english,
            number: head.printsNumber ? form.number(text.details.letterNumber) : nil,
            dateHijri: head.printsDate ? hijri.text(text.language) : "",
            dateGregorian: head.printsDate ? day.text(text.language) : "",
            attachments: head.printsAttachments
                ? CountWording.attachments(text.details.attachments.count, text.language) : "",
            addressee: form.addressee(name), honorific: name == nil ? "" : form.honorific,
            salutation: form.salutation(name), subject: text.subject, body: words.body,
            closing: words.closes ? "" : form.closing, signerTitle: signer(text, profile),
            reference: text.reference.description,
            verification: verification ?? text.details.verification, issuedOn: day.description)
    }

    /// The letter's PDF-ready text.
    public static func text(
        of text: OutgoingText, _ profile: AssociationProfile, verification: String? = nil
    ) -> LetterText {
        LetterPaginator.pages(of: letter(of: text, profile, verification: verification))
    }

    /// The letter's PDF; throws `TypesettingError` when it cannot be set.
    public static func pdf(
        of text: OutgoingText, _ profile: AssociationProfile, verification: String? = nil
    ) throws(TypesettingError) -> Data {
        try PDFTypesetter.pdf(from: self.text(of: text, profile, verification: verification))
    }

    private static func letterhead(_ profile: AssociationProfile, _ language: Language) -> Typesetting.Letterhead {
        let registration = profile.letterhead.registration.flatMap { $0.number.isEmpty ? nil : $0 }
        let purposes = profile.letterhead.accountPurposes.map { $0[language] }
        let contact = [MailWriting.address(of: profile), profile.phone].compactMap(\.self)
        let separator = language == .arabic ? "، " : ", "
        return Typesetting.Letterhead(
            nameArabic: profile.name.arabic, nameEnglish: profile.name.english,
            registrationLine: registration.map {
                "المسجلة برقم (\(ArabicDigits.arabicIndic($0.number))) بـ\($0.authority.arabic)"
            },
            registrationLineEnglish: registration.map { "Reg. No. (\($0.number)) \($0.authority.english)" },
            footerLines: [purposes.joined(separator: separator), contact.joined(separator: "  ")].filter { !$0.isEmpty }
        )
    }

    private static func signer(_ text: OutgoingText, _ profile: AssociationProfile) -> String {
        text.details.signedBy.flatMap(profile.officer)?.title[text.language] ?? profile.name[text.language]
    }

    /// The words of the form in one language.
    private struct Form {
        let language: Language
        init(_ language: Language) { self.language = language }

        func addressee(_ name: String?) -> String {
            switch (language, name) {
            case (.arabic, let name?): "المكرم/ة: \(name)"
            case (.arabic, nil): "المستفيد/ة الكريم/ة"
            case (.english, let name?): name
            case (.english, nil): ""
            }
        }

        /// A register's number in the digits of the language.
        func number(_ number: String?) -> String? {
            language == .arabic ? number.map(ArabicDigits.arabicIndic) : number
        }

        /// The plural of respect fits men and women alike.
        var honorific: String { language == .arabic ? "حفظكم الله" : "" }

        func salutation(_ name: String?) -> String {
            switch language {
            case .arabic: "السلام عليكم ورحمة الله وبركاته، وبعد:"
            case .english: name.map { "Dear \($0)," } ?? "Dear Sir or Madam,"
            }
        }

        var closing: String {
            switch language {
            case .arabic: "سائلين الله لكم التوفيق والسداد، وتقبلوا خالص التحية والتقدير،،،"
            case .english: "Yours faithfully,"
            }
        }
    }
}
