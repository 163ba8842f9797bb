import Foundation
import Testing

@testable import MIME

@Suite("No mail can stop or mislead the reader")
struct HostileMailTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var raw: Data

        init(_ name: String, _ text: String) {
            testDescription = name
            raw = Data(text.utf8)
        }

        init(_ name: String, bytes: [UInt8]) {
            testDescription = name
            raw = Data(bytes)
        }
    }

    @Test("A mail of any bytes is read, and every text in it can be stored", arguments: cases)
    func anyBytes(_ mail: Case) throws {
        let parsed = MIMEParser.parse(mail.raw)
        let stored = String(decoding: try JSONEncoder().encode(parsed), as: UTF8.self)
        #expect(!stored.contains("\\u0000"))
        for attachment in parsed.attachments {
            #expect(MIMEParser.attachment(at: attachment.index, of: mail.raw)?.count == attachment.bytes)
        }
        #expect(MIMEParser.attachment(at: parsed.attachments.count, of: mail.raw) == nil)
        #expect(MIMEParser.attachment(at: -1, of: mail.raw) == nil)
    }

    @Test("A mail cut off anywhere is read")
    func truncated() throws {
        let whole = Data(Samples.mixed.utf8)
        for length in 0...whole.count {
            let parsed = MIMEParser.parse(whole.prefix(length))
            #expect(parsed.attachments.count <= 3)
        }
        let cut = MIMEParser.parse(whole.prefix(whole.count - 40))
        #expect(cut.warnings.contains(.truncated))
        #expect(cut.text == "السلام عليكم\n")
    }

    @Test("A mail with damaged bytes anywhere is read")
    func damaged() {
        var noise = Noise(seed: 7)
        for _ in 0..<400 {
            var bytes = Array(Samples.mixed.utf8)
            for _ in 0..<20 { bytes[Int(noise.next() % UInt64(bytes.count))] = UInt8(noise.next() & 0xFF) }
            let parsed = MIMEParser.parse(Data(bytes))
            #expect(!parsed.text.utf8.contains(0))
        }
    }

    @Test("Text nested deeper than the limit is shown as one text and marked as cut", arguments: [200, 10_000])
    func nested(depth: Int) {
        let parsed = MIMEParser.parse(Data(Samples.nested(depth).utf8))
        #expect(parsed.warnings.contains(.depthLimit))
        #expect(parsed.isCut)
        #expect(parsed.text.contains("innermost"))
    }

    @Test("Text nested within the limit is found")
    func nestedWithin() {
        let parsed = MIMEParser.parse(Data(Samples.nested(90).utf8))
        #expect(parsed.text == "innermost")
        #expect(parsed.warnings.isEmpty)
    }

    @Test("Parts, header fields, recipients and text beyond the limits are left out with a warning")
    func limits() {
        let parts = Samples.multipart((0..<1_500).map { "Content-Type: image/png\r\n\r\n\($0)" })
        let manyParts = MIMEParser.parse(Data(parts.utf8))
        #expect(manyParts.attachments.count == 999)
        #expect(manyParts.warnings.contains(.partLimit))

        let fields = (0..<5_000).map { "X-\($0): a\r\n" }.joined() + "\r\nbody"
        let manyFields = MIMEParser.parse(Data(fields.utf8))
        #expect(manyFields.headers.fields.count == 1_000)
        #expect(manyFields.warnings == [.headerLimit])
        #expect(manyFields.text == "body")

        let long = MIMEParser.parse(Data(("Subject: " + String(repeating: "a", count: 300_000) + "\r\n\r\nbody").utf8))
        #expect(long.subject.utf8.count <= MIMELimits.standard.maxHeaderBytes)
        #expect(long.text == "body")

        let recipients = (0..<3_000).map { "a\($0)@b.example" }.joined(separator: ",")
        let manyTo = MIMEParser.parse(Data("To: \(recipients)\r\n\r\nbody".utf8))
        #expect(manyTo.to.count == 1_000)
        #expect(manyTo.warnings == [.listLimit])

        let text = MIMEParser.parse(Data("Subject: a\r\n\r\n\(String(repeating: "س", count: 1_500_000))".utf8))
        #expect(text.warnings.contains(.textLimit))
        #expect(text.text.utf8.count <= MIMELimits.standard.maxTextBytes + 3)
        #expect(text.text.hasPrefix("سسس"))
    }

    @Test("A very large attachment is counted and hashed without being kept")
    func large() {
        let line = String(repeating: "QUJD", count: 19) + "\r\n"
        let mail = Samples.multipart([
            "Content-Type: text/plain\r\n\r\nsee file",
            "Content-Type: video/mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + String(repeating: line, count: 100_000),
        ])
        let parsed = MIMEParser.parse(Data(mail.utf8))
        #expect(parsed.text == "see file")
        #expect(parsed.attachments.first?.bytes == 5_700_000)
        #expect(parsed.warnings.isEmpty)
    }

    @Test("Many mails are read at the same time")
    func concurrent() async {
        let expected = MIMEParser.parse(Data(Samples.mixed.utf8))
        await withTaskGroup(of: ParsedMail.self) { group in
            for _ in 0..<64 { group.addTask { MIMEParser.parse(Data(Samples.mixed.utf8)) } }
            for await parsed in group { #expect(parsed == expected) }
        }
    }

    static let cases: [Case] = [
        Case("nothing", ""), Case("one line end", "\r\n"), Case("line ends only", "\r\n\r\n\n\n\r\r"),
        Case("no header", "hello"), Case("only a colon", ":"), Case("header without body", "Subject: a"),
        Case("NUL everywhere", bytes: [UInt8](repeating: 0, count: 5_000)),
        Case("NUL in header and text", "Subject: a\0b\r\nFrom: a\0b <a\0@b.example>\r\n\r\nc\0d"),
        Case(
            "NUL by encoding", "Subject: =?utf-8?Q?a=00b?=\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nc=00d"),
        Case("all bytes", bytes: Array(0...255)), Case("noise", bytes: Noise.bytes(20_000, seed: 1)),
        Case("noise after header", bytes: Array("Content-Type: text/html\r\n\r\n".utf8) + Noise.bytes(20_000, seed: 2)),
        Case("empty boundary", "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\nx\r\n----\r\n"),
        Case("no boundary", "Content-Type: multipart/mixed\r\n\r\n--a\r\n\r\nx\r\n--a--\r\n"),
        Case("boundary never used", "Content-Type: multipart/mixed; boundary=a\r\n\r\nhello"),
        Case("dashes", "Content-Type: multipart/mixed; boundary=a\r\n\r\n" + String(repeating: "--\n", count: 200_000)),
        Case(
            "a hundred thousand recipients' fields", String(repeating: "To: a@b.example\r\n", count: 100_000) + "\r\n"),
        Case("open comment", "From: " + String(repeating: "(", count: 50_000) + "\r\n\r\n"),
        Case("open quote", "From: \"" + String(repeating: "\\", count: 50_001) + "\r\n\r\n"),
        Case("open angle", "From: <" + String(repeating: "<", count: 50_000) + "\r\n\r\n"),
        Case("encoded words", "Subject: " + String(repeating: "=?a?q?", count: 15_000) + "\r\n\r\n"),
        Case("unknown charset", "Content-Type: text/plain; charset=x-none\r\n\r\n\u{627}"),
        Case("charset with conversion flags", "Content-Type: text/plain; charset=\"UTF-8//IGNORE\"\r\n\r\n\u{627}"),
        Case("half a UTF-16 letter", "Content-Type: text/plain; charset=utf-16\r\n\r\na"),
        Case("broken base64", "Content-Transfer-Encoding: base64\r\n\r\n====A=B=C!!!!"),
        Case("broken uuencode", "Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 600 a\r\n~~~\r\n\u{1}\r\n"),
        Case("huge parameter number", "Content-Type: a/b; name*99999999999999999999*=a; name*-1=b; name*0=c\r\n\r\n"),
        Case("dates", "Date: 99999999999999999999 Foo 99999999999 99:99:99 +99999\r\n\r\n"),
        Case("report without content", "Content-Type: message/delivery-status\r\n\r\n\r\n\r\n:\r\n"),
    ]
}

/// Repeatable noise (a linear congruential generator).
struct Noise {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }

    static func bytes(_ count: Int, seed: UInt64) -> [UInt8] {
        var noise = Noise(seed: seed)
        return (0..<count).map { _ in UInt8(noise.next() & 0xFF) }
    }
}
