import Casework
import Foundation
import Testing

@testable import Channels

@Suite("Forms filled in on the web")
struct WebFormTests {
    static func form(
        _ answers: [(FormField, String)], others: [FormSubmission.Field] = [], files: [FormSubmission.File] = []
    ) -> FormSubmission {
        FormSubmission(
            token: "t1", form: "aid-request", kind: .aidRequest, field: "medicines", language: .arabic,
            fields: answers.map { .init(name: $0.0.rawValue, label: $0.0.rawValue, value: $0.1) } + others, files: files
        )
    }

    static let channel = WebFormChannel(id: ChannelID(rawValue: "web"), associations: [])
    static let files = [
        FormSubmission.File(name: "هوية.pdf", type: "application/PDF", content: Data("%PDF\n\u{0}".utf8)),
        FormSubmission.File(name: "empty", type: "a/b", content: Data()),
        FormSubmission.File(name: "b.png", type: "image/png", content: Data([0x0A, 0xFF, 0x00])),
    ]

    @Test("A form is kept and read back as it was, files included")
    func roundTrip() throws {
        let form = Self.form([(.message, "سطر\nوسطر \"آخر\"")], files: Self.files)
        #expect(FormSubmission(reading: form.encoded) == form)
        #expect(form.encoded == form.encoded)
        let slice = (Data("xx".utf8) + form.encoded).dropFirst(2)
        #expect(FormSubmission(reading: slice) == form)
    }

    @Test("A form becomes a message with all it declares")
    func reading() async throws {
        let form = Self.form(
            [
                (.name, "نورة"), (.email, "Nora@Person.example"), (.phone, "٠٥٠١٢٣٤٥٦٧"), (.subject, "دواء"),
                (.message, "أحتاج دواء"), (.inDanger, "on"), (.keepSilent, "no"),
                (.reference, ReferenceNumber(year: 2026, serial: 417).description),
            ],
            others: [
                .init(name: "family", label: "عدد الأسرة", value: "٥"), .init(name: "x", label: "فارغ", value: " "),
            ],
            files: Self.files)
        let delivery = Fixtures.delivery(form.encoded)
        let message = await Self.channel.read(delivery)
        #expect(message.sender == Contact(kind: .email, value: "nora@person.example", name: "نورة"))
        #expect(message.otherContacts == [Contact(kind: .phone, value: "+966501234567", name: "نورة")])
        #expect(message.subject == "دواء")
        #expect(message.replyText == "أحتاج دواء")
        #expect(message.text == "أحتاج دواء\n\nعدد الأسرة: ٥")
        #expect(message.declared.kind == .aidRequest)
        #expect(message.declared.field == "medicines")
        #expect(message.declared.language == .arabic)
        #expect(message.declared.inDanger)
        #expect(!message.declared.keepSilent)
        #expect(message.declared.reference == ReferenceNumber(year: 2026, serial: 417))
        #expect(message.attachments.map(\.bytes) == [6, 0, 3])
        #expect(message.warnings.isEmpty)
        #expect(await Self.channel.attachment(2, of: delivery)?.1 == Data([0x0A, 0xFF, 0x00]))
        #expect(await Self.channel.attachment(3, of: delivery) == nil)
    }

    @Test("Somebody who leaves no way to answer is anonymous, and a wrong number is said")
    func anonymous() async {
        let message = await Self.channel.read(Fixtures.delivery(Self.form([(.phone, "123"), (.message, "x")]).encoded))
        #expect(message.sender.kind == .anonymous)
        #expect(message.warnings == ["sender-not-a-number"])
    }

    @Test("Bytes that are no form are shown as they are", arguments: ["", "{}", "{\"v\":1}\n", "plain words"])
    func broken(_ raw: String) async {
        let message = await Self.channel.read(Fixtures.delivery(raw))
        #expect(message.text == raw.trimmingCharacters(in: .whitespacesAndNewlines))
        #expect(message.warnings == ["body-not-readable"])
    }

    @Test("A file cut short, or one that claims an absurd size, has the bytes that are there")
    func cut() throws {
        let form = Self.form([(.message, "x")], files: [Self.files[2]])
        let whole = String(decoding: form.encoded.prefix { $0 != 0x0A }, as: UTF8.self)
        for size in ["9223372036854775807", "-1"] {
            let claimed = whole.replacing("\"bytes\":3", with: "\"bytes\":\(size)")
            let read = try #require(FormSubmission(reading: Data((claimed + "\nab").utf8)))
            #expect(read.files.map(\.content) == [Data(size == "-1" ? "".utf8 : "ab".utf8)])
        }
    }

    @Test(
        "A file's name has no folders",
        arguments: [("a/b.pdf", "b.pdf"), ("C:\\x\\c.pdf", "c.pdf"), ("../..", nil), ("", nil), ("a\r\nb", "a b")])
    func fileNames(_ given: String, _ name: String?) {
        #expect(WebFormReading.note(.init(name: given, type: "a/b", content: Data()), at: 0).name == name)
    }

    @Test("An answer on the web is sent as soon as it is recorded")
    func delivery() async {
        let outcome = await Self.channel.deliver(Fixtures.text(medium: .web), Fixtures.tools)
        #expect(outcome == .sent(providerID: nil, note: "status page"))
    }
}
