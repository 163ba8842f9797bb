/// What a message asks for; the raw value is the word used in settings, training files and outputs.
public enum MessageKind: String, Sendable, Codable, CaseIterable, Hashable {
    case inquiry
    case complaint
    case aidRequest = "aid_request"
    case volunteering
    case suggestion
    case thanks
    case donation
    case appeal
    case document
    case optOut = "opt_out"
    case other

    /// Reads the words that training files use, a few common synonyms included; nil when the word is unknown.
    public init?(label: String) {
        switch label.lowercased() {
        case "aid", "aid-request", "aidrequest", "request": self = .aidRequest
        case "volunteer": self = .volunteering
        case "opt-out", "optout", "unsubscribe": self = .optOut
        case let word: self.init(rawValue: word)
        }
    }
}
