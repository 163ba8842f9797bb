import Foundation
import Testing

@testable import PhoneNumbers

@Suite("Telephone numbers as people write them")
struct PhoneNumbersTests {
    @Test(
        "every common spelling of a Saudi mobile gives the one international spelling",
        arguments: [
            "0501234567", "501234567", "966501234567", "00966501234567", "+966501234567", "+966 50 123 4567",
            "+966 (0)50 123 4567", "+966 (0) 50-123-4567", "9660501234567", "009660501234567", "+9660501234567",
            "٠٥٠١٢٣٤٥٦٧", "۰۵۰۱۲۳۴۵۶۷", "٩٦٦٥٠١٢٣٤٥٦٧", "+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧", "٠٠٩٦٦٥٠١٢٣٤٥٦٧",
            "\u{202A}+966 50 123 4567\u{202C}", "\u{2066}0501234567\u{2069}", "\u{200E}+966\u{A0}50\u{A0}123\u{A0}4567",
            "\u{FEFF}0501234567", "０５０１２３４５６７", "＋９６６５０１２３４５６７", "050.123.4567", "050-123-4567", "(050) 1234567",
            "966501234567@c.us", "966501234567@s.whatsapp.net", "966501234567:12@s.whatsapp.net", "tel:+966501234567",
            "whatsapp:+966501234567", "050 1234567 - ابو محمد", "جوال:0501234567", "ج0501234567", "966501234567+",
            "  0501234567\r\n", "0501234567 / 0501234567",
        ])
    func mobile(raw: String) {
        #expect(PhoneNumbers.parse(raw) == PhoneNumber(e164: "+966501234567", kind: .mobile))
    }

    @Test(
        "numbers that no text message reaches are known as such",
        arguments: [
            ("0112345678", "+966112345678", PhoneNumber.Kind.fixedLine), ("112345678", "+966112345678", .fixedLine),
            ("012 6123456", "+966126123456", .fixedLine), ("920012345", "+966920012345", .shared),
            ("٩٢٠٠١٢٣٤٥", "+966920012345", .shared), ("+966 9200 12345", "+966920012345", .shared),
            ("8001234567", "+9668001234567", .tollFree), ("800 123 4567", "+9668001234567", .tollFree),
        ])
    func noTexts(raw: String, e164: String, kind: PhoneNumber.Kind) throws {
        let number = try #require(PhoneNumbers.parse(raw))
        #expect(number == PhoneNumber(e164: e164, kind: kind))
        #expect(!number.canReceiveSMS)
    }

    @Test("a foreign pilgrim's mobile is kept with its own country code")
    func foreign() throws {
        let number = try #require(PhoneNumbers.parse("+20 100 123 4567"))
        #expect(number.e164 == "+201001234567")
        #expect(number.canReceiveSMS)
        #expect(!number.isSaudi)
        #expect(PhoneNumbers.parse("0020 100 123 4567") == number)
        #expect(PhoneNumbers.parse("01001234567", region: "EG") == number)
    }

    @Test(
        "what is not surely one number is nobody's number",
        arguments: [
            "", " ", "abc", "0521234567", "05012345", "1919", "05O1234567", "05o1234567", "O501234567",
            "0501234567/0551234567", "0501234567 0551234567", "SA0380000000608010167519",
            "SA03 8000 0000 6080 1016 7519", "1000000008", "2000000006", "26004173", "+", "++++", "0000000000",
            "+999501234567", "0501234567@example.org", "99999999999999999999999999", "٠٥٠١٢٣", "\u{0}0\u{0}5",
        ])
    func refused(raw: String) {
        #expect(PhoneNumbers.parse(raw) == nil)
    }

    @Test(
        "every different number of a text is found once, in its order",
        arguments: [
            ("0501234567/0551234567", ["+966501234567", "+966551234567"]),
            ("0501234567 0551234567", ["+966501234567", "+966551234567"]),
            ("050 123 4567 055 123 4567", ["+966501234567", "+966551234567"]),
            (
                "جوالي ٠٥٠١٢٣٤٥٦٧ أو 055-123-4567، والمنزل 0112345678",
                ["+966501234567", "+966551234567", "+966112345678"]
            ),
            ("رقم الطلب 26004173 والهوية 1000000008 والجوال 0501234567", ["+966501234567"]),
            ("Flat B12 0501234567", ["+966501234567"]),
            ("SA03 8000 0000 6080 1016 7519 0501234567", ["+966501234567"]),
            ("invoice 112345678 of 2026-02-13", []),
            ("+966501234567 +201001234567", ["+966501234567", "+201001234567"]),
            ("0501234567\n0501234567\n+966 50 123 4567", ["+966501234567"]),
            ("لا يوجد رقم", []),
        ])
    func candidates(text: String, expected: [String]) {
        #expect(PhoneNumbers.candidates(in: text).map(\.e164) == expected)
    }

    @Test("a text full of numbers yields no more than the limit")
    func manyNumbers() {
        let text = (0..<80).map { "05\(50_000_000 + $0)" }.joined(separator: "\n")
        #expect(PhoneNumbers.candidates(in: text).count == PhoneNumbers.mostCandidates)
    }

    @Test("what stands beyond the searched length is not looked at")
    func longText() {
        let padding = String(repeating: "ب ", count: PhoneNumbers.longestText / 2)
        #expect(PhoneNumbers.candidates(in: padding + "0501234567").isEmpty)
        #expect(PhoneNumbers.candidates(in: padding.dropLast(40) + "0501234567").count == 1)
    }

    @Test("a flood of digits without a number in it ends quickly")
    func digitFlood() {
        let groups = String(repeating: "1 ", count: PhoneNumbers.longestText / 2)
        #expect(PhoneNumbers.candidates(in: groups).isEmpty)
        #expect(PhoneNumbers.parse(String(repeating: "9", count: PhoneNumbers.longestText)) == nil)
    }

    @Test(
        "each gateway gets the spelling it asks for",
        arguments: [
            ("0501234567", NumberFormat.e164, "+966501234567"), ("0501234567", .digits, "966501234567"),
            ("0501234567", .national, "0501234567"), ("0501234567", .international00, "00966501234567"),
            ("+966112345678", .national, "0112345678"), ("+966920012345", .national, "920012345"),
            ("+9668001234567", .national, "8001234567"), ("+201001234567", .national, "00201001234567"),
            ("+201001234567", .digits, "201001234567"),
        ])
    func formats(raw: String, format: NumberFormat, expected: String) {
        #expect(PhoneNumbers.parse(raw)?.formatted(as: format) == expected)
    }

    @Test("every spelling that goes out is read back as the same number", arguments: NumberFormat.allCases)
    func roundTrip(format: NumberFormat) throws {
        for raw in ["0501234567", "0112345678", "920012345", "8001234567", "+201001234567", "+14155552671"] {
            let number = try #require(PhoneNumbers.parse(raw))
            if format == .digits, !number.isSaudi { continue }
            #expect(PhoneNumbers.parse(number.formatted(as: format)) == number)
        }
    }

    @Test("a number survives being stored as JSON")
    func json() throws {
        let number = try #require(PhoneNumbers.parse("0501234567"))
        let data = try JSONEncoder().encode(number)
        #expect(try JSONDecoder().decode(PhoneNumber.self, from: data) == number)
    }
}
