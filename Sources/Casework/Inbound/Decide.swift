import Foundation

extension InboundDecision {
    /// Decides on one message, step by step: machine, thread, route, promise, acknowledge.
    public static func make(
        _ message: IncomingMessage, read: ReadText, facts: InboundFacts, profile: AssociationProfile
    ) -> InboundDecision {
        let read = read.withoutWeakSeal
        if let reason = reasonToSetAside(message, facts: facts) {
            return InboundDecision(place: .aside(reason: reason), acknowledgement: .none(reason: reason), events: [])
        }
        if let (ticket, proof) = thread(message, facts: facts) {
            return join(ticket, proof: proof, message: message, read: read, facts: facts, profile: profile)
        }
        return open(message, read: read, facts: facts, profile: profile)
    }

    private static func join(
        _ ticket: Ticket, proof: ThreadProof, message: IncomingMessage, read: ReadText, facts: InboundFacts,
        profile: AssociationProfile
    ) -> InboundDecision {
        var changed = ticket
        changed.updatedAt = facts.now
        let wrote: EventKind = message.automatic.map { $0.kind == .list } ?? true ? .personWrote : .machineWrote
        var events: [(kind: EventKind, facts: [String: String])] = [(wrote, ["proof": proof.rawValue])]
        if message.automatic == nil {
            let before = ticket.stage
            if case .success(let next) = before.after(.personWrote) { changed.stage = next }
            if changed.stage == .reopened, before == .closed { events.append((.reopened, ["by": "person"])) }
            if read.urgency.label < ticket.urgency {
                changed.urgency = read.urgency.label
                events.append((.urgencyChanged, ["to": read.urgency.label.rawValue]))
                if changed.urgency == .safeguarding, !changed.isSealed {
                    changed.isSealed = true
                    changed.officer = routeSealed(profile, loads: facts.loads, now: facts.now)
                    events.append((.officerChanged, ["to": changed.officer ?? "", "why": "safeguarding"]))
                }
            }
            if !before.isOwed, changed.stage.isOwed {
                changed.dueAt = promise(kind: changed.kind, field: changed.field, profile: profile, from: facts.now)
                events.append((.promised, [:]))
            }
        }
        return InboundDecision(
            place: .joins(changed, proof: proof), acknowledgement: .none(reason: "continues"), events: events)
    }

    private static func open(
        _ message: IncomingMessage, read: ReadText, facts: InboundFacts, profile: AssociationProfile
    ) -> InboundDecision {
        let routing = route(message, read: read, profile: profile, loads: facts.loads, now: facts.now)
        let field = message.declared.field ?? (read.field.flatMap { $0.confidence >= fieldThreshold ? $0.label : nil })
        let urgency = urgency(message, read: read, field: field.flatMap(profile.field))
        let ticket = NewTicket(
            stage: routing.officer == nil ? .triage : .open, kind: read.kind.label, field: field, urgency: urgency,
            officer: routing.officer, isSealed: routing.isSealed,
            dueAt: promise(kind: read.kind.label, field: field, profile: profile, from: facts.now),
            language: message.declared.language ?? read.language.label,
            mentions: facts.cited.map(\.reference))
        let acknowledgement = acknowledge(message, ticket: ticket, facts: facts, profile: profile)
        var events: [(kind: EventKind, facts: [String: String])] = [(.opened, ["channel": message.medium.rawValue])]
        if let officer = routing.officer {
            events.append((.routed, ["to": officer, "why": routing.why]))
        } else {
            events.append((.toTriage, ["why": routing.why]))
        }
        switch acknowledgement {
        case .send(let template): events.append((.acknowledged, ["template": template]))
        case .none(let reason): events.append((.notAcknowledged, ["why": reason]))
        }
        return InboundDecision(place: .opens(ticket), acknowledgement: acknowledgement, events: events)
    }

    /// Below this confidence (0…1) a guess of abuse asks for an early look instead of hiding the ticket from everybody
    /// but the safeguarding pair.
    static let sealThreshold = 0.5

    /// Below this confidence (0…1) a field of work is a guess and not written on the ticket.
    static let fieldThreshold = 0.5
}

extension ReadText {
    /// The reading with a weak guess of safeguarding lowered to `high`: still looked at early, not sealed.
    fileprivate var withoutWeakSeal: ReadText {
        guard urgency.label == .safeguarding, urgency.confidence < InboundDecision.sealThreshold else { return self }
        var read = self
        read.urgency.label = .high
        return read
    }
}
