import Casework
import Foundation

/// What is wrong with a line of a card file.
struct CardProblem: Error {
    var reason: String
}

/// Reads scenario cards line by line: a head with the labels, then the messages written from it.
///
///     # jamoum-001 | complaint | also=aid_request | field=food | urgency=normal | staff=no | who, and what they want
///     najdi/sms: the message on one line (\\n where the writer broke it)
struct CardReader {
    /// Labels that `also=` may name beside the main kinds: each is a narrower one of inquiry or other.
    static let narrower = ["status_question", "junk", "unclear"]
    private static let speeches: Set = [
        "msa", "saudi", "hijazi", "najdi", "southern", "gulf", "egyptian", "sudanese", "yemeni", "levantine", "arabizi",
        "english", "urdu",
    ]

    private var head: LabelledText?
    private var cards = Set<String>()

    /// The example of a message line; nil for heads and empty lines.
    mutating func read(_ line: Substring) throws(CardProblem) -> LabelledText? {
        let line = line.trimmingCharacters(in: .whitespacesAndNewlines)
        if line.isEmpty { return nil }
        if line.hasPrefix("#") {
            head = nil
            head = try card(line.dropFirst())
            return nil
        }
        guard var example = head else { throw CardProblem(reason: "a message without a card before it") }
        guard let colon = line.firstIndex(of: ":"), let slash = line[..<colon].firstIndex(of: "/") else {
            throw CardProblem(reason: "a message line begins with speech/channel:")
        }
        let speech = String(line[..<slash])
        guard Self.speeches.contains(speech) else { throw CardProblem(reason: "unknown speech \(speech.prefix(40))") }
        let text = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        guard !text.isEmpty else { throw CardProblem(reason: "an empty message") }
        example.text = text.replacing("\\n", with: "\n")
        example.dialect = speech
        example.lang = ["english": "en", "urdu": "ur", "arabizi": "ar-Latn"][speech] ?? "ar"
        return example
    }

    private mutating func card(_ line: Substring) throws(CardProblem) -> LabelledText {
        let parts = line.split(separator: "|", maxSplits: 6).map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.count == 7 else { throw CardProblem(reason: "a card has seven parts divided by |") }
        guard cards.insert(parts[0]).inserted else { throw CardProblem(reason: "the card \(parts[0]) is there twice") }
        guard MessageKind(rawValue: parts[1]) != nil else { throw CardProblem(reason: "unknown kind \(parts[1])") }
        let also = try value(parts[2], "also").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { $0 != "-" }
        for word in also where MessageKind(rawValue: word) == nil && !Self.narrower.contains(word) {
            throw CardProblem(reason: "unknown kind \(word) in also")
        }
        let field = try value(parts[3], "field")
        let urgency = try value(parts[4], "urgency")
        guard Urgency(rawValue: urgency) != nil else { throw CardProblem(reason: "unknown urgency \(urgency)") }
        let staff = try value(parts[5], "staff")
        guard ["yes", "no"].contains(staff) else { throw CardProblem(reason: "staff is yes or no") }
        return LabelledText(
            text: "", kind: parts[1], field: field == "-" ? nil : qualified(field, card: parts[0]), urgency: urgency,
            also: also, staff: staff == "yes", card: parts[0])
    }

    private func value(_ part: String, _ name: String) throws(CardProblem) -> String {
        guard part.hasPrefix(name + "=") else { throw CardProblem(reason: "expected \(name)=") }
        return String(part.dropFirst(name.count + 1))
    }

    /// "association/field": a card's association is its identifier without the number, unless the field names another.
    private func qualified(_ field: String, card: String) -> String {
        if field.contains("/") { return field }
        return card.split(separator: "-").dropLast().joined(separator: "-") + "/" + field
    }
}
