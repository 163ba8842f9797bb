import Casework
import Crypto
import Foundation

/// Long texts that come in parts: each part is durable before it is answered (promise P1) and waits among the channel's
/// bookmarks; the last one makes the text, or the clock does with what has come.
extension SMSChannel {
    /// What is remembered of a text that was made, so that a part that comes again is known.
    private struct Made: Codable {
        var at: Double
        /// The print of each part by its number.
        var prints: [Int: String]

        func holds(_ part: WaitingPart) -> Bool {
            prints[part.number] == part.print && part.at - at < SMSChannel.memory
        }
    }

    /// Seconds for which gateways repeat a call, and a little more.
    private static let memory = 90_000.0
    private static let round = Duration.seconds(10)
    private static let prefix = "part/"

    /// Keeps a part, and makes the text when it is the last.
    func hold(_ text: PartedText, _ doors: ChannelDoors) async throws(HookRefusal) {
        do {
            let (name, part) = ("\(Self.prefix)\(text.name)/", text.part)
            var held = try await doors.bookmarks(id, name)
            if let made: Made = Self.decoded(held[name + "made"]), made.holds(part) { return }
            let place = name + String(part.number)
            if let other: WaitingPart = Self.decoded(held[place]), other.print != part.print {
                // The reference is used again for another text: the one before will not be whole any more.
                try await make(text.name, Self.parts(held), doors)
            }
            try await doors.setBookmark(id, place, try Self.encoded(part))
            held = try await doors.bookmarks(id, name)
            if let made: Made = Self.decoded(held[name + "made"]), made.holds(part) {
                // The same call made the text in the meantime.
                return try await doors.forget(id, [place])
            }
            let parts = Self.parts(held)
            if parts.count == part.total { try await make(text.name, parts, doors) }
        } catch let refusal as HookRefusal {
            throw refusal
        } catch {
            throw HookRefusal(503, "store", "The part could not be kept; please call again later.")
        }
    }

    /// Makes what is overdue, and forgets what no gateway repeats any more.
    func makeOverdue(_ hook: IncomingHook, _ doors: ChannelDoors) async throws {
        guard let places = hook.parts else { return }
        let held = try await doors.bookmarks(id, Self.prefix)
        let now = doors.now().timeIntervalSince1970
        for (name, entries) in Dictionary(grouping: held, by: { $0.key.split(separator: "/").dropFirst().first ?? "" })
        {
            let entries = Dictionary(uniqueKeysWithValues: entries.map { ($0.key, $0.value) })
            let parts = Self.parts(entries)
            if let first = parts.map(\.at).min() {
                guard now - first >= places.wait || parts.count == parts[0].total else { continue }
                try await make(String(name), parts, doors)
            } else if let (key, word) = entries.first, let made: Made = Self.decoded(word), now - made.at > Self.memory
            {
                try await doors.forget(id, [key])
            }
        }
    }

    /// Looks for what is overdue until cancelled, in one process at a time.
    func run(_ doors: ChannelDoors) async throws {
        guard let incoming, incoming.parts != nil else { return }
        await doors.alone("parts/\(id)") {
            while !Task.isCancelled {
                try? await makeOverdue(incoming, doors)
                try? await Task.sleep(for: Self.round)
            }
        }
    }

    private func make(_ name: String, _ parts: [WaitingPart], _ doors: ChannelDoors) async throws {
        guard let first = parts.first else { return }
        let fingerprint = Hex.text(SHA256.hash(data: Data(parts.map(\.print).joined().utf8)))
        try await accept(
            Envelope(
                association: first.association, channel: id,
                repeatKey: .source(id: "parts-\(name)", fingerprint: fingerprint),
                receivedAt: Date(timeIntervalSince1970: parts.map(\.at).min() ?? first.at), sender: first.sender,
                recipients: first.recipients, attributes: first.attributes.merging([JoinedCalls.mark: "1"]) { $1 },
                content: .bytes(JoinedCalls(parts).encoded)), doors)
        let prints = Dictionary(parts.map { ($0.number, $0.print) }) { first, _ in first }
        let made = Made(at: doors.now().timeIntervalSince1970, prints: prints)
        try await doors.setBookmark(id, "\(Self.prefix)\(name)/made", try Self.encoded(made))
        try await doors.forget(id, parts.map { "\(Self.prefix)\(name)/\($0.number)" })
    }

    private static func parts(_ held: [String: String]) -> [WaitingPart] {
        held.values.compactMap { decoded($0) as WaitingPart? }.sorted { $0.number < $1.number }
    }

    private static func encoded(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    private static func decoded<Value: Decodable>(_ word: String?) -> Value? {
        word.flatMap { try? JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
    }
}
