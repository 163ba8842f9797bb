import Foundation

extension InboundDecision {
    /// How long after the last word a text on the same number continues its ticket.
    static let conversationWindow: TimeInterval = 72 * 3600
    /// How long after the last word a closed ticket is reopened rather than a new one opened.
    static let reopenWindow: TimeInterval = 30 * 24 * 3600

    /// The ticket a message belongs to, and the proof; nil when there is none (promise P8: a number in a stranger's
    /// message proves nothing).
    static func thread(_ message: IncomingMessage, facts: InboundFacts) -> (Ticket, ThreadProof)? {
        if let ticket = facts.proven, isRecent(ticket, facts) { return (ticket, .token) }
        guard message.automatic == nil, let person = facts.person?.id else { return nil }
        if let ticket = facts.cited.first(where: { $0.person == person && isRecent($0, facts) }) {
            return (ticket, .number)
        }
        if let ticket = facts.related.first(where: { $0.person == person && isRecent($0, facts) }) {
            return (ticket, .conversation)
        }
        if message.medium == .sms || message.medium == .chat, let ticket = facts.latestOnChannel,
            ticket.stage.isLive, facts.now.timeIntervalSince(ticket.updatedAt) <= conversationWindow
        {
            return (ticket, .window)
        }
        return nil
    }

    /// Whether a ticket still takes messages.
    static func isRecent(_ ticket: Ticket, _ facts: InboundFacts) -> Bool {
        ticket.stage.isLive || facts.now.timeIntervalSince(ticket.updatedAt) <= reopenWindow
    }
}
