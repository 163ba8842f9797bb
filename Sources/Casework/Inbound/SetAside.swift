extension InboundDecision {
    /// Why a message becomes no ticket: a machine wrote it, or it came already through another mailbox; nil when it
    /// does. Lists do become tickets, since people write through them; they are only never answered automatically.
    static func reasonToSetAside(_ message: IncomingMessage, facts: InboundFacts) -> String? {
        if facts.isTwin { return "twin" }
        guard let mark = message.automatic else { return nil }
        switch mark.kind {
        case .own, .unread: return mark.kind.rawValue
        case .bounce, .autoReply, .receipt:
            // What answers a text of a ticket is kept there, unless that ticket is over.
            return facts.proven.map { isRecent($0, facts) } == true ? nil : mark.kind.rawValue
        case .list: return nil
        }
    }
}
