public import Casework
public import Foundation

/// What the console must be told to serve its pages.
public struct ConsoleConfiguration: Sendable {
    /// The folder of page templates, strings and static files (`templates/pages`).
    public var templates: URL
    /// How people reach the site, without a trailing slash; links never use the request's own word for it.
    public var baseURL: String
    /// The key that signs visitors' tokens and receipts, at least 32 bytes, the same after a restart.
    public var secret: Data
    /// Addresses of reverse proxies whose last `X-Forwarded-For` entry is believed.
    public var trustedProxies: Set<String>
    /// The reply templates offered for a ticket.
    public var replyTemplates: @Sendable (Ticket) -> [ReplyTemplate]
    /// The sentence for a stored note of a channel (a warning, a reason), in a language.
    public var sentence: @Sendable (String, Language) -> String
    /// How many forms one address may send in ten minutes, from 1.
    public var formsPerTenMinutes: Int

    /// A configuration; without proxies and reply templates unless given.
    public init(
        templates: URL, baseURL: String, secret: Data, trustedProxies: Set<String> = [],
        replyTemplates: @escaping @Sendable (Ticket) -> [ReplyTemplate] = { _ in [] },
        sentence: @escaping @Sendable (String, Language) -> String = { note, _ in note }, formsPerTenMinutes: Int = 12
    ) {
        self.templates = templates
        self.baseURL = baseURL
        self.secret = secret
        self.trustedProxies = trustedProxies
        self.replyTemplates = replyTemplates
        self.sentence = sentence
        self.formsPerTenMinutes = formsPerTenMinutes
    }

    /// Whether people come by https, so that cookies may be bound to the host.
    public var isHTTPS: Bool { baseURL.lowercased().hasPrefix("https://") }
}

/// A template that an officer may choose for a reply.
public struct ReplyTemplate: Sendable, Hashable {
    /// The word that a draft carries.
    public var id: String
    /// What the officer sees.
    public var name: BilingualText

    /// A template to choose.
    public init(id: String, name: BilingualText) {
        self.id = id
        self.name = name
    }
}
