public import Foundation

/// A call of a provider, whole and unread: the channel verifies its signature over these bytes.
public struct ConsoleWebhook: Sendable {
    /// The channel named in the path.
    public var channel: String
    /// The HTTP method.
    public var method: String
    /// The address as the provider knows it: the configured base URL, the path and the query.
    public var url: String
    /// The path.
    public var path: String
    /// The query's fields, percent-decoded.
    public var query: [String: String]
    /// Header fields by lower-case name; repeated ones joined by `, `.
    public var headers: [String: String]
    /// The body's bytes, at most 1 MiB.
    public var body: Data
    /// The address at the other end.
    public var remote: String

    /// A call with all it holds.
    public init(
        channel: String, method: String, url: String, path: String, query: [String: String],
        headers: [String: String], body: Data, remote: String
    ) {
        self.channel = channel
        self.method = method
        self.url = url
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.remote = remote
    }
}

/// What the provider is answered.
public struct ConsoleWebhookReply: Sendable {
    /// The HTTP status code; 2xx only when what was brought is durable.
    public var status: Int
    /// The body's media type.
    public var contentType: String
    /// The body.
    public var body: Data
    /// Fields beside the type, names in lower case.
    public var headers: [String: String]

    /// An answer.
    public init(
        status: Int, contentType: String = "text/plain; charset=utf-8", body: Data = Data(),
        headers: [String: String] = [:]
    ) {
        self.headers = headers
        self.status = status
        self.contentType = contentType
        self.body = body
    }
}
