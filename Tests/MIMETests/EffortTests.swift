import Foundation
import Testing

@testable import MIME

@Suite("Time grows no faster than size, whatever a stranger writes")
struct EffortTests {
    struct Input: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var make: @Sendable (Int) -> String
    }

    private static func field(_ name: String, _ piece: String, _ end: String = "") -> Input {
        Input(testDescription: "\(name): \(piece)") { size in
            "\(name): " + String(repeating: piece, count: size / piece.utf8.count) + end + "\r\n\r\nx"
        }
    }

    private static func body(_ head: String, _ piece: String) -> Input {
        Input(testDescription: "\(head) \(piece.debugDescription)") { size in
            head + "\r\n\r\n" + String(repeating: piece, count: size / piece.utf8.count)
        }
    }

    static let inputs: [Input] = [
        field("From", "("), field("From", "\""), field("From", "\\\""), field("From", "<"), field("From", "=?a?q?"),
        field("From", "=?utf-8?B?2KrY?= "), field("From", "a "), field("From", "a@b "), field("From", "(a)"),
        field("From", ":;"),
        field("To", "a@b.example,"), field("To", "\"a\" <"), field("To", "<@"), field("To", "=?"), field("To", "\"="),
        field("Subject", "=?utf-8?B?"), field("Subject", "=?"), field("Subject", "=?utf-8?Q?=D8"),
        field("Subject", "=?a?b?c?= "),
        field("Subject", "+BicG"), field("Subject", "ط§"), field("Subject", "Ø§\u{600}"),
        field("Date", "1 "), field("Date", "("), field("References", "<"), field("References", "<a> "),
        field("Content-Type", "a/b;"),
        field("Content-Type", "a=\""), field("Content-Type", "a/b; name*0*=a; name*1=b;"),
        field("Content-Disposition", "filename=\"=?"),
        body("Content-Type: multipart/mixed; boundary=b", "--b\r\n"),
        body("Content-Type: multipart/mixed; boundary=b", "--b--\r\n--b\r\n"),
        body("Content-Type: multipart/mixed", "--a\r\n"),
        body("Content-Type: multipart/mixed; boundary=a", "--b\r\nContent-Type: multipart/mixed\r\n\r\n"),
        body("Content-Type: text/plain", "begin 644 a\n#0V%T\n"), body("Content-Type: text/plain", "begin 644 a\n"),
        body("Content-Type: text/plain", "=ybegin name=a\n"), body("Content-Transfer-Encoding: base64", "=="),
        body("Content-Transfer-Encoding: base64", "AA==\r\n"), body("Content-Transfer-Encoding: quoted-printable", "="),
        body("Content-Type: text/plain; format=flowed", "> \r\n"),
        body("Content-Type: text/plain; charset=utf-16", "\u{6}\u{6}\u{6}"),
        body("Content-Type: text/plain; charset=x", "ط§ظ„ "), body("Content-Type: text/enriched", "<a"),
        body("Content-Type: text/calendar", "BEGIN:VEVENT\n x"),
        body("Content-Type: message/delivery-status", "a:b\r\n\r\n"),
        body("Content-Type: application/ms-tnef", "x\u{9F}>\""),
        body("Content-Type: text/html", "<meta charset="),
    ]

    @Test("A hundred thousand bytes are read in far less than a second", arguments: inputs)
    func quick(_ input: Input) {
        let raw = Data(input.make(100_000).utf8)
        let clock = ContinuousClock()
        let time = clock.measure { _ = MIMEParser.parse(raw) }
        // A debug build on a busy machine; what grows with the square of the size takes minutes.
        #expect(time < .seconds(4), "\(time)")
    }
}
