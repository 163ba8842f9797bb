/// A text as it will be sent: nothing in it is left to fill in.
public struct WrittenText: Sendable, Codable, Hashable {
    /// One line; empty where the medium has no subject.
    public var subject: String
    /// The words, lines separated by a line feed.
    public var body: String

    /// A text.
    public init(subject: String = "", body: String) {
        self.subject = subject
        self.body = body
    }
}
