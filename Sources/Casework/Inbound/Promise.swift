import Foundation

extension InboundDecision {
    /// When the person is promised a first answer, by the association's working calendar.
    static func promise(kind: MessageKind, field: String?, profile: AssociationProfile, from now: Date) -> Date {
        profile.calendar(forField: field).due(profile.promises.firstAnswer(to: kind), from: now)
    }

    /// How soon somebody must look: what was read, what was ticked, the floor of the field; only ever raised.
    static func urgency(_ message: IncomingMessage, read: ReadText, field: FieldOfWork?) -> Urgency {
        var urgency = read.urgency.label
        if message.declared.inDanger { urgency = min(urgency, .emergency) }
        if let floor = field?.urgencyFloor { urgency = min(urgency, floor) }
        return urgency
    }
}
