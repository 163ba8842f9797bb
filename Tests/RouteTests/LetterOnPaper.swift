import Foundation
import Peers

/// The letter that the answer to the test's writer has to become, line by line.
enum LetterOnPaper {
    /// Lines of a page.
    static let lines = 46

    /// The whole page with an answer whose lines all fit; what differs from run to run is an ellipsis.
    static func text(_ answer: String, reference: String) -> String {
        let top = [
            "جمعية الإيمان لرعاية مرضى السرطان الخيرية             Al-Eman Cancer Society", rule,
            field + "الرقم: 2/…", field + "التاريخ: …", field + "الموافق: …", field + "المرفقات: بدون", "",
            "                           بسم الله الرحمن الرحيم", "",
            "المكرم/ة: فاطمة علي                                               حفظكم الله",
            "السلام عليكم ورحمة الله وبركاته، وبعد:", "",
            "                          الموضوع: موعد صرف الدواء", "",
            "إشارة إلى رسالتكم المقيدة لدينا بالرقم \(reference):", "",
        ]
        let end = [
            "", "سائلين الله لكم التوفيق والسداد، وتقبلوا خالص التحية والتقدير.", "",
            signature + "جمعية الإيمان لرعاية مرضى السرطان", signature + "الخيرية",
            signature + "الاسم: ......................", signature + "التوقيع: ......................",
        ]
        let foot = [
            rule, "\u{200F}al-eman@al-eman.example", "للتحقق من الخطاب:", "\u{200F}http://hub/al-eman/letters/…",
            "الرقم المرجعي: \(reference)                                          صفحة ١ من ١",
        ]
        let flow = top + answer.components(separatedBy: "\n") + end
        let filler = Array(repeating: "", count: max(0, lines - flow.count - foot.count))
        return latin((flow + filler + foot).joined(separator: "\n")) + "\n"
    }

    /// A letter's text without what differs from run to run: dates, the year of its number, the address to verify it.
    static func withoutDates(_ text: String, _ hub: HubProcess) -> String {
        latin(text).replacing("http://127.0.0.1:\(hub.httpPort)", with: "http://hub")
            .replacing(/(التاريخ|الموافق): .*/) { "\($0.output.1): …" }.replacing(/2\/14\d\d/, with: "2/…")
            .replacing(/\/letters\/.*/, with: "/letters/…")
    }

    /// The same text with Latin digits, so that numbers compare however they are written.
    static func latin(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isArabic = (0x660...0x669).contains(scalar.value)
            scalars.append(isArabic ? Unicode.Scalar(UInt8(scalar.value - 0x660) + 48) : scalar)
        }
        return String(scalars)
    }

    private static let rule = String(repeating: "─", count: 76)
    private static let field = String(repeating: " ", count: 38)
    private static let signature = String(repeating: " ", count: 42)
}
