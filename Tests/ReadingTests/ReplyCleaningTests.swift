import Foundation
import Testing

@testable import Reading

@Suite("What was written now, without quotes and signature")
struct ReplyCleaningTests {
    @Test(
        "The new text is found whatever mail program quoted the old one",
        arguments: [
            "الرد\n\nفي الأحد، 3 مارس 2024 في 10:11 ص تمت كتابة ما يلي بواسطة ‪الجمعية‬‏ <‪a@b.example‬‏>:\n\n> قديم",
            "الرد\n\n\u{200F}في الثلاثاء، 3 يونيو 2025، 10:11 ص الجمعية <\u{202A}a@b.example\u{202C}>\nكتب:\n\n> قديم\n> قديم",
            "الرد\r\n\r\nفي ٣ مارس ٢٠٢٤، الساعة ١٠:١١ ص، كتب فلان <a@b.example>:\r\n\r\nقديم\r\n",
            "الرد\n\n________________________________\n\u{200F}\u{200F}من: الجمعية\n\u{200F}تم الإرسال: 3 مارس 2024\n\u{200F}إلى: أنا\n"
                + "\u{200F}الموضوع: رد\n\nقديم",
            "الرد\nمن: الجمعية <a@b.example>\nتم الإرسال: الأحد\nإلى: أنا\nالموضوع: رد\n\nقديم",
            "الرد\n\n----- الرسالة الأصلية -----\nقديم",
            "الرد\n\nOn Tue, Jun 3, 2025 at 10:11 AM Society <a@b.example> wrote:\n\n> old",
            "الرد\n\n-----Original Message-----\nFrom: a\nSent: b\n\nold",
            "الرد\n\n> old\n> old",
        ])
    func quotes(_ text: String) {
        let parts = ReplyCleaning.clean(text)
        #expect(parts.reply == "الرد")
        #expect(!parts.quoted.isEmpty)
    }

    @Test(
        "A signature is set apart",
        arguments: [
            "الرد\n\n-- \nمحمد\nجدة", "الرد\n\nأُرسلت من الـ iPhone", "الرد\n\nSent from my iPhone",
            "الرد\nمرسل من جهاز Galaxy",
            "الرد\n\nGet Outlook for Android", "الرد\n\nالحصول على Outlook لـ iOS",
        ])
    func signatures(_ text: String) {
        let parts = ReplyCleaning.clean(text)
        #expect(parts.reply == "الرد")
        #expect(!parts.signature.isEmpty)
    }

    @Test(
        "Ordinary text that only looks like a quote stays",
        arguments: [
            "في يوم الأحد كتبت لكم رسالة:\nلم يصلني رد", "إلى: مدير الجمعية\nمن: أم خالد\nالموضوع: طلب\nأحتاج سلة",
            "تم الإرسال من قبل الجمعية ولم يصل", "On Monday I wrote to you\nand nobody answered",
            "قلت له:\n- نعم\n- لا",
        ])
    func keeps(_ text: String) {
        #expect(ReplyCleaning.clean(text).reply == text)
    }

    @Test("An answer written under the quote is kept")
    func bottomPosting() {
        let parts = ReplyCleaning.clean("On 3/6/2025, a@b.example wrote:\n> هل تحتاج شيئا؟\n\nنعم، سلة غذائية")
        #expect(parts.reply == "نعم، سلة غذائية")
    }

    @Test("A mail that only forwards another keeps its text")
    func forward() {
        let parts = ReplyCleaning.clean(
            "---------- Forwarded message ---------\nFrom: a@b.example\nDate: x\nTo: y\n\nنص مهم")
        #expect(parts.reply.contains("نص مهم"))
    }

    @Test(
        "Mail of Arabic programs and of many others is taken apart as people would",
        arguments: ["arabic", "world", "programs"])
    func cases(_ name: String) throws {
        let cases = try MailCase.read("replies-\(name).txt").filter { !$0.mail.hasPrefix("<") }
        #expect(cases.count >= 80)
        for item in cases {
            let parts = ReplyCleaning.clean(item.mail, subject: item.subject)
            #expect(flat(parts.reply) == flat(item.reply), "\(item.name)")
            if let signature = item.signature { #expect(flat(parts.signature) == flat(signature), "\(item.name)") }
        }
    }

    @Test("100 kB made to hold the cleaner up are read in linear time", arguments: MailCase.hostile)
    func hostile(_ name: String, _ piece: String) {
        let small = time(String(repeating: piece, count: 25_000 / piece.utf8.count))
        let large = time(String(repeating: piece, count: 100_000 / piece.utf8.count))
        print("\(name): 100 kB in \(large)")
        #expect(large < small * 12 + .milliseconds(30), "\(name)")
    }

    private func time(_ text: String) -> Duration {
        (0..<3).map { _ in ContinuousClock().measure { _ = ReplyCleaning.clean(text) } }.min() ?? .zero
    }

    @Test("Other projects' reply cases", .enabled(if: SharedData.isPresent("mail/replies.jsonl")))
    func corpus() throws {
        struct Case: Decodable {
            var id: String
            var kind: String
            var text: String
        }
        struct Expected: Decodable { var expected: String }
        let data = try Data(contentsOf: SharedData.file("mail/replies.jsonl"))
        var right = 0
        var wrong: [String] = []
        for line in data.split(separator: 0x0A) {
            let item = try JSONDecoder().decode(Case.self, from: line)
            guard item.kind == "reply" else { continue }
            let expected = flat(try JSONDecoder().decode(Expected.self, from: line).expected)
            let parts = ReplyCleaning.clean(item.text)
            let isRight = [parts.reply, parts.reply + parts.signature].contains { flat($0) == expected }
            if isRight { right += 1 } else { wrong.append(item.id) }
        }
        print("replies: \(right) of \(right + wrong.count) as expected; others: \(wrong)")
        #expect(right >= Self.floor)
    }

    /// By choice otherwise: a word before the quote is not dropped because of a line limit, a mail program's line glued
    /// to the writer's own is not cut apart, and a lone `>` line is taken for a quote.
    private static let floor = 59

    private func flat(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}
