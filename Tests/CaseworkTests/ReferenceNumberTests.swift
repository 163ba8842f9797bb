import Casework
import Testing

@Suite("Reference numbers")
struct ReferenceNumberTests {
    @Test(
        "a number is two digits of the year, a serial and a check digit",
        arguments: [(2026, 417), (2026, 1), (2099, 99_999), (2026, 123_456)])
    func shape(year: Int, serial: Int) throws {
        let number = ReferenceNumber(year: year, serial: serial)
        #expect(number.description.utf8.allSatisfy { (48...57).contains($0) })
        #expect(number.description.count == max(8, String(serial).count + 3))
        #expect(ReferenceNumber(number.description) == number)
    }

    @Test("any one wrong digit, and any two neighbours swapped, is noticed")
    func everySlipIsNoticed() {
        for serial in stride(from: 1, through: 99_999, by: 997) {
            let digits = Array(ReferenceNumber(year: 2026, serial: serial).description)
            for position in digits.indices {
                for digit in "0123456789" where digit != digits[position] {
                    var wrong = digits
                    wrong[position] = digit
                    #expect(ReferenceNumber(String(wrong)) == nil)
                }
                guard position + 1 < digits.count, digits[position] != digits[position + 1] else { continue }
                var swapped = digits
                swapped.swapAt(position, position + 1)
                #expect(ReferenceNumber(String(swapped)) == nil)
            }
        }
    }

    @Test(
        "a number is read as people write it",
        arguments: ["%@", " %@ ", "#%@", "\u{200F}%@\u{200E}", "arabic", "persian", "spaced"])
    func readAsWritten(form: String) throws {
        let number = ReferenceNumber(year: 2026, serial: 417)
        let typed: String
        switch form {
        case "arabic": typed = shifted(number.description, to: 0x660)
        case "persian": typed = shifted(number.description, to: 0x6F0)
        case "spaced": typed = number.description.map { "\($0)" }.joined(separator: " ")
        default: typed = form.replacing("%@", with: number.description)
        }
        #expect(ReferenceNumber(typed) == number)
    }

    @Test("what is no number is refused", arguments: ["", "26", "12345678901234567", "2600417x", "abc", "26004174"])
    func refused(text: String) { #expect(ReferenceNumber(text) == nil) }

    @Test("numbers are found in a text, telephone numbers are not taken for them")
    func foundInText() {
        let number = ReferenceNumber(year: 2026, serial: 52)
        let text = "بخصوص الطلب رقم \(number) أو \(shifted(number.description, to: 0x660))، جوالي 0501234567890123456"
        #expect(ReferenceNumber.all(in: text) == [number])
    }

    private func shifted(_ digits: String, to base: UInt32) -> String {
        String(String.UnicodeScalarView(digits.unicodeScalars.compactMap { Unicode.Scalar($0.value - 48 + base) }))
    }
}

@Suite("Row numbers")
struct IdentifierTests {
    @Test("numbers never go back, even when the clock does")
    func monotonic() {
        var sequence = IdentifierSequence(node: 3)
        var last: Identifier = 0
        for moment in [1_000, 1_000, 2_000, 500, 0, -1, 2_000, Int64.max] {
            let next = sequence.next(milliseconds: moment)
            #expect(next > last)
            last = next
        }
    }
}
