import ArgumentParser
import Casework
import Channels
import Flows
import Foundation
import MIME
import Settings

/// Measures how fast mails are read and cleaned in this process, for the benchmarks.
struct Measure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure the reading of mails.", shouldDisplay: false)

    @Option(help: "How often all mails are read.") var rounds = 5
    @Argument(help: "A file of lines {\"raw_b64\"}, or - for standard input.") var file: String = "-"

    func run() async throws {
        let mails = try Lines.bytes(of: file).split(separator: UInt8(ascii: "\n")).map { line in
            Data(base64Encoded: try JSONDecoder().decode(Line.self, from: line).raw_b64) ?? Data()
        }
        let assembly = try Assembly(try Surroundings())
        guard let email = try assembly.channels().first(where: { $0.medium == .email }), !mails.isEmpty, rounds > 0,
            let association = assembly.configuration.associations.first?.id
        else { throw Complaint("There is no mail channel, no association or no mail.") }
        let deliveries = mails.map { raw in
            KeptDelivery(
                association: association, channel: email.id, receivedAt: Date(), sender: nil, recipients: [],
                attributes: [:], raw: raw)
        }
        var best = Report(mails: mails.count, rounds: rounds)
        let clock = ContinuousClock()
        for _ in 0..<rounds {
            var letters = 0
            let parsing = clock.measure { for raw in mails { letters += MIMEParser.parse(raw).text.utf8.count } }
            let start = clock.now
            for delivery in deliveries { letters += await email.read(delivery).cleaned().replyText.utf8.count }
            best.note(parsing: parsing, reading: start.duration(to: clock.now), letters: letters)
        }
        try Lines.print(best)
    }

    private struct Line: Decodable {
        var raw_b64: String
    }

    /// The best of the rounds.
    private struct Report: Encodable {
        var mails: Int
        var rounds: Int
        var letters = 0
        var parsedPerSecond = 0.0
        var cleanedPerSecond = 0.0

        mutating func note(parsing: Duration, reading: Duration, letters: Int) {
            self.letters = letters
            parsedPerSecond = max(parsedPerSecond, Double(mails) / (parsing / .seconds(1)))
            cleanedPerSecond = max(cleanedPerSecond, Double(mails) / (reading / .seconds(1)))
        }
    }
}
