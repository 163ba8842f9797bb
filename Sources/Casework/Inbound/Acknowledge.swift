import Foundation

extension InboundDecision {
    /// Automatic texts one contact gets in 24 hours at most, over all tickets (promise P7).
    public static let automaticTextBudget = 10

    /// Whether the sender is told at once, and with which template (promise P7).
    static func acknowledge(
        _ message: IncomingMessage, ticket: NewTicket, facts: InboundFacts, profile: AssociationProfile
    ) -> Acknowledgement {
        if let mark = message.automatic { return .none(reason: mark.kind.rawValue) }
        if message.declared.keepSilent { return .none(reason: "keep-silent") }
        if message.medium != .letter, message.sender.value.isEmpty { return .none(reason: "no-contact") }
        if facts.person?.trouble != nil { return .none(reason: "contact-fails") }
        if facts.automaticTexts >= automaticTextBudget { return .none(reason: "budget") }
        if ticket.isSealed { return .send(template: "safeguarding_neutral") }
        switch ticket.kind {
        case .aidRequest: return .send(template: "ack_aid")
        case .complaint: return .send(template: "complaint_received")
        case .thanks: return .send(template: "thanks_reply")
        case .optOut: return .send(template: "opt_out_done")
        default: break
        }
        let isOpen = profile.calendar(forField: ticket.field).isOpen(at: facts.now)
        return .send(template: isOpen || ticket.urgency <= .high ? "ack_general" : "out_of_hours")
    }
}
