extension InboundDecision {
    /// Why a machine's message becomes no ticket; nil when it does. Lists do become tickets, since people write through
    /// them; they are only never answered automatically.
    static func reasonToSetAside(_ message: IncomingMessage, facts: InboundFacts) -> String? {
        guard let mark = message.automatic, facts.proven == nil else { return nil }
        switch mark.kind {
        case .bounce, .autoReply, .own, .receipt: return mark.kind.rawValue
        case .list: return nil
        }
    }
}
