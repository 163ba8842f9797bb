import Foundation

/// One thing the site answers: how it is asked, who may ask, and how much may be sent.
struct Endpoint: Sendable {
    /// The methods in use; `any` is for webhooks, whose provider chooses.
    enum Method: String, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// Who may ask.
    enum Audience: Sendable, Hashable {
        /// Anybody; a POST must carry the visitor's token.
        case visitor
        /// A signed-in officer, sent to sign in otherwise; a POST must carry the session's token.
        case officer
        /// A signed-in administrator; everybody else sees 404.
        case administrator
        /// Programs: no cookies are looked at and no token is asked for.
        case machine
        /// Programs with a bearer token, or a signed-in officer; 401 otherwise.
        case client
    }

    /// How the body is read.
    enum Body: Sendable, Hashable {
        /// Not at all.
        case none
        /// As form fields, up to so many bytes.
        case form(limit: Int)
        /// As fields and files, up to so many bytes.
        case upload(limit: Int)
        /// As it is, up to so many bytes.
        case raw(limit: Int)
    }

    /// What is counted per address.
    enum Allowance: Sendable, Hashable, CaseIterable {
        case formSubmissions
        case statusQuestions
        case signIns
        case hooks
    }

    /// How it is asked.
    var method: Method
    /// The pattern of its address.
    var route: ConsoleRoute
    /// Who may ask.
    var audience: Audience
    /// How the body is read.
    var body = Body.none
    /// What each use counts towards, nil for nothing.
    var allowance: Allowance?
    /// What is answered.
    var answer: @Sendable (Visit) async throws -> Answer

    /// A page to read.
    static func get(
        _ route: ConsoleRoute, _ audience: Audience, _ answer: @escaping @Sendable (Visit) async throws -> Answer
    ) -> Endpoint {
        Endpoint(method: .get, route: route, audience: audience, answer: answer)
    }

    /// A form to send, of at most `formLimit` bytes unless said otherwise.
    static func post(
        _ route: ConsoleRoute, _ audience: Audience, body: Body = .form(limit: formLimit), allowance: Allowance? = nil,
        _ answer: @escaping @Sendable (Visit) async throws -> Answer
    ) -> Endpoint {
        Endpoint(method: .post, route: route, audience: audience, body: body, allowance: allowance, answer: answer)
    }

    /// The largest form without files, in bytes: a reply of 20 000 Arabic letters, percent-encoded, fits.
    static let formLimit = 256 * 1024
    /// The largest form with files, in bytes: the files and a little more.
    static let uploadLimit = SubmittedForm.maximumFileBytes + 1024 * 1024
    /// Bytes of a webhook body beyond which only some are read at once.
    static let usualHook = 1024 * 1024
    /// The largest webhook body, in bytes; each channel says how much of it it takes.
    static let hookLimit = 16 * 1024 * 1024
}
