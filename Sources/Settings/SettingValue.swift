/// One value of a settings file with the place it was read from; generic, so that each adapter has its own options.
public struct SettingValue: Sendable, Hashable {
    /// What the value is; text in quotes is always a string.
    public indirect enum Content: Sendable, Hashable {
        case empty
        case string(String)
        case int(Int)
        case double(Double)
        case bool(Bool)
        case list([SettingValue])
        case map([Entry])
    }

    /// One key of a map with its value.
    public struct Entry: Sendable, Hashable {
        /// The key.
        public var key: String
        /// Where the key stands.
        public var place: Place
        /// The value.
        public var value: SettingValue

        /// An entry.
        public init(key: String, place: Place, value: SettingValue) {
            self.key = key
            self.place = place
            self.value = value
        }
    }

    /// Where a value stands.
    public struct Place: Sendable, Hashable {
        /// The file, relative to the configuration folder.
        public var file: String
        /// The line, from 1; 0 when the value was not read from a file.
        public var line: Int
        /// The column, from 1.
        public var column: Int
        /// The keys that lead to it, joined with dots: `options.host`.
        public var path: String

        /// A place.
        public init(file: String = "", line: Int = 0, column: Int = 1, path: String = "") {
            self.file = file
            self.line = line
            self.column = column
            self.path = path
        }
    }

    /// What the value is.
    public var content: Content
    /// Where it stands.
    public var place: Place
    /// The scalar as written in the file; nil for lists and maps.
    public var written: String?
    /// Whether a secret was put in from the environment: such a value is never encoded or described.
    public var isSecret: Bool

    /// A value.
    public init(_ content: Content, place: Place = Place(), written: String? = nil, isSecret: Bool = false) {
        self.content = content
        self.place = place
        self.written = written
        self.isSecret = isSecret
    }

    /// An empty map, for an adapter without options.
    public static let noOptions = SettingValue(.map([]))

    /// The value of a key; nil when this is not a map, the key is absent or its value is empty.
    public subscript(key: String) -> SettingValue? {
        guard let value = entries.first(where: { $0.key == key })?.value, value.content != .empty else { return nil }
        return value
    }

    /// The entries of a map in the file's order; empty for anything else.
    public var entries: [Entry] {
        guard case .map(let entries) = content else { return [] }
        return entries
    }

    /// The elements of a list; empty for anything else.
    public var elements: [SettingValue] {
        guard case .list(let elements) = content else { return [] }
        return elements
    }

    /// The scalar as text, numbers as they were written; nil for lists, maps and nothing.
    public var text: String? {
        switch content {
        case .string(let text): text
        case .int, .double, .bool: written
        case .empty, .list, .map: nil
        }
    }

    /// A problem at this value's place.
    public func problem(
        _ message: String, cure: String, severity: ConfigurationProblem.Severity = .error
    ) -> ConfigurationProblem {
        ConfigurationProblem(
            file: place.file, line: place.line, column: place.column, message: message, cure: cure, severity: severity)
    }
}
