public import Foundation

/// Files of examples, JSON lines or cards, and what was wrong with their lines.
public struct LabelledTexts: Sendable {
    /// A line that was left out or looks wrong.
    public struct Problem: Sendable, Codable, Hashable, CustomStringConvertible {
        /// The file's name, empty for lines that came from none.
        public var file: String
        /// Counted from 1.
        public var line: Int
        /// What is wrong, without quoting the text.
        public var reason: String

        /// "file:line: reason".
        public var description: String { "\(file):\(line): \(reason)" }
    }

    /// The examples that can be used.
    public private(set) var lines: [LabelledText] = []
    /// The lines that cannot, and labels outside the known kinds.
    public private(set) var problems: [Problem] = []

    /// Reads JSON lines; a bad line is reported and left out, an unknown kind is reported and kept.
    public init(jsonLines data: Data, knownKinds: Set<String>? = nil, file: String = "") {
        let decoder = JSONDecoder()
        for (index, line) in data.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
            guard let example = try? decoder.decode(LabelledText.self, from: Data(line)) else {
                let reason = "not an object with the strings text and kind"
                problems.append(Problem(file: file, line: index + 1, reason: reason))
                continue
            }
            if let knownKinds, !knownKinds.contains(example.kind) {
                let reason = "unknown kind \(example.kind.prefix(40))"
                problems.append(Problem(file: file, line: index + 1, reason: reason))
            }
            lines.append(example)
        }
    }

    /// Reads cards; see `training/README.md`. A bad line is reported and left out.
    public init(cards data: Data, file: String = "") {
        var reader = CardReader()
        let text = String(decoding: data, as: UTF8.self)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            do throws(CardProblem) {
                if let example = try reader.read(line) { lines.append(example) }
            } catch {
                problems.append(Problem(file: file, line: index + 1, reason: error.reason))
            }
        }
    }

    /// Reads a file of cards (`.txt`), a file of JSON lines (any other), or every such file of a folder in the order of their
    /// names. Throws the system's file errors.
    public init(contentsOf place: URL, knownKinds: Set<String>? = nil) throws {
        // A folder may be reached by a link, which the listing below would not follow.
        let url = place.resolvingSymlinksInPath()
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue {
            let names = try FileManager.default.subpathsOfDirectory(atPath: url.path)
            for name in names.sorted() where name.hasSuffix(".txt") || name.hasSuffix(".jsonl") {
                let part = try Self(contentsOf: url.appending(path: name), knownKinds: knownKinds)
                lines += part.lines
                problems += part.problems
            }
            return
        }
        let data = try Data(contentsOf: url, options: .mappedIfSafe)
        let name = url.lastPathComponent
        self =
            url.pathExtension == "txt"
            ? Self(cards: data, file: name) : Self(jsonLines: data, knownKinds: knownKinds, file: name)
    }
}
