import Yams

/// Reads YAML into `SettingValue`s that know their places.
enum SettingTree {
    /// The deepest nesting read.
    static let maximumDepth = 16
    /// The most values read from one file, so that aliases of aliases cannot fill the memory.
    static let maximumValues = 50_000
    /// The longest file read, in bytes.
    static let maximumBytes = 1 << 20

    /// The tree of one file; throws `ConfigurationProblem` with the line where the YAML breaks off.
    static func read(_ yaml: String, file: String) throws(ConfigurationProblem) -> SettingValue {
        guard yaml.utf8.count <= maximumBytes else {
            throw ConfigurationProblem(
                file: file, line: 1, message: "The file is longer than 1 MiB.", cure: "Split it or shorten it.")
        }
        var reader = TreeReader(file: file)
        guard let node = try compose(yaml, file: file) else {
            throw ConfigurationProblem(
                file: file, line: 1, message: "The file is empty.", cure: "Fill it in or remove it.")
        }
        return try reader.value(node, SettingValue.Place(file: file, line: 1, path: ""), depth: 0)
    }

    private static func compose(_ yaml: String, file: String) throws(ConfigurationProblem) -> Node? {
        do {
            return try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            throw problem(error, file: file)
        } catch {
            throw ConfigurationProblem(
                file: file, line: 1, message: "The file is not YAML.", cure: "Compare it with a shipped file.")
        }
    }

    private static func problem(_ error: YamlError, file: String) -> ConfigurationProblem {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ConfigurationProblem(
                file: file, line: mark.line, column: mark.column, message: "The YAML breaks off: \(problem).",
                cure: "Check indentation, colons and quotes in this line and the one before.")
        case .duplicatedKeysInMapping(let duplicates, let context):
            ConfigurationProblem(
                file: file, line: context.mark.line, column: context.mark.column,
                message: "The key ‘\(duplicates.joined(separator: "’, ‘"))’ is written twice in one map.",
                cure: "Keep one of the two.")
        default:
            ConfigurationProblem(
                file: file, line: 1, message: "The file cannot be read as YAML.", cure: "Save it as UTF-8 text.")
        }
    }
}

/// Walks the nodes of one file and counts what it reads.
private struct TreeReader {
    let file: String
    var count = 0

    init(file: String) { self.file = file }

    mutating func value(
        _ node: Node, _ parent: SettingValue.Place, depth: Int
    ) throws(ConfigurationProblem) -> SettingValue {
        var place = parent
        if let mark = node.mark { (place.line, place.column) = (mark.line, mark.column) }
        count += 1
        guard depth <= SettingTree.maximumDepth, count <= SettingTree.maximumValues else {
            throw ConfigurationProblem(
                file: file, line: place.line, message: "The settings are nested too deeply or too many.",
                cure: "Keep to \(SettingTree.maximumDepth) levels and \(SettingTree.maximumValues) values.")
        }
        switch node {
        case .scalar(let scalar):
            return SettingValue(Self.content(of: scalar), place: place, written: scalar.string)
        case .sequence(let sequence):
            var elements: [SettingValue] = []
            for element in sequence { elements.append(try value(element, place, depth: depth + 1)) }
            return SettingValue(.list(elements), place: place)
        case .mapping(let mapping):
            return SettingValue(.map(try entries(of: mapping, place, depth: depth)), place: place)
        case .alias:
            return SettingValue(.empty, place: place)
        }
    }

    private mutating func entries(
        of mapping: Node.Mapping, _ place: SettingValue.Place, depth: Int
    ) throws(ConfigurationProblem) -> [SettingValue.Entry] {
        var entries: [SettingValue.Entry] = []
        for (keyNode, valueNode) in mapping {
            let key = keyNode.scalar?.string ?? ""
            var keyPlace = place.child(key)
            if let mark = keyNode.mark { (keyPlace.line, keyPlace.column) = (mark.line, mark.column) }
            let value = try value(valueNode, keyPlace, depth: depth + 1)
            entries.append(SettingValue.Entry(key: key, place: keyPlace, value: value))
        }
        return entries
    }

    /// Plain words only become numbers, true, false or nothing; `08:00`, `yes` and `0500` stay text.
    private static func content(of scalar: Node.Scalar) -> SettingValue.Content {
        let text = scalar.string
        guard scalar.style == .plain || scalar.style == .any else { return .string(text) }
        switch text {
        case "", "~", "null": return .empty
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: return number(text) ?? .string(text)
        }
    }

    private static func number(_ text: String) -> SettingValue.Content? {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard let first = digits.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
        if let number = Int(text) { return first == UInt8(ascii: "0") && digits.count > 1 ? nil : .int(number) }
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") })
        else { return nil }
        return Double(text).map { .double($0) }
    }
}
