public import Foundation

/// Who gets a ticket, and why.
public struct Routing: Sendable, Hashable {
    /// The officer position; nil sends it to triage, never nowhere.
    public var officer: String?
    /// A fixed word for the history: `field`, `duty`, `unsure`, `nobody`, `safeguarding`, `emergency`.
    public var why: String
    /// Whether only the safeguarding positions may see it.
    public var isSealed: Bool
}

extension InboundDecision {
    /// Finds the officer: field or duty → those entitled → those there now → the least loaded.
    static func route(
        _ message: IncomingMessage, read: ReadText, profile: AssociationProfile, loads: [String: Int], now: Date
    ) -> Routing {
        let field = message.declared.field ?? (read.field.flatMap { $0.confidence >= fieldThreshold ? $0.label : nil })
        let work = field.flatMap(profile.field)
        if read.urgency.label == .safeguarding || work?.restricted == true {
            return Routing(
                officer: routeSealed(profile, loads: loads, now: now), why: "safeguarding", isSealed: true)
        }
        if read.urgency.label == .emergency || message.declared.inDanger {
            let officer = leastLoaded(ids(profile, .onCall), profile: profile, loads: loads, now: now)
            if let officer { return Routing(officer: officer, why: "emergency", isSealed: false) }
        }
        let isKindKnown = read.isSure || message.declared.kind != nil
        if isKindKnown, let duty = OfficerDuty.receiving(read.kind.label), duty != .aidIntake || work == nil {
            if let officer = leastLoaded(ids(profile, duty), profile: profile, loads: loads, now: now) {
                return Routing(officer: officer, why: "duty", isSealed: false)
            }
        }
        guard isKindKnown, let work else { return Routing(officer: nil, why: "unsure", isSealed: false) }
        let officer = leastLoaded(work.liaison, profile: profile, loads: loads, now: now)
        return Routing(officer: officer, why: officer == nil ? "nobody" : "field", isSealed: false)
    }

    /// The safeguarding position with the least to do.
    public static func routeSealed(_ profile: AssociationProfile, loads: [String: Int], now: Date) -> String? {
        leastLoaded(profile.safeguardingPair.map(\.id), profile: profile, loads: loads, now: now)
    }

    private static func ids(_ profile: AssociationProfile, _ duty: OfficerDuty) -> [String] {
        profile.officers(with: duty).map(\.id)
    }

    private static func leastLoaded(
        _ candidates: [String], profile: AssociationProfile, loads: [String: Int], now: Date
    ) -> String? {
        let today = CalendarDay(of: now, in: profile.calendar.timeZone)
        return candidates.compactMap { profile.acting(for: $0, on: today)?.id }
            .min { (loads[$0] ?? 0, $0) < (loads[$1] ?? 0, $1) }
    }
}
