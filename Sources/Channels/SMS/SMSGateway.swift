import Casework
import PhoneNumbers

/// Everything that makes one SMS gateway differ from another, as its settings file says it.
struct SMSGateway: Sendable {
    /// Secrets and other values by the name under which templates use them.
    var values: [String: String] = [:]
    /// The form in which it wants telephone numbers.
    var numbers: NumberFormat = .digits
    /// How it wants the words of a text.
    var charset: SMSCharset = .utf8
    /// What `{coding}` becomes for each alphabet.
    var coding: [SMSSegments.Encoding: String] = [:]
    /// The sender; nil takes the association's registered sender name.
    var sender: PlaceholderText?
    /// Whether it recognises a repeated request, so that an unknown outcome may be tried again.
    var isRetrySafe = false
    /// Texts handed over in a second at most.
    var ratePerSecond: Double = 10
    /// Seconds for one request.
    var timeout = 30
    /// How a text is handed over.
    var send: SendCall
    /// What an answer must be to mean "accepted".
    var accepted: AnswerTest
    /// Answers with a meaning of their own; the first that fits wins, before `accepted` is asked.
    var errors: [ErrorRow] = []
    /// Where the gateway's id of the text stands in the answer.
    var id: IDPlace?
    /// Where a code for the operator stands in a refusing answer.
    var code: FieldPath?
    /// How it reports deliveries.
    var reports: ReportHook?

    /// The names that templates may use besides `values`.
    static let placeholders: Set<String> = ["to", "from", "text", "id", "reference", "coding", "report_url"]

    /// How a text is handed over.
    struct SendCall: Sendable {
        var method: String
        var url: PlaceholderText
        var query: [PairTemplate] = []
        var headers: [PairTemplate] = []
        var content: ContentTemplate = .none
        /// User and password of HTTP Basic (RFC 7617).
        var basic: (user: PlaceholderText, password: PlaceholderText)?
    }

    /// A name with a template for its value.
    struct PairTemplate: Sendable {
        var name: String
        var value: PlaceholderText
    }

    /// What stands in the body of the request.
    enum ContentTemplate: Sendable {
        case none
        case form([PairTemplate])
        case json(JSONTemplate)
    }

    /// A JSON value whose strings are templates.
    indirect enum JSONTemplate: Sendable {
        case text(PlaceholderText)
        case value(JSONTree)
        case array([JSONTemplate])
        case object([String: JSONTemplate])
    }

    /// What an answer with its own meaning leads to.
    struct ErrorRow: Sendable {
        /// The word in settings.
        enum Then: String, Sendable, CaseIterable {
            case retry
            case giveUp = "give_up"
            case ask
            case accepted
        }
        var test: AnswerTest
        var then: Then
        var note: ChannelNote?
    }

    /// Where the gateway's id of a text stands.
    enum IDPlace: Sendable {
        case json(FieldPath)
        /// The rest of the first line after these words, without quotation marks.
        case textAfter(String)
        case header(String)
    }
}

/// A question to an HTTP answer; every part that is set must fit.
struct AnswerTest: Sendable {
    /// Statuses, each from…through; empty fits all.
    var statuses: [ClosedRange<Int>] = []
    /// A place in the JSON body that must hold one of the words, or anything at all when there are none.
    var json: (path: FieldPath, words: Set<String>)?
    /// The body must begin with one of these, white space in front ignored; empty fits all.
    var prefixes: [String] = []
    /// A header field that must hold one of the words.
    var header: (name: String, words: Set<String>)?

    /// Whether the answer fits.
    func fits(_ answer: SMSAnswer) -> Bool {
        if !statuses.isEmpty, !statuses.contains(where: { $0.contains(answer.status) }) { return false }
        if let json {
            guard let word = answer.json?[json.path]?.word else { return false }
            if json.words.isEmpty ? word.isEmpty : !json.words.contains(word) { return false }
        }
        if !prefixes.isEmpty, !prefixes.contains(where: answer.text.hasPrefix) { return false }
        if let header {
            guard let value = answer.header(header.name), header.words.contains(value) else { return false }
        }
        return true
    }
}
