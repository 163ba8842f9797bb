import Casework
import Foundation
import PhoneNumbers

/// Who wrote a letter, as far as its own words say so clearly.
struct LetterWriter: Sendable, Hashable {
    /// The name on a line such as «الاسم: …».
    var name: String?
    /// A telephone number that the letter labels as such, or the only mobile number in it.
    var phone: String?
    /// The only e-mail address in it.
    var email: String?
    /// The words on a line such as «الموضوع: …».
    var subject: String?

    /// Finds the writer in the first `mostLines` and the last `mostLines` lines of a letter's text.
    init(in text: String) {
        let lines = text.components(separatedBy: "\n").map(ReadableText.oneLine).filter { !$0.isEmpty }
        let searched =
            lines.count <= 2 * Self.mostLines ? lines : lines.prefix(Self.mostLines) + lines.suffix(Self.mostLines)
        name = searched.lazy.compactMap { Self.value(of: $0, after: Self.nameLabels) }.first(where: Self.isName)
        subject = searched.lazy.compactMap { Self.value(of: $0, after: Self.subjectLabels) }
            .first.map { String($0.prefix(Self.longestSubject)) }
        phone = Self.phone(in: searched)
        let addresses = Set(searched.flatMap { SMTPWords.addresses(in: $0) }.compactMap { MailAddress($0)?.normalised })
        email = addresses.count == 1 ? addresses.first : nil
    }

    private static let mostLines = 60
    private static let longestSubject = 200
    private static let longestName = 60

    private static let nameLabels = [
        "مقدمه", "مقدمته", "مقدم الطلب", "مقدمة الطلب", "مقدم الشكوى", "اسم مقدم الطلب", "اسم المستفيد",
        "اسم المستفيدة",
        "الاسم", "الأسم", "الإسم", "الاسم الكامل", "اسم المرسل", "المرسل", "المرسلة", "from", "name", "full name",
        "applicant", "sender",
    ]

    private static let subjectLabels = ["الموضوع", "موضوع الخطاب", "subject", "re"]

    private static let phoneLabels = [
        "الجوال", "جوال", "رقم الجوال", "الهاتف", "هاتف", "رقم الهاتف", "ج", "ت", "mobile", "phone", "tel", "telephone",
        "cell",
    ]

    /// What stands after one of the labels and a colon.
    private static func value(of line: String, after labels: [String]) -> String? {
        guard let colon = line.unicodeScalars.firstIndex(where: { $0 == ":" || $0 == "：" || $0 == "؛" }) else {
            return nil
        }
        let label = ReadableText.oneLine(String(line[..<colon])).lowercased()
            .trimmingCharacters(in: CharacterSet(charactersIn: "-•*/ـ \u{200F}\u{200E}"))
        guard labels.contains(label) else { return nil }
        let value = String(line.unicodeScalars[colon...].dropFirst())
            .trimmingCharacters(in: CharacterSet(charactersIn: " .ـ_-،,/\u{200F}\u{200E}\t"))
        return value.isEmpty ? nil : value
    }

    /// Two letters at least, no digits: a scan's noise is not a name.
    private static func isName(_ value: String) -> Bool {
        let letters = value.unicodeScalars.filter(\.properties.isAlphabetic).count
        let hasDigits = value.unicodeScalars.contains { $0.properties.numericType != nil }
        return letters >= 2 && !hasDigits && value.count <= longestName
    }

    private static func phone(in lines: [String]) -> String? {
        let labelled = lines.compactMap { value(of: $0, after: phoneLabels) }.flatMap {
            PhoneNumbers.candidates(in: $0)
        }
        if let first = labelled.first { return first.e164 }
        let mobiles = Set(lines.flatMap { PhoneNumbers.candidates(in: $0) }.filter(\.canReceiveSMS))
        return mobiles.count == 1 ? mobiles.first?.e164 : nil
    }
}
