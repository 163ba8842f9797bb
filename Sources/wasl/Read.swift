import ArgumentParser
import Casework
import Channels
import Flows
import Foundation
import MIME
import Reading
import Settings
import Storage

/// Says everything the worker would read from a message, without keeping it.
struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print what would be read from one raw message, or from many.")

    @Option(help: "The output's format; json is the only one.") var format: String = "json"
    @Option(help: "The kind of channel: email, sms, letter, web.") var channel: String = "email"
    @Option(help: "The association whose fields of work are looked for; all unless given.") var association: String?
    @Flag(help: "Read lines {\"id\",\"raw_b64\"} or {\"id\",\"text\"} and answer line for line.") var jsonl = false
    @Argument(help: "A file, or - for standard input.") var file: String = "-"

    func run() async throws {
        guard format == "json" else { throw Complaint("The format is json; '\(format)' is not known.") }
        let assembly = try Assembly(try Surroundings())
        let bench = try ReadingBench(assembly: assembly, association: association)
        guard jsonl else { return try Lines.print(try await bench.read(try Lines.bytes(of: file), channel: channel)) }
        for line in try Lines.bytes(of: file).split(separator: UInt8(ascii: "\n")) {
            try Lines.print(try await bench.answer(line: Data(line), channel: channel))
        }
    }
}

/// Reads again what is already kept: the same bytes, model and settings give the same result (promise P2).
struct Reread: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read a kept delivery again by its receipt and print what is read now.")

    @Option(help: "The association.") var association: String
    @Argument(help: "The receipt number.") var receipt: String

    func run() async throws {
        let assembly = try Assembly(try Surroundings())
        guard let id = AssociationID(rawValue: association), let number = ReferenceNumber(receipt) else {
            throw Complaint("Give an association's identifier and a receipt number of digits.")
        }
        let hub = try await assembly.hub()
        let found = try await hub.database.read { sql -> (DeliveryRow, KeptContent)? in
            guard let row = try sql.delivery(receipt: number, of: id) else { return nil }
            return try sql.content(row.content, of: id).map { (row, $0) }
        }
        guard let (row, kept) = found, let raw = try await hub.bytes(kept, row.content, of: id) else {
            throw Complaint("There is no delivery \(receipt) of \(association).")
        }
        let bench = try ReadingBench(assembly: assembly, association: association)
        try Lines.print(try await bench.read(raw, row: row))
        try await hub.database.close()
    }
}
