import Casework
import Flows
import Foundation
import Storage
import Testing

/// One case of the table: what is handed in, and whether it belongs to the first ticket.
struct ThreadingCase: Sendable {
    var name: String
    var belongs: Bool
    var joins: @Sendable (MailThread) async throws -> Bool
}

@Suite("Threading by proof, from real bytes")
struct ThreadingTests {
    @Test("every case of the table joins what belongs together and nothing else (P8)")
    func table() async throws {
        var wrong: [String] = []
        var missed: [String] = []
        for item in Self.cases {
            let thread = try await MailThread()
            let joined = try await item.joins(thread)
            if joined, !item.belongs { wrong.append(item.name) }
            if !joined, item.belongs { missed.append(item.name) }
            #expect(try await thread.bench.ledgerFaults().isEmpty)
        }
        let (own, others) = (Self.cases.filter(\.belongs).count, Self.cases.filter { !$0.belongs }.count)
        print(
            "threading: \(wrong.count) of \(others) wrong joins \(wrong), \(missed.count) of \(own) missed joins \(missed)"
        )
        #expect(wrong.isEmpty && missed.isEmpty)
    }

    static let stranger = "stranger@elsewhere.example"

    static let cases: [ThreadingCase] = byAddress + byMessageID + byNumber + byContact

    private static let byAddress: [ThreadingCase] = [
        ThreadingCase(name: "the person answers to the sealed address", belongs: true) {
            try await $0.joins(to: $0.sealed)
        },
        ThreadingCase(name: "a colleague in copy answers to the sealed address", belongs: true) {
            try await $0.joins(from: stranger, to: $0.sealed)
        },
        ThreadingCase(name: "a program wrote the sealed address in capitals", belongs: true) {
            try await $0.joins(to: $0.sealed.uppercased())
        },
        ThreadingCase(name: "Exchange made ids of its own, the sealed address is there", belongs: true) {
            try await $0.joins(
                to: $0.sealed, inReplyTo: "AM0PR04MB1@eurprd04.prod.outlook.com",
                references: ["AM0PR04MB1@eurprd04.prod.outlook.com"])
        },
        ThreadingCase(name: "the sealed address only in Cc", belongs: true) {
            try await $0.joins(head: ["Cc: <\($0.sealed)>"])
        },
        ThreadingCase(name: "a sealed address with another seal", belongs: false) {
            try await $0.joins(to: "reply+\($0.reference).aaaaaaaaaaaaaaaa@saa.example")
        },
        ThreadingCase(name: "a sealed address with another number under the same seal", belongs: false) {
            let seal = $0.sealed.split(separator: ".").dropFirst().first.map(String.init) ?? ""
            let other = ReferenceNumber(year: 2026, serial: 99)
            return try await $0.joins(to: "reply+\(other).\(seal)@saa.example")
        },
    ]

