import ArgumentParser
import Casework
import Foundation
import Settings
import Storage

/// One line per ticket.
struct Tickets: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List every ticket, one JSON object a line.")

    @Option(help: "The output's format; jsonl is the only one.") var format: String = "jsonl"
    @Option(help: "Only one association.") var association: String?

    func run() async throws {
        let database = try await Assembly(try Surroundings()).database()
        var after: Identifier = 0
        while true {
            let (start, only) = (after, association)
            let page = try await database.read { sql in
                try sql.ticketListing(after: start, association: only, limit: 500)
            }
            guard let last = page.last else { break }
            for listed in page { try Lines.print(Line(listed)) }
            after = last.ticket.id
        }
        try await database.close()
    }

    private struct Line: Encodable {
        var reference, association, kind, urgency, state, channel, person, subject, language: String
        var field, officer, dueAt: String?
        var messages: Int
        var receipts: [String]
        var openedAt: String
        var sealed: Bool

        init(_ listed: ListedTicket) {
            let ticket = listed.ticket
            reference = ticket.reference.description
            association = ticket.association.rawValue
            kind = ticket.kind.rawValue
            field = ticket.field
            urgency = ticket.urgency.rawValue
            state = ticket.stage.rawValue
            channel = ticket.channel.rawValue
            officer = ticket.officer
            person = String(ticket.person)
            subject = ticket.subject
            language = ticket.language.rawValue
            messages = listed.messages
            receipts = listed.receipts
            openedAt = ticket.openedAt.formatted(.iso8601)
            dueAt = ticket.dueAt?.formatted(.iso8601)
            sealed = ticket.isSealed
        }
    }
}

/// One line per outgoing text.
struct Outbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List every outgoing text, one JSON object a line.")

    @Option(help: "The output's format; jsonl is the only one.") var format: String = "jsonl"

    func run() async throws {
        let assembly = try Assembly(try Surroundings())
        let database = try await assembly.database()
        for profile in assembly.configuration.associations {
            var after: Identifier = 0
            while true {
                let start = after
                let page = try await database.read { sql in try sql.outgoing(of: profile.id, after: start, limit: 500) }
                guard let last = page.last else { break }
                for row in page { try Lines.print(Line(row)) }
                after = last.text.id
            }
        }
        try await database.close()
    }

    private struct Line: Encodable {
        var id: String
        var association, ticket, kind, channel, to, state, subject, text, language: String
        var attempts: Int
        var providerID, note, letterNumber: String?

        init(_ row: OutgoingRow) {
            id = String(row.text.id)
            association = row.text.association.rawValue
            ticket = row.text.reference.description
            kind = row.text.purpose.rawValue
            channel = row.text.channel.rawValue
            to = row.text.recipient.value
            state = row.state.rawValue
            subject = row.text.subject
            text = row.text.text
            language = row.text.language.rawValue
            attempts = row.attempts
            providerID = row.providerID
            note = row.note
            letterNumber = row.text.details.letterNumber
        }
    }
}

/// The ledger: exit 0 only when everything accepted is accounted for (claim D14).
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check that everything accepted is accounted for; exit 0 only when it is.")

    @Flag(help: "Also read all kept bytes and compare their SHA-256.") var deep = false
    @Flag(help: "Also one line for each association, channel and day.") var days = false

    func run() async throws {
        let surroundings = try Surroundings()
        let database = try await StoreDoor(surroundings).openReady()
        let isDeep = deep
        var ledger = try await database.read { sql in try sql.ledger(deep: isDeep) }
        if deep, let bucket = surroundings.bucket { ledger.faults += try await bucket.faults(database) }
        if days { for day in ledger.days { try Lines.print(day) } }
        try LedgerLines.print(ledger, to: .standardOutput)
        try await database.close()
        if !ledger.isBalanced { throw ExitCode(1) }
    }
}

/// The ledger as lines: accounts, what does not fit, and `balanced` when nothing is wrong.
enum LedgerLines {
    static func print(_ ledger: Ledger, to output: FileHandle) throws {
        for account in ledger.accounts { output.write(try Lines.line(account)) }
        for fault in ledger.faults + (ledger.isBalanced ? ["balanced"] : []) { output.write(Data("\(fault)\n".utf8)) }
    }
}
