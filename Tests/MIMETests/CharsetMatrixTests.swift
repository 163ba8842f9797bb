import Foundation
import Testing

@testable import MIME

@Suite("Arabic comes out as Arabic, whatever its charset, its label and its transfer encoding")
struct CharsetMatrixTests {
    static let sentences = [
        "السلام عليكم ورحمة الله وبركاته، أرجو مساعدتي في تسجيل الطلب",
        "أحتاج دواء لوالدي ولم أجده، هل تستطيعون المساعدة؟",
        "Dear Sir, أرجو الرد على رسالتي regarding my request 12",
    ]
    static let subject = "طلب مساعدة عاجلة"

    static let actual: [String] = [
        "utf-8", "windows-1256", "iso-8859-6", "x-mac-arabic", "utf-16", "utf-16le", "utf-16be", "utf-32le", "utf-7",
    ]
    static let labels: [String?] = [
        nil, "utf-8", "windows-1256", "cp1256", "iso-8859-6", "asmo-708", "x-mac-arabic", "utf-16", "utf-7",
        "iso-8859-1",
        "us-ascii", "windows-1254", "iso-8859-15", "x-nobody-knows",
    ]

    @Test("In body, subject, sender's name and file name", arguments: actual)
    func matrix(charset: String) {
        var wrong: [String] = []
        for label in Self.labels + [charset] {
            for encoding in ["8bit", "quoted-printable", "base64"] {
                for sentence in Self.sentences {
                    let mail = MIMEParser.parse(Self.mail(sentence, charset, label, encoding))
                    let found = [
                        Corpus.words(mail.text), mail.subject, mail.from.first?.name ?? "-",
                        mail.attachments.first?.name ?? "-",
                    ]
                    let expected = [Corpus.words(sentence), Self.subject, Self.subject, Self.subject + ".pdf"]
                    if found != expected { wrong.append("\(label ?? "no label") \(encoding): \(found)") }
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(3))")
    }

    @Test("A label that is right is believed: no warning")
    func silence() {
        for (charset, label) in [
            ("utf-8", "UTF-8"), ("windows-1256", "cp1256"), ("iso-8859-6", "ISO_8859-6:1987"),
            ("x-mac-arabic", "macarabic"),
        ] {
            let mail = MIMEParser.parse(Self.mail(Self.sentences[0], charset, label, "base64"))
            #expect(mail.warnings.isEmpty, "\(label)")
        }
    }

    @Test("A letter split between two encoded words, or Base64 cut without regard to its letters, is whole again")
    func split() {
        let bytes = Array("تجربة".utf8)
        for cut in 1..<bytes.count {
            let words = [bytes[..<cut], bytes[cut...]].map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }
            let mail = MIMEParser.parse(Data("Subject: \(words.joined(separator: "\r\n "))\r\n\r\n".utf8))
            #expect(mail.subject == "تجربة", "\(cut)")
        }
        let base64 = Data("تجربة طويلة".utf8).base64EncodedString()
        for cut in 1..<base64.utf8.count {
            let (first, second) = (base64.prefix(cut), base64.dropFirst(cut))
            let mail = MIMEParser.parse(Data("Subject: =?utf-8?B?\(first)?= =?utf-8?B?\(second)?=\r\n\r\n".utf8))
            #expect(mail.subject == "تجربة طويلة", "\(cut)")
        }
    }

    @Test("Text that an earlier program decoded wrongly and encoded again is put right, line by line, with a warning")
    func mojibake() throws {
        let words = "السلام عليكم ورحمة الله"
        for table in [SingleByteTable.windows1252, .windows1256] {
            let table = try #require(table)
            let broken = String(String.UnicodeScalarView(words.utf8.map { table.scalar($0) }))
            let mail = MIMEParser.parse(Data("Subject: x\r\n\r\n\(broken)\r\nسطر سليم\r\nplain".utf8))
            #expect(mail.text == words + "\nسطر سليم\nplain")
            #expect(mail.warnings == [.repairedText])
        }
        for honest in ["Øl og Ø. Ærlig talt, Ù", "ط§ ظ„", "طلب وظيفة؟ ظرف «طارئ»", "Ørsted: Ø 12, Ø 14, Ø 16"] {
            let mail = MIMEParser.parse(Data("Subject: x\r\n\r\n\(honest)".utf8))
            #expect(mail.text == honest)
        }
    }

    @Test("A charset label that is put in quotes, brackets or odd letters is understood")
    func oddLabels() {
        for label in [
            "\"'windows-1256'\"", "WINDOWS_1256", " windows-1256 ", "\"windows-1256;\"", "x-windows-1256", "1256",
        ] {
            let mail = MIMEParser.parse(Self.mail("دواء", "windows-1256", label, "base64"))
            #expect(mail.text == "دواء", "\(label)")
        }
    }

    private static func mail(_ sentence: String, _ charset: String, _ label: String?, _ encoding: String) -> Data {
        func word(_ text: String) -> String {
            "=?\(label ?? "utf-8")?B?\(Data(bytes(text, charset)).base64EncodedString())?="
        }
        let head = """
            From: \(word(subject)) <a@example.org>\r
            Subject: \(word(subject))\r
            Content-Type: multipart/mixed; boundary=frontier\r
            \r
            --frontier\r
            Content-Type: text/plain\(label.map { "; charset=\($0)" } ?? "")\r
            Content-Transfer-Encoding: \(encoding)\r
            \r

            """
        let tail = """
            \r
            --frontier\r
            Content-Type: application/pdf; name="\(word(subject + ".pdf"))"\r
            \r
            x\r
            --frontier--\r

            """
        return Data(head.utf8) + encoded(bytes(sentence, charset), encoding) + Data(tail.utf8)
    }

    private static func encoded(_ bytes: [UInt8], _ encoding: String) -> Data {
        switch encoding {
        case "base64": return Data(bytes).base64EncodedData(options: [.lineLength76Characters])
        case "quoted-printable":
            return Data(
                bytes.map { "=" + (($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true)) }.joined().utf8)
        default: return Data(bytes)
        }
    }

    private static func bytes(_ text: String, _ charset: String) -> [UInt8] {
        switch charset {
        case "windows-1256": single(text, SingleByteTable.windows1256)
        case "iso-8859-6": single(text, SingleByteTable.iso88596)
        case "x-mac-arabic": single(text, SingleByteTable.macArabic)
        case "utf-16": [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case "utf-16le": text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case "utf-16be": text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case "utf-32le": text.unicodeScalars.flatMap { [UInt8($0.value & 0xFF), UInt8($0.value >> 8 & 0xFF), 0, 0] }
        case "utf-7": seven(text)
        default: Array(text.utf8)
        }
    }

    private static func single(_ text: String, _ table: SingleByteTable?) -> [UInt8] {
        text.unicodeScalars.map { table?.byte($0) ?? UInt8(ascii: "?") }
    }

    private static func seven(_ text: String) -> [UInt8] {
        var output = ""
        var pending: [UInt8] = []
        func flush() {
            guard !pending.isEmpty else { return }
            output += "+" + Data(pending).base64EncodedString().prefix { $0 != "=" } + "-"
            pending = []
        }
        for unit in text.utf16 {
            if unit < 0x80 {
                flush()
                output.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            } else {
                pending += [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            }
        }
        flush()
        return Array(output.utf8)
    }
}