    private static let byMessageID: [ThreadingCase] = [
        ThreadingCase(name: "our Message-ID in In-Reply-To", belongs: true) { try await $0.joins(inReplyTo: $0.ourID) },
        ThreadingCase(name: "our Message-ID only in References", belongs: true) {
            try await $0.joins(references: [MailThread.firstID, $0.ourID])
        },
        ThreadingCase(name: "our Message-ID from another address of the person", belongs: true) {
            try await $0.joins(from: "nora.work@office.example", inReplyTo: $0.ourID)
        },
        ThreadingCase(name: "our Message-ID first, then sixty others", belongs: true) {
            try await $0.joins(references: [$0.ourID] + (0..<60).map { "x\($0).y@mail.example" })
        },
        ThreadingCase(name: "a chain with holes: only the person's own first id", belongs: true) {
            try await $0.joins(references: [MailThread.firstID])
        },
        ThreadingCase(name: "the person's first id, then forty others", belongs: true) {
            try await $0.joins(references: [MailThread.firstID] + (0..<40).map { "x\($0).y@mail.example" })
        },
        ThreadingCase(name: "a stranger with the person's first id", belongs: false) {
            try await $0.joins(from: stranger, references: [MailThread.firstID])
        },
        ThreadingCase(name: "somebody forwards our mail to us with our Message-ID", belongs: true) {
            try await $0.joins(from: stranger, subject: "Fwd: رد", references: [$0.ourID])
        },
        ThreadingCase(name: "a Message-ID like ours with another seal", belongs: false) {
            try await $0.joins(inReplyTo: "4711.\($0.reference).aaaaaaaaaaaaaaaa@saa.example")
        },
        ThreadingCase(name: "a Message-ID used again by the person for other words", belongs: false) {
            try await $0.joins(id: MailThread.firstID, text: "موضوع آخر تماما")
        },
        ThreadingCase(name: "a Message-ID used again by a stranger", belongs: false) {
            try await $0.joins(from: stranger, id: MailThread.firstID, text: "متى الدوام؟")
        },
        ThreadingCase(name: "Exchange made ids of its own and dropped the address", belongs: false) {
            try await $0.joins(inReplyTo: "AM0PR04MB1@eurprd04.prod.outlook.com")
        },
    ]

    private static let byNumber: [ThreadingCase] = [
        ThreadingCase(name: "the number in the person's subject", belongs: true) {
            try await $0.joins(subject: "رد: طلب رقم \($0.reference)")
        },
        ThreadingCase(name: "the number in the person's text, Arabic digits", belongs: true) {
            try await $0.joins(text: "متابعة للطلب \(arabic($0.reference.description))")
        },
        ThreadingCase(name: "the number in a stranger's subject", belongs: false) {
            try await $0.joins(from: stranger, subject: "رد: طلب رقم \($0.reference)")
        },
        ThreadingCase(name: "the number in what a stranger quotes", belongs: false) {
            try await $0.joins(from: stranger, text: "ما هذا؟\n\n> طلب رقم \($0.reference)")
        },
        ThreadingCase(name: "a number that is nobody's", belongs: false) {
            try await $0.joins(subject: "طلب \(ReferenceNumber(year: 2026, serial: 99))")
        },
        ThreadingCase(name: "our letter's number in the person's mail", belongs: true) {
            try await register(7, in: $0)
            return try await $0.joins(text: "إشارة إلى خطابكم رقم ٧/١٤٤٧")
        },
        ThreadingCase(name: "our letter's number in a stranger's mail", belongs: false) {
            try await register(7, in: $0)
            return try await $0.joins(from: stranger, text: "إشارة إلى خطابكم رقم 7/1447")
        },
        ThreadingCase(name: "our letter's number in a letter: paper proves nobody", belongs: false) {
            try await register(7, in: $0)
            return try await letter("إشارة إلى خطابكم رقم 7/1447، أرفق لكم المطلوب", in: $0)
        },
        ThreadingCase(name: "a month of the year is no letter", belongs: false) {
            try await register(7, in: $0)
            return try await $0.joins(text: "أريد حجزا في شهر 7/1447")
        },
    ]

    private static let byContact: [ThreadingCase] = [
        ThreadingCase(name: "the person writes again without any proof", belongs: false) { try await $0.joins() },
        ThreadingCase(name: "another known address of the person, with the number", belongs: true) {
            try await know(Contact(kind: .email, value: "nora.work@office.example"), in: $0)
            return try await $0.joins(from: "nora.work@office.example", text: "الطلب \($0.reference)")
        },
        ThreadingCase(name: "a known telephone of the person, with the number", belongs: true) {
            try await know(Contact(kind: .phone, value: "+966501234567"), in: $0)
            let before = try await $0.messages()
            try await $0.bench.text("ما أخبار \($0.reference)")
            return try await $0.messages() > before
        },
        ThreadingCase(name: "an unknown telephone, with the number", belongs: false) {
            let before = try await $0.messages()
            try await $0.bench.text("ما أخبار \($0.reference)", from: "+966509999999")
            return try await $0.messages() > before
        },
        ThreadingCase(name: "an absence notice to the sealed address", belongs: true) {
            try await $0.joins(to: $0.sealed, subject: "خارج المكتب", head: ["Auto-Submitted: auto-replied"])
        },
        ThreadingCase(name: "our own mail comes back by a list", belongs: false) {
            try await $0.joins(from: $0.address, to: $0.sealed, inReplyTo: $0.ourID, head: ["X-Wasl-Text: 1"])
        },
    ]

