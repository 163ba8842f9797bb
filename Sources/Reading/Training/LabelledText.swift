public import Foundation

/// One example: a text and what a person says it is.
public struct LabelledText: Sendable, Codable, Hashable {
    /// The message as its writer wrote it.
    public var text: String
    /// What is asked for; any word, Wasl's own kinds or those of another label set.
    public var kind: String
    /// "association/field", when known.
    public var field: String?
    /// One of the urgency words, when known.
    public var urgency: String?
    /// The language tag, when known.
    public var lang: String?

    /// An example.
    public init(text: String, kind: String, field: String? = nil, urgency: String? = nil, lang: String? = nil) {
        self.text = text
        self.kind = kind
        self.field = field
        self.urgency = urgency
        self.lang = lang
    }
}

/// A file of examples, one JSON object a line, and what was wrong with its lines.
public struct LabelledTexts: Sendable {
    /// A line that was left out or looks wrong.
    public struct Problem: Sendable, Codable, Hashable {
        /// Counted from 1.
        public var line: Int
        /// What is wrong, without quoting the text.
        public var reason: String
    }

    /// The examples that can be used.
    public private(set) var lines: [LabelledText] = []
    /// The lines that cannot, and labels outside `knownKinds`.
    public private(set) var problems: [Problem] = []

    /// Reads JSON lines; a bad line is reported and left out, an unknown kind is reported and kept.
    public init(jsonLines data: Data, knownKinds: Set<String>? = nil) {
        let decoder = JSONDecoder()
        for (index, line) in data.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
            guard let example = try? decoder.decode(LabelledText.self, from: Data(line)) else {
                problems.append(Problem(line: index + 1, reason: "not an object with the strings text and kind"))
                continue
            }
            if let knownKinds, !knownKinds.contains(example.kind) {
                problems.append(Problem(line: index + 1, reason: "unknown kind \(example.kind.prefix(40))"))
            }
            lines.append(example)
        }
    }

    /// Reads a file of JSON lines. Throws the system's file errors.
    public init(contentsOf url: URL, knownKinds: Set<String>? = nil) throws {
        try self.init(jsonLines: Data(contentsOf: url, options: .mappedIfSafe), knownKinds: knownKinds)
    }
}
