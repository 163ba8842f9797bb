public import struct Foundation.Data

/// One header field of a request or reply.
public struct HTTPHeader: Sendable, Hashable {
    /// The field's name; compared without regard to letter case.
    public var name: String
    /// The field's value without line ends.
    public var value: String

    /// A field as written.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// A request to an HTTP or HTTPS address.
public struct HTTPRequest: Sendable {
    /// The method as on the wire, such as `POST`.
    public var method: String
    /// The whole address, `http://…` or `https://…`.
    public var url: String
    /// Fields to send beside those that libcurl adds.
    public var headers: [HTTPHeader]
    /// The content, if any.
    public var body: Data?
    /// Time for everything from connecting to the last byte of the reply.
    public var timeout: Duration
    /// How it is signed; nil for not at all.
    var signing: RequestSigning?

    /// A request that has thirty seconds unless said otherwise.
    public init(
        method: String = "GET", url: String, headers: [HTTPHeader] = [], body: Data? = nil,
        timeout: Duration = .seconds(30)
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }
}

/// What the far side answered; any status is a reply, only a missing answer is an error.
public struct HTTPReply: Sendable {
    /// The status code.
    public let status: Int
    /// The fields of the final answer in their order.
    public let headers: [HTTPHeader]
    /// The content as sent.
    public let body: Data

    /// The first value of a field, found without regard to letter case.
    public func header(_ name: String) -> String? {
        let wanted = name.lowercased()
        return headers.first { $0.name.lowercased() == wanted }?.value
    }
}

/// Why an HTTP request has no reply.
public enum TransferError: Error, Sendable, Hashable {
    /// The request itself is not acceptable (address, method, header): correct it; nothing was sent.
    case refused(String)
    /// The certificate or encryption of the far side is not acceptable; nothing was sent.
    case untrusted(String)
    /// The far side was not reached; nothing was sent, so trying again is safe.
    case connection(String)
    /// The request went out and no whole reply came back: the far side may or may not have acted on it.
    case uncertain(String)
    /// The reply is longer than the limit in bytes; the far side has probably acted on the request.
    case tooLarge(limit: Int)
    /// The calling task was cancelled, before or after something was sent.
    case cancelled(somethingSent: Bool)

    /// True when the far side may have acted on the request, so that a repeat could act twice.
    public var mayHaveArrived: Bool {
        switch self {
        case .refused, .untrusted, .connection: false
        case .uncertain, .tooLarge: true
        case .cancelled(let somethingSent): somethingSent
        }
    }
}
