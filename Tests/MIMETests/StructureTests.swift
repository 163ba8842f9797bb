import Foundation
import Testing

@testable import MIME

@Suite("The parts of a mail are found however it is nested and wherever it is broken")
struct StructureTests {
    private func parse(_ text: String) -> ParsedMail { MIMEParser.parse(Data(text.utf8)) }

    @Test("A boundary that is not named, or named wrongly, is found by its lines")
    func boundaries() {
        let parts =
            "--real\r\nContent-Type: text/plain\r\n\r\nwords\r\n--real\r\nContent-Type: image/png; name=a.png\r\n\r\nx\r\n--real--\r\n"
        for head in ["multipart/mixed", "multipart/mixed; boundary=Real", "multipart/mixed; boundary=\"\""] {
            let mail = parse("Content-Type: \(head)\r\n\r\n\(parts)")
            #expect(mail.text == "words", "\(head)")
            #expect(mail.attachments.map(\.name) == ["a.png"])
            #expect(mail.warnings.contains(.missingBoundary))
        }
    }

    @Test("A part that comes after the closing line is not lost")
    func reopened() {
        let mail = parse(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b--\r\n\r\n--b\r\nContent-Type: image/png; name=a\r\n\r\nx\r\n--b--\r\nrest"
        )
        #expect(mail.text == "one")
        #expect(mail.attachments.map(\.name) == ["a"])
        #expect(!mail.warnings.contains(.truncated))
    }

    @Test("Words before the first part or after the last are shown when the parts have none; notices are not")
    func around() {
        let file = "--b\r\nContent-Type: image/png; name=a\r\n\r\nx\r\n"
        let head = "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        #expect(parse(head + "أرجو المساعدة\r\n" + file + "--b--\r\n").text == "أرجو المساعدة\n")
        #expect(parse(head + file + "--b--\r\nafter").text == "after")
        #expect(parse(head + "This is a multi-part message in MIME format.\r\n" + file + "--b--\r\n").text.isEmpty)
        #expect(parse(head + "before\r\n--b\r\n\r\nwords\r\n" + file + "--b--\r\n").text == "words")
    }

    @Test("A mail that begins with empty lines, a byte order mark or a mailbox line has its header all the same")
    func starts() {
        for start in ["\r\n", "\n\n", "\u{FEFF}", "From a@b Mon Jan  1\r\n", ">From a@b Mon Jan  1\r\n"] {
            let mail = parse(start + "Subject: s\r\nTo: a@b.example\r\n\r\nwords")
            #expect(mail.subject == "s")
            #expect(mail.text == "words")
        }
        #expect(parse("\r\n\r\nonly words").text == "\nonly words")
        #expect(parse("Subject: s\r\n \t\r\nwords").text == "words")
        #expect(parse("Subject: s\r\n \r\nTo: a@b.example\r\n\r\nwords").to.count == 1)
    }

    @Test("A related part names its root; other texts in it are files of the page")
    func related() {
        let mail = parse(
            Samples.multipart(
                [
                    "Content-Type: text/html\r\nContent-ID: <css>\r\n\r\nnot this",
                    "Content-Type: text/html\r\nContent-ID: <root>\r\n\r\n<b>this</b>",
                ],
                type: "multipart/related; start=\"<root>\""))
        #expect(mail.html == "<b>this</b>")
        #expect(mail.attachments.map(\.contentID) == ["css"])
    }

    @Test("The body stays that of the outer mail when mails hang on it")
    func forwarded() {
        let inner =
            "Content-Type: message/rfc822\r\n\r\nSubject: inner\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\ninner words\r\n--i--\r\n"
        let mail = parse("Subject: outer\r\n" + Samples.multipart(["\r\nouter words", inner]))
        #expect(mail.subject == "outer")
        #expect(mail.text == "outer words")
        #expect(mail.attachments.map(\.type) == ["message/rfc822"])
        let digest = parse(
            Samples.multipart(["\r\nSubject: one\r\n\r\n1", "\r\nSubject: two\r\n\r\n2"], type: "multipart/digest"))
        #expect(digest.attachments.map(\.type) == ["message/rfc822", "message/rfc822"])
    }

