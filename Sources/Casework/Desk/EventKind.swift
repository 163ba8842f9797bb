/// What the audit trail can say; one case for each thing that happens.
public enum EventKind: String, Sendable, Codable, CaseIterable, Hashable {
    case opened
    case personWrote = "person_wrote"
    case machineWrote = "machine_wrote"
    case routed
    case toTriage = "to_triage"
    case acknowledged
    case notAcknowledged = "not_acknowledged"
    case replied
    case asked
    case noted
    case closed
    case reopened
    case kindChanged = "kind_changed"
    case fieldChanged = "field_changed"
    case urgencyChanged = "urgency_changed"
    case officerChanged = "officer_changed"
    case promised
    case promiseKept = "promise_kept"
    case promiseReminded = "promise_reminded"
    case promiseMissed = "promise_missed"
    case delivered
    case deliveryFailed = "delivery_failed"
    case deliveryUncertain = "delivery_uncertain"
    case retried
    case contactFailed = "contact_failed"
    case viewed
    case setAside = "set_aside"
    case signedIn = "signed_in"
    case accountChanged = "account_changed"
    case channelPaused = "channel_paused"
    case channelResumed = "channel_resumed"
    case restored
    case modelChanged = "model_changed"
    case backTested = "back_tested"
}
