import Casework
import Flows
import Foundation
import Storage

/// A conversation that has begun: Nora wrote by mail, and the hub acknowledged it.
struct MailThread {
    static let nora = "nora@people.example"
    static let firstID = "first.1@people.example"

    let bench: Bench
    /// The ticket's number.
    let reference: ReferenceNumber
    /// The acknowledgement.
    let sent: OutgoingText
    /// The association's own address.
    let address: String

    init() async throws {
        bench = try await Bench(realMail: true)
        address = "saa@saa.example"
        reference = try await bench.mail(
            Self.mail(id: Self.firstID, subject: "استفسار", text: "متى موعد العمرة؟"), from: Self.nora, to: [address])
        guard let row = try await bench.outgoing().first else { throw CancellationError() }
        sent = row.text
    }

    /// The Message-ID of the acknowledgement.
    var ourID: String { sent.details.messageID ?? "" }
    /// The sealed address.
    var sealed: String { sent.details.replyTo ?? "" }

    /// The bytes of a mail.
    static func mail(
        from: String = nora, to: String = "saa@saa.example", id: String, subject: String = "رد",
        inReplyTo: String? = nil,
        references: [String] = [], head: [String] = [], text: String
    ) -> String {
        var lines = ["From: <\(from)>", "To: <\(to)>", "Message-ID: <\(id)>"] + head
        lines.append("Subject: =?utf-8?B?\(Data(subject.utf8).base64EncodedString())?=")
        if let inReplyTo { lines.append("In-Reply-To: <\(inReplyTo)>") }
        if !references.isEmpty {
            lines.append("References: " + references.map { "<\($0)>" }.joined(separator: "\r\n "))
        }
        lines += [
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", text,
        ]
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    /// Hands a mail in and says whether it is in the first ticket.
    func joins(
        from: String = nora, to: String? = nil, id: String = "next.2@people.example", subject: String = "رد",
        inReplyTo: String? = nil, references: [String] = [], head: [String] = [], text: String = "هل من جديد؟"
    ) async throws -> Bool {
        let to = to ?? address
        let raw = Self.mail(
            from: from, to: to, id: id, subject: subject, inReplyTo: inReplyTo, references: references, head: head,
            text: text)
        let before = try await messages()
        try await bench.mail(raw, from: from, to: [to])
        return try await messages() > before
    }

    /// The messages of the first ticket.
    func messages() async throws -> Int {
        let reference = reference
        return try await bench.hub.database.read { sql in
            guard let ticket = try sql.ticket(reference, of: Bench.saa) else { return 0 }
            return try sql.conversation(of: ticket.id, Bench.saa).count
        }
    }

    /// The tickets that the newest ticket mentions.
    func mentions(of number: ReferenceNumber) async throws -> [ReferenceNumber] {
        try await bench.hub.database.read { sql in
            guard let ticket = try sql.ticket(number, of: Bench.saa) else { return [] }
            return try sql.reading(ofTicket: ticket.id, Bench.saa).1
        }
    }

    /// How a delivery ended.
    func fate(of number: ReferenceNumber) async throws -> (DeliveryFate?, String?) {
        try await bench.hub.database.read { sql in
            let row = try sql.delivery(receipt: number, of: Bench.saa)
            return (row?.fate, row?.reason)
        }
    }

    /// Why a contact is not written to.
    func trouble(of address: String) async throws -> String? {
        try await bench.hub.database.read { sql in
            try sql.person(behind: Contact(kind: .email, value: address), of: Bench.saa)?.trouble
        }
    }

    /// All tickets.
    func tickets() async throws -> Int {
        try await bench.hub.database.read { sql in try sql.ledger() }.accounts.map(\.tickets).reduce(0, +)
    }
}
