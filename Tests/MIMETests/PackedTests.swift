import Foundation
import Testing

@testable import MIME

@Suite("Files and texts that old or odd programs pack into others are taken out")
struct PackedTests {
    @Test("A uuencoded file in the text is an attachment and no longer text")
    func uuencode() {
        let text = "Look:\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\nthanks"
        let raw = Data("Subject: x\r\n\r\n\(text)".utf8)
        let mail = MIMEParser.parse(raw)
        #expect(mail.text == "Look:\nthanks")
        #expect(mail.attachments.map(\.name) == ["cat.txt"])
        #expect(MIMEParser.attachment(at: 0, of: raw) == Data("Cat".utf8))
        #expect(mail.attachments.first?.bytes == 3)
    }

    @Test("A text that only talks of such a file keeps its words")
    func talk() {
        for text in ["begin 644 work on Monday\nand end\non Friday", "begin 1\nend", "=ybeginner"] {
            let mail = MIMEParser.parse(Data("Subject: x\r\n\r\n\(text)".utf8))
            #expect(mail.text == text)
            #expect(mail.attachments.isEmpty)
        }
    }

    @Test("A yEnc file in the text is an attachment")
    func yEnc() {
        let bytes = Array(UInt8(0)...255)
        var coded: [UInt8] = []
        for byte in bytes {
            let value = byte &+ 42
            if [0, 10, 13, 61].contains(value) { coded += [61, value &+ 64] } else { coded.append(value) }
        }
        let raw =
            Data("Subject: x\r\n\r\nsee\r\n=ybegin line=128 size=256 name=صورة.bin\r\n".utf8) + Data(coded)
            + Data("\r\n=yend size=256\r\n".utf8)
        let mail = MIMEParser.parse(raw)
        #expect(mail.text == "see\n")
        #expect(mail.attachments.map(\.name) == ["صورة.bin"])
        #expect(MIMEParser.attachment(at: 0, of: raw) == Data(bytes))
    }

    @Test("A winmail.dat gives its files, their names and the text of the mail")
    func winmail() {
        let tnef = Self.tnef(codePage: 1256, body: "نص الرسالة", file: "تقرير.pdf", content: Array("PDF".utf8))
        let raw = Self.mail("application/ms-tnef; name=winmail.dat", tnef)
        let mail = MIMEParser.parse(raw)
        #expect(mail.text == "نص الرسالة")
        #expect(mail.attachments.map(\.name) == ["تقرير.pdf"])
        #expect(MIMEParser.attachment(at: 0, of: raw) == Data("PDF".utf8))
        for length in stride(from: 0, to: tnef.count, by: 3) {
            let cut = MIMEParser.parse(
                Self.mail("application/octet-stream; name=WINMAIL.DAT", Array(tnef.prefix(length))))
            #expect(cut.attachments.count <= 2)
        }
    }

    @Test("A winmail.dat that is none stays a file")
    func notWinmail() {
        let mail = MIMEParser.parse(Self.mail("application/ms-tnef; name=winmail.dat", Array("nothing".utf8)))
        #expect(mail.attachments.map(\.name) == ["winmail.dat"])
    }

    @Test("Outlook's rich text is read, compressed or not, Arabic in both spellings")
    func richText() {
        let rtf =
            "{\\rtf1\\ansi\\ansicpg1256{\\fonttbl{\\f0 Arial;}}\\pard \\'e3\\'d1\\'cd\\'c8\\'c7\\par \\u1593?\\u1610? {\\*\\x hidden}end}"
        #expect(RTFText(Array(rtf.utf8)).text == "مرحبا\nعي end")
        // Six letters of the dictionary, three of its own, sixteen that repeat two of them, one more, the end.
        let packed: [UInt8] = [
            0x18, 0, 0, 0, 0x1A, 0, 0, 0, 0x4C, 0x5A, 0x46, 0x75, 0, 0, 0, 0, 0x51, 0, 0x04, 0x20, 0x57, 0x58, 0x0D,
            0x6E,
            0x7D, 0x0E, 0x90,
        ]
        #expect(
            CompressedRTF.decoded(packed[...]).map { String(decoding: $0, as: UTF8.self) }
                == "{\\rtf1 WXWXWXWXWXWXWXWXWX}")
    }

    @Test("A mail within a signed S/MIME envelope is read, its signature named and not trusted")
    func envelope() {
        let inner = Array("Content-Type: text/plain; charset=utf-8\r\n\r\nكلمات موقعة".utf8)
        let raw =
            Data("Subject: s\r\nFrom: a@b.example\r\n".utf8)
            + Self.mail("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", Self.signed(inner))
        let mail = MIMEParser.parse(raw)
        #expect(mail.subject == "s")
        #expect(mail.text == "كلمات موقعة")
        #expect(mail.warnings == [.signedSMIME])
        #expect(
            MIMEParser.parse(Self.mail("application/pkcs7-mime; smime-type=signed-data", [0x30, 0x80, 0x06]))
                .attachments.count == 1)
    }

    @Test("What exceeds the limits stays packed, with a warning")
    func limits() {
        var limits = MIMELimits()
        limits.maxUnpackedBytes = 2
        let raw = Data("Subject: x\r\n\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n".utf8)
        let mail = MIMEParser.parse(raw, limits: limits)
        #expect(mail.attachments.isEmpty)
        #expect(mail.warnings == [.unpackLimit])
        #expect(mail.isCut)
    }

    private static func mail(_ type: String, _ content: [UInt8]) -> Data {
        let coded = Data(content).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
        return Data("Content-Type: \(type)\r\nContent-Transfer-Encoding: base64\r\n\r\n\(coded)\n".utf8)
    }

    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(number >> ($0 * 8) & 0xFF) }
    }

    private static func attribute(_ level: UInt8, _ id: Int, _ data: [UInt8]) -> [UInt8] {
        [level] + little(id, 4) + little(data.count, 4) + data + little(data.reduce(0) { $0 + Int($1) }, 2)
    }

    private static func tnef(codePage: Int, body: String, file: String, content: [UInt8]) -> [UInt8] {
        let name: [UInt8] = file.utf16.flatMap { little(Int($0), 2) } + [0, 0]
        let padded = name + [UInt8](repeating: 0, count: (4 - name.count % 4) % 4)
        let properties =
            little(1, 4) + little(0x1F, 2) + little(0x3707, 2) + little(1, 4) + little(name.count, 4) + padded
        let words: [UInt8] = body.unicodeScalars.map { SingleByteTable.windows1256?.byte($0) ?? 0x3F } + [0]
        let short: [UInt8] = Array("TAQRI~1.PDF".utf8) + [0]
        return little(0x223E_9F78, 4) + little(1, 2) + attribute(1, 0x69007, little(codePage, 4))
            + attribute(1, 0x2800C, words) + attribute(2, 0x69002, [UInt8](repeating: 0, count: 14))
            + attribute(2, 0x18010, short) + attribute(2, 0x6800F, content)
            + attribute(2, 0x69005, properties)
    }

    private static func der(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let length: [UInt8] =
            content.count < 128
            ? [UInt8(content.count)] : [0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)]
        return [tag] + length + content
    }

    private static func signed(_ inner: [UInt8]) -> [UInt8] {
        let data: [UInt8] = [0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1]
        let signed: [UInt8] = [0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2]
        let content = der(0x30, data + der(0xA0, der(0x04, inner)))
        return der(0x30, signed + der(0xA0, der(0x30, der(0x02, [1]) + der(0x31, []) + content + der(0x31, []))))
    }
}
