import Casework
import Channels
import Flows
import Foundation
import MIME
import Reading
import Settings
import Storage

/// Reads single messages as the worker would, outside the queue.
struct ReadingBench {
    private let channels: [any Channel]
    private let reader: TextReader
    private let lexicon: FieldLexicon
    private let association: AssociationID?
    private let anybody: AssociationID
    private let calendar: WorkingCalendar

    /// A bench for the fields of one association, or of all (then a field is named `association/field`).
    init(assembly: Assembly, association: String?) throws {
        channels = try assembly.channels()
        reader = TextReader(model: try assembly.model())
        let profiles = assembly.configuration.associations
        guard let first = profiles.first else { throw Complaint("There is no association in associations/.") }
        anybody = first.id
        let chosen = association.flatMap(AssociationID.init(rawValue:))
        if association != nil, profiles.first(where: { $0.id == chosen }) == nil {
            throw Complaint("There is no association '\(association ?? "")'; see the files in associations/.")
        }
        self.association = chosen
        calendar = (profiles.first { $0.id == chosen } ?? first).calendar
        lexicon = FieldLexicon(
            profiles.filter { chosen == nil || $0.id == chosen }.flatMap { profile in
                profile.fields.map { field in
                    FieldCues(id: chosen == nil ? "\(profile.id)/\(field.id)" : field.id, keywords: field.keywords)
                }
            })
    }

    /// One raw message of a channel.
    func read(_ raw: Data, channel word: String) async throws -> ReadLine {
        let medium = Medium(rawValue: word) ?? (word == "letters" ? .letter : nil)
        guard
            let channel = channels.first(where: { $0.id.rawValue == word })
                ?? channels.first(where: { $0.medium == medium })
        else { throw Complaint("There is no channel '\(word)'; write email, sms, letter or web.") }
        let kept = KeptDelivery(
            association: association ?? anybody, channel: channel.id, receivedAt: Date(), sender: nil,
            recipients: [], attributes: [:], raw: raw)
        return await read(kept, by: channel)
    }

    /// One delivery of the store.
    func read(_ raw: Data, row: DeliveryRow) async throws -> ReadLine {
        guard let channel = channels.first(where: { $0.id == row.channel }) else {
            throw Complaint("The channel '\(row.channel)' is not switched on.")
        }
        let kept = KeptDelivery(
            association: row.association, channel: row.channel, receivedAt: row.receivedAt, sender: row.sender,
            recipients: row.recipients, attributes: row.attributes, raw: raw)
        return await read(kept, by: channel)
    }

    /// A line `{"id","raw_b64"}` or `{"id","text"}`; a line that is neither is answered with its error.
    func answer(line: Data, channel: String) async throws -> ReadLine {
        guard let asked = try? JSONDecoder().decode(AskedLine.self, from: line) else {
            return ReadLine(error: "not a line {\"id\",\"raw_b64\"} or {\"id\",\"text\"}")
        }
        var answer: ReadLine
        if let coded = asked.rawBase64 {
            guard let raw = Data(base64Encoded: coded, options: .ignoreUnknownCharacters) else {
                return ReadLine(id: asked.id, error: "raw_b64 is not base64")
            }
            answer = try await read(raw, channel: channel)
        } else {
            var message = IncomingMessage(medium: .sms, sender: .anonymous)
            message.text = asked.text ?? ""
            message.replyText = message.text
            answer = ReadLine(message, read: read(message, at: Date()), mail: nil, html: nil)
        }
        answer.id = asked.id
        return answer
    }

    private func read(_ kept: KeptDelivery, by channel: any Channel) async -> ReadLine {
        var message = await channel.read(kept)
        if channel.medium == .email { message = message.cleaned() }
        if message.replyText.isEmpty { message.replyText = message.text }
        let read = read(message, at: kept.receivedAt)
        let mail = channel.medium == .email ? MIMEParser.parse(kept.raw) : nil
        return ReadLine(message, read: read, mail: mail, html: await channel.html(of: kept))
    }

    private func read(_ message: IncomingMessage, at moment: Date) -> ReadText {
        var read = reader.read(message.wordsToRead, fields: lexicon)
        let received = CalendarDay(of: moment, in: calendar.timeZone)
        read.facts = message.facts(received: received, hijri: calendar.hijriOverrides)
        return read
    }

    private struct AskedLine: Decodable {
        var id: LineID?
        var rawBase64: String?
        var text: String?

        enum CodingKeys: String, CodingKey {
            case id, text
            case rawBase64 = "raw_b64"
        }
    }
}
