import Foundation

/// What a page or endpoint answers, before it becomes HTTP.
struct Answer: Sendable {
    /// What follows the headers.
    enum Body: Sendable {
        case empty
        case bytes(Data)
        /// Pieces written as they come; the connection stays open until the stream ends.
        case stream(AsyncStream<String>)
    }

    /// The HTTP status code.
    var status = 200
    /// Header fields by lower-case name; each replaces the one of the security defaults.
    var headers: [String: String] = [:]
    /// Cookies to set.
    var cookies: [CookieChange] = []
    /// The body.
    var body = Body.empty
    /// Which security headers it gets.
    var policy = HeaderPolicy.page

    /// Bytes of a media type.
    static func bytes(_ data: Data, type: String, status: Int = 200) -> Answer {
        Answer(status: status, headers: ["content-type": type], body: .bytes(data))
    }

    /// A page.
    static func html(_ text: String, status: Int = 200) -> Answer {
        bytes(Data(text.utf8), type: "text/html; charset=utf-8", status: status)
    }

    /// A line for machines and people alike.
    static func plain(_ text: String, status: Int = 200) -> Answer {
        bytes(Data(text.utf8), type: "text/plain; charset=utf-8", status: status).under(.machine)
    }

    /// A value as JSON with sorted keys and RFC 3339 dates; 500 without details when it cannot be written.
    static func json(_ value: some Encodable, status: Int = 200) -> Answer {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return Answer(status: 500) }
        return bytes(data, type: "application/json; charset=utf-8", status: status).under(.machine)
    }

    /// After a POST: see the page of that route (303, RFC 9110 15.4.4), always a path of our own.
    static func see(_ route: ConsoleRoute, query: String = "") -> Answer {
        Answer(status: 303, headers: ["location": route.path + query])
    }

    /// The same answer with one more header field.
    func with(_ name: String, _ value: String) -> Answer {
        var copy = self
        copy.headers[name] = value
        return copy
    }

    /// The same answer under other security headers.
    func under(_ policy: HeaderPolicy) -> Answer {
        var copy = self
        copy.policy = policy
        return copy
    }

    /// The same answer that also sets a cookie.
    func setting(_ cookie: CookieChange) -> Answer {
        var copy = self
        copy.cookies.append(cookie)
        return copy
    }
}

/// A refusal that becomes an error page without details.
struct Refusal: Error, Sendable, Hashable {
    /// The HTTP status code.
    var status: Int
    /// Seconds to wait, for 429 and 503.
    var retryAfter: Int?

    /// There is no such thing that the viewer may see.
    static let notFound = Refusal(status: 404)
    /// The request did not come from our own page.
    static let forged = Refusal(status: 403)
    /// Not readable as what it says it is.
    static let malformed = Refusal(status: 400)
    /// Larger than the limit.
    static let tooLarge = Refusal(status: 413)
    /// Asked too often.
    static func tooMany(retryAfter: Int) -> Refusal { Refusal(status: 429, retryAfter: retryAfter) }
    /// No room now.
    static let busy = Refusal(status: 503, retryAfter: 30)
}
