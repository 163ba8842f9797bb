import Foundation

/// Where an outgoing text stands; `rank` orders what providers report, so that late reports never turn it back.
public enum DeliveryState: String, Sendable, Codable, CaseIterable, Hashable {
    /// Waits for its turn.
    case queued
    /// An attempt is under way and recorded.
    case sending
    /// The far side took it.
    case sent
    /// The far side says the person has it.
    case delivered
    /// It will not arrive; a person must look.
    case failed
    /// Nobody knows whether it left (promise P6); a person decides.
    case uncertain
    /// It waited when a backup was taken, and may have been sent since from the store that was lost; a person decides.
    case held

    /// Whether it leaves only when a person says so.
    public var needsPerson: Bool { self == .failed || self == .uncertain || self == .held }

    /// Whether a provider's report of `next` is news: `delivered` and `failed` are last words.
    public func accepts(report next: DeliveryState) -> Bool {
        switch (self, next) {
        case (.delivered, _), (.failed, _): false
        case (_, .sent), (_, .delivered), (_, .failed): self != next
        default: false
        }
    }
}

/// What became of one attempt to send.
public enum DeliveryOutcome: Sendable, Hashable {
    /// The far side took it; `providerID` recognises its later reports.
    case sent(providerID: String?, note: String?)
    /// Not now; `retryAfter` in seconds when the far side says so.
    case temporary(reason: String, retryAfter: Double?)
    /// Never; the reason in words for an officer.
    case permanent(reason: String)
    /// The connection broke when the text may already have left.
    case uncertain(reason: String)
}

/// What a provider reports later about a text it took.
public struct DeliveryReport: Sendable, Hashable {
    /// The provider's id, or our own outbox number when `isOurNumber`.
    public var providerID: String
    /// Whether `providerID` is the outbox number that we put into the report's address.
    public var isOurNumber: Bool
    /// `sent`, `delivered` or `failed`.
    public var state: DeliveryState
    /// The provider's word.
    public var reason: String?

    /// A report of a state.
    public init(providerID: String, isOurNumber: Bool, state: DeliveryState, reason: String?) {
        self.providerID = providerID
        self.isOurNumber = isOurNumber
        self.state = state
        self.reason = reason
    }
}
