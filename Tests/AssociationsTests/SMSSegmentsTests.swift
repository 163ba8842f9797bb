import Casework
import Testing

@Suite("Parts of a short text")
struct SMSSegmentsTests {
    @Test(
        "Latin text fills parts of 160, then of 153",
        arguments: [(0, 0, 160), (1, 1, 159), (160, 1, 0), (161, 2, 145), (306, 2, 0), (307, 3, 152)])
    func latin(length: Int, segments: Int, remaining: Int) {
        let count = SMSSegments.count(String(repeating: "a", count: length))
        #expect(count.encoding == .gsm7)
        #expect(count.units == length)
        #expect(count.segments == segments)
        #expect(count.remaining == remaining)
    }

    @Test(
        "Arabic text fills parts of 70, then of 67",
        arguments: [(1, 1, 69), (70, 1, 0), (71, 2, 63), (134, 2, 0), (135, 3, 66)])
    func arabic(length: Int, segments: Int, remaining: Int) {
        let count = SMSSegments.count(String(repeating: "م", count: length))
        #expect(count.encoding == .ucs2)
        #expect(count.segments == segments)
        #expect(count.remaining == remaining)
    }

    @Test(
        "Every character counts by its width",
        arguments: [
            ("€", SMSSegments.Encoding.gsm7, 2), ("[]{}~^|\\", .gsm7, 16), ("a`", .ucs2, 2), ("😀", .ucs2, 2),
            ("مُ", .ucs2, 2),
            ("Dear محمد", .ucs2, 9), ("\r\n", .gsm7, 2), ("٣", .ucs2, 1),
        ])
    func widths(text: String, encoding: SMSSegments.Encoding, units: Int) {
        let count = SMSSegments.count(text)
        #expect(count.encoding == encoding)
        #expect(count.units == units)
    }

    @Test("A character of two units is never split between two parts")
    func unsplit() {
        let emoji = SMSSegments.count(String(repeating: "م", count: 66) + "😀" + String(repeating: "م", count: 10))
        #expect(emoji.segments == 2)
        #expect(emoji.remaining == 67 - 12)
        let euro = SMSSegments.count(String(repeating: "a", count: 152) + "€" + String(repeating: "a", count: 10))
        #expect(euro.remaining == 153 - 12)
    }
}