    @Test("Base64 that is none is shown as it is; what follows its end is read as it stands")
    func base64() {
        let head = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        #expect(parse(head + "أرجو المساعدة في طلبي").text == "أرجو المساعدة في طلبي")
        #expect(parse(head + "Please help me, my request is late!").text == "Please help me, my request is late!")
        let coded = Data("مرحباً\n".utf8).base64EncodedString()
        #expect(parse(head + coded + "\r\n_____\r\nlist footer\r\n").text == "مرحباً\n\n_____\nlist footer\n")
        let twice = Data("a\n".utf8).base64EncodedString() + "\r\n" + Data("b\n".utf8).base64EncodedString()
        #expect(parse(head + twice).text == "a\nb\n")
    }

    @Test(
        "Text that is called otherwise is shown: HTML called plain, the only text called an attachment, enriched text")
    func kinds() {
        #expect(parse("Content-Type: text/plain\r\n\r\n<!DOCTYPE html><p>x").html == "<!DOCTYPE html><p>x")
        #expect(parse("Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nwords").text == "words")
        #expect(
            parse("Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx").attachments
                .count == 1)
        #expect(
            parse("Content-Type: text/enriched\r\n\r\n<bold>a</bold> <<b <color><param>red</param>c</color>").text
                == "a <b c")
        #expect(parse("Content-Type: text/markdown\r\n\r\n# a").text == "# a")
    }

    @Test("Encryption and signatures are named; PGP armour stays in the text")
    func protection() {
        let pgp = Samples.multipart(
            [
                "Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
                "Content-Type: application/octet-stream; name=encrypted.asc\r\n\r\nx",
            ],
            type: "multipart/encrypted")
        #expect(parse(pgp).warnings == [.encryptedPGP])
        #expect(
            parse("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n\r\nx").warnings
                == [.encryptedSMIME])
        let signed = Samples.multipart(
            ["\r\nwords", "Content-Type: application/pgp-signature; name=signature.asc\r\n\r\nx"],
            type: "multipart/signed")
        #expect(parse(signed).text == "words")
        #expect(parse(signed).warnings == [.signedPGP])
        let armour = "-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n"
        #expect(parse("Subject: x\r\n\r\n\(armour)").text == armour)
        #expect(parse("Subject: x\r\n\r\n\(armour)").warnings == [.encryptedPGP])
    }

    @Test("An invitation is a few lines of text and a file")
    func invitation() {
        let calendar = """
            BEGIN:VCALENDAR\r
            METHOD:REQUEST\r
            BEGIN:VTIMEZONE\r
            DTSTART:16010101T000000\r
            END:VTIMEZONE\r
            BEGIN:VEVENT\r
            SUMMARY;LANGUAGE=ar:موعد\\, مقابلة\r
            DTSTART;TZID="Asia/Riyadh":20260517T221500\r
            DTEND;TZID="Asia/Riyadh":20260517T231500\r
            LOCATION:مقر الجم\r
             عية\r
            ORGANIZER;CN="أحمد":mailto:a@b.example\r
            END:VEVENT\r
            END:VCALENDAR
            """
        let text = "📅 موعد, مقابلة\n🕒 2026-05-17 22:15 – 23:15 (Asia/Riyadh)\n📍 مقر الجمعية\n👤 أحمد\n"
        let alone = parse("Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\n\(calendar)")
        #expect(alone.text == text)
        #expect(alone.attachments.map(\.type) == ["text/calendar"])
        let beside = parse(
            Samples.multipart([
                "Content-Type: text/plain; charset=utf-8\r\n\r\nتفضلوا",
                "Content-Type: text/calendar; charset=utf-8\r\n\r\n\(calendar)",
            ]))
        #expect(beside.text == "تفضلوا\n\n" + text)
    }
}