    @Test("a text joins within the conversation window only, and only from the same number")
    func window() async throws {
        let bench = try await Bench()
        let first = try await bench.text("متى موعد العمرة")
        bench.clock.move(71 * 3600)
        let second = try await bench.text("أي ساعة؟")
        #expect(try await bench.ticket(second) == nil)
        let other = try await bench.text("أي ساعة؟", from: "+966509999999")
        #expect(try await bench.ticket(other) != nil)
        bench.clock.move(73 * 3600)
        let late = try await bench.text("سؤال جديد")
        #expect(try await bench.ticket(late) != nil)
        #expect(try await bench.ticket(first) != nil)
    }

    @Test("one mail that two mailboxes received is one ticket with one acknowledgement")
    func twins() async throws {
        let thread = try await MailThread()
        let raw = MailThread.mail(id: MailThread.firstID, subject: "استفسار", text: "متى موعد العمرة؟")
        let second = try await thread.bench.mail(raw, from: MailThread.nora, to: ["info@saa.example"])
        let (fate, reason) = try await thread.fate(of: second)
        #expect(fate == .aside && reason == "twin")
        #expect(try await thread.tickets() == 1)
        #expect(try await thread.bench.outgoing().count == 1)
        #expect(try await thread.bench.ledgerFaults().isEmpty)
    }

    @Test(
        "a stranger who quotes a number or a letter's number gets a ticket that mentions the other",
        arguments: [true, false])
    func mentions(ofLetter: Bool) async throws {
        let thread = try await MailThread()
        try await Self.register(7, in: thread)
        let text = ofLetter ? "بخصوص خطابكم رقم 7/1447" : "بخصوص الطلب \(thread.reference)"
        let number = try await thread.bench.mail(
            MailThread.mail(from: Self.stranger, id: "q@elsewhere.example", text: text), from: Self.stranger,
            to: [thread.address])
        #expect(try await thread.mentions(of: number) == [thread.reference])
    }

    private static func know(_ contact: Contact, in thread: MailThread) async throws {
        let reference = thread.reference
        try await thread.bench.hub.database.write { sql in
            guard let ticket = try sql.ticket(reference, of: Bench.saa) else { return }
            try sql.addContact(contact, to: ticket.person, of: Bench.saa)
        }
    }

    private static func register(_ serial: Int, in thread: MailThread) async throws {
        let (reference, now, subject) = (thread.reference, thread.bench.clock.now, thread.sent.id)
        try await thread.bench.hub.database.write { sql in
            guard let ticket = try sql.ticket(reference, of: Bench.saa) else { return }
            for _ in 0..<serial {
                _ = try sql.register(
                    .outgoing, hijriYear: 1447, ticket: ticket.id, subject: subject, at: now, of: Bench.saa)
            }
        }
    }

    private static func letter(_ words: String, in thread: MailThread) async throws -> Bool {
        let before = try await thread.messages()
        _ = try await Intake(hub: thread.bench.hub).accept(
            Envelope(
                association: Bench.saa, channel: ChannelID(rawValue: "letters"), receivedAt: thread.bench.clock.now,
                attributes: ["filename": "l.txt", "content-type": "text/plain"], content: .bytes(Data(words.utf8))))
        try await thread.bench.read()
        return try await thread.messages() > before
    }

    private static func arabic(_ digits: String) -> String {
        String(String.UnicodeScalarView(digits.unicodeScalars.compactMap { Unicode.Scalar($0.value - 0x30 + 0x660) }))
    }
}
