import Casework
import Foundation
import Logging
import Testing
import Typesetting

@testable import Channels

@Suite("Letters in and out")
struct LettersTests {
    static func channel(_ folder: URL, scan: @escaping LettersChannel.Scan = { _ in nil }) -> LettersChannel {
        LettersChannel(
            id: ChannelID(rawValue: "letters"), associations: [], inbox: folder,
            outbox: OutboxFolder(root: folder.appending(path: "outbox")), scratch: folder.appending(path: "spool"),
            scan: scan)
    }

    @Test("A scan is taken once it has stopped growing, and moved under its receipt's number")
    func folder() async throws {
        try await Fixtures.withFolder { folder in
            let doors = TestDoors()
            var desk = LetterDesk(association: Fixtures.eman, root: folder)
            let logger = Logger(label: "test")
            let id = ChannelID(rawValue: "letters")
            await desk.round(channel: id, doors.doors, logger)
            let file = folder.appending(path: "in/خطاب.pdf")
            try Data("%PDF".utf8).write(to: file)
            try Data("x".utf8).write(to: folder.appending(path: "in/half.pdf.part"))
            try Data("x".utf8).write(to: folder.appending(path: "in/.hidden"))
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "in/link.pdf"), withDestinationURL: URL(filePath: "/etc/hostname"))
            try FileManager.default.createDirectory(
                at: folder.appending(path: "in/sub.pdf"), withIntermediateDirectories: false)
            await desk.round(channel: id, doors.doors, logger)
            #expect(doors.intake.kept.isEmpty)
            try Data("%PDF-1".utf8).write(to: file)
            await desk.round(channel: id, doors.doors, logger)
            #expect(doors.intake.kept.isEmpty)
            await desk.round(channel: id, doors.doors, logger)
            await desk.round(channel: id, doors.doors, logger)
            #expect(doors.intake.bytes == [Data("%PDF-1".utf8)])
            #expect(doors.intake.kept[0].association == Fixtures.eman)
            #expect(doors.intake.kept[0].attributes["content-type"] == "application/pdf")
            #expect(doors.intake.kept[0].attributes["filename"] == "خطاب.pdf")
            let number = ReferenceNumber(year: 2026, serial: 1)
            #expect(Self.names(folder, "done") == ["\(number)-خطاب.pdf"])
            #expect(Self.names(folder, "in") == ["half.pdf.part", "link.pdf", "sub.pdf"])
        }
    }

    @Test("A letter that cannot be kept now stays for the next look; one too large is refused with a word why")
    func refused() async throws {
        for (failure, folderName) in [(AcceptanceError.storeFull, "in"), (.tooLarge(limit: 1), "refused")] {
            try await Fixtures.withFolder { folder in
                let doors = TestDoors(failure: failure)
                var desk = LetterDesk(association: Fixtures.eman, root: folder)
                try FileManager.default.createDirectory(
                    at: folder.appending(path: "in"), withIntermediateDirectories: true)
                try Data("%PDF".utf8).write(to: folder.appending(path: "in/a.pdf"))
                for _ in 0..<3 {
                    await desk.round(channel: ChannelID(rawValue: "l"), doors.doors, Logger(label: "test"))
                }
                #expect(Self.names(folder, folderName).contains("a.pdf"))
                #expect(Self.names(folder, "refused").contains("a.pdf.txt") == (folderName == "refused"))
            }
        }
    }

    private static func names(_ folder: URL, _ name: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path)
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    @Test("A scan that cannot be read is never lost: the picture is there, and a warning")
    func unread() async throws {
        try await Fixtures.withFolder { folder in
            let delivery = Fixtures.delivery("JPEG", attributes: ["filename": "a.jpg", "content-type": "image/jpeg"])
            let message = await Self.channel(folder).read(delivery)
            #expect(message.text.isEmpty)
            #expect(message.warnings == ["scan-not-read"])
            #expect(message.attachments.map(\.type) == ["image/jpeg"])
            #expect(message.sender == .anonymous)
            #expect(await Self.channel(folder).attachment(0, of: delivery)?.1 == Data("JPEG".utf8))
            #expect(await Self.channel(folder).attachment(1, of: delivery) == nil)
        }
    }

    @Test("The scanner sees the letter's own bytes under a name of its kind, and the file is gone afterwards")
    func scanned() async throws {
        try await Fixtures.withFolder { folder in
            let channel = Self.channel(folder) { file in
                #expect(file.pathExtension == "jpeg")
                return (try? String(contentsOf: file, encoding: .utf8)).map { .init(text: $0, isSure: false) }
            }
            let message = await channel.read(
                Fixtures.delivery("الاسم: نورة علي", attributes: ["content-type": "image/jpeg"]))
            #expect(message.sender == Contact(kind: .postal, value: "", name: "نورة علي"))
            #expect(message.warnings == ["scan-unsure"])
            #expect(Self.names(folder, "spool").isEmpty)
        }
    }

    @Test(
        "A text file needs no scanner",
        arguments: [
            Data("سلام".utf8), Data([0xD3, 0xE1, 0xC7, 0xE3]), Data([0xFE, 0xFF, 6, 0x33, 6, 0x44, 6, 0x27, 6, 0x45]),
        ])
    func plain(_ raw: Data) async throws {
        let message = await Self.channel(.temporaryDirectory).read(
            Fixtures.delivery(raw, attributes: ["content-type": "text/plain"]))
        #expect(message.text == "سلام")
        #expect(message.warnings.isEmpty == (raw.count != 4))
    }

    struct Writer: Sendable {
        var text: String
        var name: String?
        var phone: String?
        var email: String?
        var subject: String?
    }

    @Test("Who wrote is taken from the letter only where it says so clearly", arguments: writers)
    func writer(_ given: Writer) {
        let found = LetterWriter(in: given.text)
        #expect(found.name == given.name)
        #expect(found.phone == given.phone)
        #expect(found.email == given.email)
        #expect(found.subject == given.subject)
    }

    static let writers = [
        Writer(
            text: "الموضوع: طلب مساعدة\nالسلام عليكم\nمقدمه: فاطمة محمد\nالجوال: ٠٥٠١٢٣٤٥٦٧", name: "فاطمة محمد",
            phone: "+966501234567", subject: "طلب مساعدة"),
        Writer(
            text: "From: John Smith\nSubject: Help\njohn@x.example\n0551234567", name: "John Smith",
            phone: "+966551234567", email: "john@x.example", subject: "Help"),
        Writer(text: "0551234567 و 0501234567"),
        Writer(text: "جوال: 0551234567\nهاتف الجمعية 0501234567", phone: "+966551234567"),
        Writer(text: "الاسم: ................"),
        Writer(text: "الاسم: 12345"),
        Writer(text: "a@x.example b@y.example"),
        Writer(text: ""),
    ]

    @Test("An outgoing letter is complete as text and as PDF")
    func outgoing() async throws {
        try await Fixtures.withFolder { folder in
            var details = OutgoingText.Details()
            details.letterNumber = "١٢٥/١٤٤٧/م"
            details.signedBy = "manager"
            details.attachments = [AttachmentNote(index: 0, name: "a", type: "a/b", bytes: 1, sha256: "0")]
            let text = Fixtures.text(
                to: "", kind: .postal, medium: .letter, subject: "نتيجة الطلب", "نفيدكم بقبول الطلب.", purpose: .reply,
                details: details)
            let letter = LetterComposer.letter(of: text, Fixtures.profile())
            #expect(letter.number == "١٢٥/١٤٤٧/م")
            #expect(letter.dateHijri == "٢٥ شعبان ١٤٤٧هـ")
            #expect(letter.dateGregorian == "١٣ فبراير ٢٠٢٦م")
            #expect(letter.attachments == "مرفق واحد")
            #expect(letter.signerTitle == "مدير الجمعية")
            #expect(letter.addressee == "المكرم/ة: نورة")
            #expect(letter.head.registrationLine == "المسجلة برقم (٤٦٣) بـالمركز")
            #expect(letter.reference == "\(text.reference)")
            let outcome = await Self.channel(folder).deliver(text, Fixtures.tools)
            #expect(outcome == .sent(providerID: nil, note: "\(text.reference)-4711.pdf"))
            let files = folder.appending(path: "outbox/letters/2026-02-13")
            let page = try String(contentsOf: files.appending(path: "\(text.reference)-4711.txt"), encoding: .utf8)
            for words in ["نفيدكم بقبول الطلب.", "نتيجة الطلب", "مدير الجمعية", "جمعية الإيمان"] {
                #expect(page.contains(words))
            }
            #expect(
                try Data(contentsOf: files.appending(path: "\(text.reference)-4711.pdf")).starts(
                    with: Data("%PDF".utf8)))
        }
    }

    @Test("A letter that greets by itself is not greeted twice")
    func greeting() {
        let plain = LetterComposer.letter(of: Fixtures.text("نفيدكم"), Fixtures.profile())
        let greeted = LetterComposer.letter(of: Fixtures.text("السلام عليكم ورحمة الله\nنفيدكم"), Fixtures.profile())
        let english = LetterComposer.letter(of: Fixtures.text(language: .english, "We write"), Fixtures.profile())
        #expect(!plain.salutation.isEmpty)
        #expect(!greeted.salutation.isEmpty)
        #expect(greeted.body == "نفيدكم")
        let closed = LetterComposer.letter(
            of: Fixtures.text("نفيدكم\n\nوتقبلوا خالص التحية،\nوحدة الشكاوى"), Fixtures.profile())
        #expect(closed.closing.isEmpty && !plain.closing.isEmpty)
        #expect(english.salutation == "Dear نورة,")
        #expect(english.dateGregorian == "13 February 2026")
    }
}
