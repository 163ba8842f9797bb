/// What a session must remember from command to command; pure, so that every order of commands can be tried (RFC 2033).
struct LMTPSession: Sendable {
    /// What the connection has to do after a line.
    enum Step: Equatable, Sendable {
        case answer([String])
        case answerAndClose(String)
        /// Ask whether this recipient exists, then call `recipient(_:exists:)`.
        case check(recipient: String)
        /// Answer and read the message until its final dot.
        case receive(String)
    }

    /// Who a message is from and for, once its content has come.
    struct Parties: Equatable, Sendable {
        let mailFrom: String
        let recipients: [String]
        let lhlo: String
    }

    private let hostName: String
    private let limits: LMTPLimits
    private var lhlo: String?
    private var mailFrom: String?
    private var recipients: [String] = []
    private var mistakes = 0

    init(hostName: String, limits: LMTPLimits) {
        self.hostName = hostName
        self.limits = limits
    }

    /// The first line of a session.
    var greeting: String { "220 \(hostName) LMTP ready" }

    /// True between MAIL and the answer to its message.
    var isInTransaction: Bool { mailFrom != nil }

    /// Takes one command line without its CRLF.
    mutating func take(_ line: some Collection<UInt8>) -> Step {
        switch LMTPCommand(line) {
        case .lhlo(let name): return welcome(name)
        case .mail(let path, let parameters): return begin(path, parameters)
        case .recipient(let address): return add(address)
        case .data: return content()
        case .reset:
            forgetTransaction()
            return .answer(["250 2.0.0 OK"])
        case .noop: return .answer(["250 2.0.0 OK"])
        case .verify: return .answer(["252 2.1.5 send it and see"])
        case .quit: return .answerAndClose("221 2.0.0 goodbye")
        case .refused(let reason): return mistake(reason)
        }
    }

    /// Counts a line that makes no sense and refuses it, or ends the session when there were too many.
    mutating func mistake(_ answer: String) -> Step {
        mistakes += 1
        return mistakes > limits.mistakes ? .answerAndClose("421 4.7.0 too many mistakes") : .answer([answer])
    }

    /// Takes the answer to `check(recipient:)`.
    mutating func recipient(_ address: String, exists: Bool) -> Step {
        guard exists else { return .answer([LMTPReply.noSuchRecipient.line]) }
        recipients.append(address)
        return .answer(["250 2.1.5 OK"])
    }

    /// Ends the transaction whose content has come and says who it was from and for.
    mutating func takeParties() -> Parties {
        defer { forgetTransaction() }
        return Parties(mailFrom: mailFrom ?? "", recipients: recipients, lhlo: lhlo ?? "")
    }

    private mutating func welcome(_ name: String) -> Step {
        lhlo = name
        forgetTransaction()
        let offers = ["PIPELINING", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"]
        return .answer(["250-\(hostName)"] + offers.map { "250-\($0)" } + ["250 SIZE \(limits.message)"])
    }

    private mutating func begin(_ path: LMTPPath, _ parameters: LMTPMailParameters) -> Step {
        if lhlo == nil { return mistake("503 5.5.1 LHLO first") }
        if mailFrom != nil { return mistake("503 5.5.1 one MAIL at a time") }
        if let size = parameters.size, size > limits.message { return .answer([LMTPSession.tooBig]) }
        mailFrom = path.address
        return .answer(["250 2.1.0 OK"])
    }

    private mutating func add(_ address: String) -> Step {
        if mailFrom == nil { return mistake("503 5.5.1 MAIL first") }
        if recipients.count >= limits.recipients { return .answer(["452 4.5.3 too many recipients"]) }
        return .check(recipient: address)
    }

    private mutating func content() -> Step {
        if mailFrom == nil { return mistake("503 5.5.1 MAIL first") }
        if recipients.isEmpty { return .answer(["503 5.5.1 no valid recipients"]) }
        return .receive("354 send the message, end with CRLF . CRLF")
    }

    private mutating func forgetTransaction() {
        mailFrom = nil
        recipients = []
    }

    /// The answer to a message that is longer than the limit.
    static let tooBig = "552 5.3.4 message too big"
}
