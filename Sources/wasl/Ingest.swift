import ArgumentParser
import Casework
import Channels
import Flows
import Foundation
import MIME
import Settings
import Storage

/// Hands deliveries in through Intake, from files or a pipe.
struct Ingest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hand raw deliveries in through Intake; print one receipt a line.")

    @Option(help: "The channel that they came by: email, sms, letters, web …") var channel: String
    @Option(help: "The association they are for; else found by the recipients.") var association: String?
    @Option(help: "The envelope's sender.") var from: String?
    @Option(help: "An envelope recipient; may be repeated.") var to: [String] = []
    @Argument(help: "Files, or - for standard input.") var files: [String] = ["-"]

    func run() async throws {
        let assembly = try Assembly(try Surroundings())
        let hub = try await assembly.hub()
        let intake = Intake(hub: hub)
        let name = try ChannelChoice.named(channel, in: hub)
        // Files go in side by side, so that they share commits; receipts come out in the files' order.
        var start = files.startIndex
        while start < files.endIndex {
            let end = min(start + 64, files.endIndex)
            let part = files[start..<end]
            let receipts = try await withThrowingTaskGroup(of: (Int, Line).self) { group in
                for (index, file) in part.enumerated() {
                    let envelope = try envelope(file, channel: name, assembly: assembly)
                    group.addTask {
                        let receipt = try await intake.accept(envelope)
                        return (
                            index,
                            Line(
                                receipt: receipt.number.description, association: envelope.association.rawValue,
                                isRepeat: receipt.isRepeat, file: file)
                        )
                    }
                }
                return try await group.reduce(into: [(Int, Line)]()) { $0.append($1) }
            }
            for (_, line) in receipts.sorted(by: { $0.0 < $1.0 }) { try Lines.print(line) }
            start = end
        }
        try await hub.database.close()
    }

    private struct Line: Encodable {
        var receipt: String
        var association: String
        var isRepeat: Bool
        var file: String

        enum CodingKeys: String, CodingKey {
            case receipt, association, file
            case isRepeat = "repeat"
        }
    }

    private func envelope(_ file: String, channel: ChannelID, assembly: Assembly) throws -> Envelope {
        let data = try Lines.bytes(of: file)
        let configuration = assembly.configuration
        var recipients = to
        if recipients.isEmpty, configuration.channel(channel)?.adapter == "email" {
            recipients = HeaderRecipients.addresses(in: data)
        }
        let wanted = try association.map { text -> AssociationID in
            guard let id = AssociationID(rawValue: text), configuration.association(id) != nil else {
                throw Complaint("There is no association '\(text)'; see the files in associations/.")
            }
            return id
        }
        let found = recipients.lazy.compactMap { address -> AssociationID? in
            let domain = address.split(separator: "@").last.map(String.init) ?? ""
            return configuration.association(domain: domain)?.id
        }.first
        guard let id = wanted ?? found ?? configuration.associations.first?.id else {
            throw Complaint("There is no association; add a file to associations/.")
        }
        var attributes: [String: String] = [:]
        if file != "-" { attributes["filename"] = URL(filePath: file).lastPathComponent }
        return Envelope(
            association: id, channel: channel, receivedAt: Date(), sender: from, recipients: recipients,
            attributes: attributes, content: .bytes(data))
    }
}

/// The recipients that a mail's own header names, for mail that comes without an envelope.
enum HeaderRecipients {
    static func addresses(in mail: Data) -> [String] {
        let parsed = MIMEParser.parse(mail.prefix(256 * 1024))
        let delivered = ["Delivered-To", "X-Original-To", "Envelope-To"].compactMap { parsed.headers.first($0) }
        return delivered + (parsed.to + parsed.cc).map(\.address)
    }
}

/// The channel that a word on the command line means: its name, or the kind of wire.
enum ChannelChoice {
    static func named(_ word: String, in hub: Hub) throws -> ChannelID {
        if hub.channels[ChannelID(rawValue: word)] != nil { return ChannelID(rawValue: word) }
        let medium = Medium(rawValue: word) ?? (word == "letters" ? .letter : nil)
        let fitting = hub.channels.values.filter { $0.medium == medium }.map(\.id.rawValue).sorted()
        guard let first = fitting.first else {
            let known = hub.channels.keys.map(\.rawValue).sorted().joined(separator: ", ")
            throw Complaint("There is no channel '\(word)'; those switched on are: \(known).")
        }
        return ChannelID(rawValue: first)
    }
}
