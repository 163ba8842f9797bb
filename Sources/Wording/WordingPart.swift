import Casework

/// The parts of a template's file; a line `=== sms` begins one.
enum WordingPart: String, CaseIterable, Sendable {
    case subject
    case sms
    case mail
    case letter

    /// The part that holds the body for a medium: short for the telephone's media, long for the others.
    init(_ medium: Medium) {
        switch medium {
        case .sms, .chat: self = .sms
        case .letter: self = .letter
        case .email, .web, .phone, .counter: self = .mail
        }
    }

    /// Whether the medium shows a subject.
    var hasSubject: Bool { self != .sms }
}
