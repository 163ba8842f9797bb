/// The words that the form itself puts on a letter.
struct LetterLabels: Sendable {
    var number: String
    var date: String
    var corresponding: String
    var attachments: String
    var noAttachments: String
    var subject: String
    var name: String
    var signature: String
    var reference: String
    var verification: String
    /// The words of the opening line, on Arabic letters only.
    var basmala: String?

    /// What is left to be written by hand.
    static let blank = "......................"

    init(_ language: LetterLanguage) {
        switch language {
        case .arabic:
            number = "الرقم"
            date = "التاريخ"
            corresponding = "الموافق"
            attachments = "المرفقات"
            noAttachments = "بدون"
            subject = "الموضوع"
            name = "الاسم"
            signature = "التوقيع"
            reference = "الرقم المرجعي"
            verification = "للتحقق من الخطاب"
            basmala = "بسم الله الرحمن الرحيم"
        case .english:
            number = "No."
            date = "Date"
            corresponding = "Corresponding to"
            attachments = "Attachments"
            noAttachments = "None"
            subject = "Subject"
            name = "Name"
            signature = "Signature"
            reference = "Reference"
            verification = "To verify this letter"
            basmala = nil
        }
    }
}

extension LetterLanguage {
    /// «صفحة ١ من ٢» or `Page 1 of 2`.
    func pageOf(_ page: Int, _ pages: Int) -> String {
        switch self {
        case .arabic: "صفحة \(arabicIndic(page)) من \(arabicIndic(pages))"
        case .english: "Page \(page) of \(pages)"
        }
    }

    private func arabicIndic(_ value: Int) -> String {
        var text = String.UnicodeScalarView()
        for scalar in String(value).unicodeScalars {
            text.append(Unicode.Scalar(scalar.value &- 0x30 &+ 0x660) ?? scalar)
        }
        return String(text)
    }
}
