import Casework
import Crypto
import Foundation

/// Where a gateway says that a call brings one part of a long text.
struct HookParts: Sendable, Hashable {
    /// What the parts of one text share.
    var reference: FieldPlace
    /// Which part it is, from 1.
    var number: FieldPlace
    /// How many there are.
    var total: FieldPlace
    /// Seconds after which what has come is taken for the whole.
    var wait = 300.0

    /// A part as long as the limit of SMS lets there be (3GPP TS 23.040).
    static let mostParts = 255
}

/// One part of a long text, kept until its fellows are here.
struct WaitingPart: Sendable, Codable, Hashable {
    var number: Int
    var total: Int
    /// When it came, in seconds since 1970.
    var at: Double
    /// The call that brought it, and what is needed to read it.
    var bytes: Data
    var attributes: [String: String]
    var association: AssociationID
    var sender: String?
    var recipients: [String]
    /// SHA-256 of its words: a repeat has the same.
    var print: String
}

/// A long text whose parts were told apart by sender, recipient and the gateway's reference.
struct PartedText: Sendable {
    /// What its parts share, as a name.
    var name: String
    var part: WaitingPart

    /// The part that fields hold; nil when they hold a whole text. The envelope is the one that the call alone would have.
    init?(_ fields: HookFields, _ hook: IncomingHook, _ envelope: Envelope) {
        guard let places = hook.parts, let reference = fields.word(places.reference),
            let number = fields.word(places.number).flatMap({ Int($0) }),
            let total = fields.word(places.total).flatMap({ Int($0) }),
            (2...HookParts.mostParts).contains(total), (1...total).contains(number)
        else { return nil }
        let shared = [fields.word(hook.from) ?? "", fields.word(hook.to) ?? "", reference, String(total)]
        name = Hex.text(SHA256.hash(data: Data(shared.joined(separator: "\n").utf8)).prefix(16))
        guard case .bytes(let bytes) = envelope.content else { return nil }
        part = WaitingPart(
            number: number, total: total, at: envelope.receivedAt.timeIntervalSince1970, bytes: bytes,
            attributes: envelope.attributes, association: envelope.association, sender: envelope.sender,
            recipients: envelope.recipients, print: Hex.text(SHA256.hash(data: fields.bytes(hook.text) ?? [])))
    }
}

/// The calls that brought the parts of one text, as they are kept together.
struct JoinedCalls: Sendable, Codable, Hashable {
    /// The calls in order; nil for a part that did not come.
    var parts: [Data?]

    /// The attribute that says so.
    static let mark = "joined"

    /// Parts that have come, in their places.
    init(_ parts: [WaitingPart]) {
        let total = parts.first?.total ?? 0
        self.parts = (1...max(total, 1)).map { number in parts.first { $0.number == number }?.bytes }
    }

    /// Reads kept bytes; nil when they are none.
    init?(reading data: Data) {
        guard let calls = try? JSONDecoder().decode(JoinedCalls.self, from: data) else { return nil }
        self = calls
    }

    /// The bytes to keep: the same parts always give the same ones.
    var encoded: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)) ?? Data()
    }
}
