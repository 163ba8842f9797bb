import Foundation
import Testing

@testable import Transfer

@Suite("Outgoing mail has one shape on the wire")
struct SMTPContentTests {
    @Test(
        "Line ends become CRLF and dots at the start of a line are doubled",
        arguments: [
            ("", ""), ("a", "a\r\n"), ("a\r\n", "a\r\n"), ("a\nb\n", "a\r\nb\r\n"), ("a\rb", "a\r\nb\r\n"),
            ("a\r\r\nb", "a\r\n\r\nb\r\n"), ("a\n\rb", "a\r\n\r\nb\r\n"), (".a", "..a\r\n"),
            ("x\n.\ny", "x\r\n..\r\ny\r\n"),
            ("x\r.\r\ny", "x\r\n..\r\ny\r\n"), ("x\r\n.\r\n", "x\r\n..\r\n"), ("a.b", "a.b\r\n"),
        ])
    func shape(message: String, wire: String) {
        #expect(String(decoding: SMTPContent(Data(message.utf8)).bytes, as: UTF8.self) == wire)
    }
}

@Suite("A server's answers are read without trust")
struct SMTPReplyTests {
    @Test(
        "A line is an answer only with a code between 200 and 599",
        arguments: [
            ("250 ok", 250), ("250", 250), ("250-more", 250), ("199 x", nil), ("600 x", nil), ("25", nil),
            ("2500", nil), ("", nil), ("٢٥٠ ok", nil),
        ])
    func lines(line: String, code: Int?) {
        #expect(SMTPReplyLine(Array(line.utf8))?.code == code)
    }

    @Test(
        "The enhanced status is taken only when it is one",
        arguments: [("5.1.1 no", "5.1.1"), ("no 5.1.1", nil), ("5.1 x", nil), ("5..1 x", nil), ("5.1.1234 x", nil)])
    func enhanced(text: String, status: String?) {
        #expect(SMTPReply(code: 550, lines: [text]).enhancedStatus == status)
    }

    @Test("After STARTTLS only the second list of offers counts")
    func offers() {
        let said = [
            "220 hi", "250-a", "250-STARTTLS", "250 SIZE 5", "220 go", "250-a", "250-AUTH PLAIN", "250 SIZE 99", "334 ",
            "235 ok",
        ]
        let capabilities = SMTPCapabilities(said: said)
        #expect(capabilities.names == ["AUTH", "SIZE"])
        #expect(capabilities.sizeLimit == 99)
    }
}
