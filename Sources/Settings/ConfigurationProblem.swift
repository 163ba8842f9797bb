/// One mistake in a settings file: where it is, what it is, and how to put it right.
public struct ConfigurationProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// Whether the file can be used all the same.
    public enum Severity: String, Sendable, Hashable {
        case error
        case warning
    }

    /// The file, relative to the configuration folder.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// The column, from 1, nil when unknown.
    public var column: Int?
    /// What is wrong.
    public var message: String
    /// What to do.
    public var cure: String
    /// Whether it stops the hub from starting.
    public var severity: Severity

    /// A problem; an error unless said otherwise.
    public init(
        file: String, line: Int, column: Int? = nil, message: String, cure: String, severity: Severity = .error
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.cure = cure
        self.severity = severity
    }

    /// One line, as `wasl check` prints it: `associations/saa.yaml:12: message — cure`.
    public var description: String { "\(file):\(line): \(message) — \(cure)" }
}
