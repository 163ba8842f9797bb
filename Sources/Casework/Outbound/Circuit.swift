public import Foundation

/// What is known of a destination that does not take texts: after some failures in a row it is left alone for a while, then
/// one text tries it, and its outcome says whether the others follow.
public struct Circuit: Sendable, Codable, Hashable {
    /// Failures in a row that open it.
    public static let threshold = 4
    /// The longest pause in seconds: a destination that is back is noticed within a quarter of an hour.
    public static let longestPause: TimeInterval = 900
    /// The longest pause in seconds that the destination itself may ask for.
    public static let longestAsked: TimeInterval = 3600

    /// Failures in a row.
    public var failures = 0
    /// Until when no text tries it; nil while it is closed.
    public var restsUntil: Date?
    /// The last failure, as a stored note.
    public var reason = ""

    /// Nothing failed.
    public init() {}

    /// Whether texts wait for it at a moment.
    public func rests(at now: Date) -> Bool { restsUntil.map { now < $0 } ?? false }

    /// Whether the next text is the one that tries it.
    public func isProbed(at now: Date) -> Bool { restsUntil.map { now >= $0 } ?? false }

    /// After a failure. A destination that says itself when to come again is believed at once, within an hour.
    public func failed(_ reason: String, asked seconds: Double?, at now: Date) -> Circuit {
        var next = self
        next.failures += 1
        next.reason = reason
        if let seconds, seconds > 0 {
            next.restsUntil = now.addingTimeInterval(min(seconds, Self.longestAsked))
        } else if next.failures >= Self.threshold {
            let doubled = 30 * Double(1 << min(next.failures - Self.threshold, 5))
            next.restsUntil = now.addingTimeInterval(min(doubled, Self.longestPause))
        }
        return next
    }

    /// While one text tries it, the others wait; at most so long.
    public func probing(until end: Date) -> Circuit {
        var next = self
        next.restsUntil = end
        return next
    }
}

/// A circuit with the destination it belongs to, for the channel page.
public struct OpenCircuit: Sendable, Hashable {
    /// A mail domain; empty for the relay or gateway itself.
    public var destination: String
    /// What is known of it.
    public var circuit: Circuit

    /// A circuit.
    public init(destination: String, circuit: Circuit) {
        self.destination = destination
        self.circuit = circuit
    }
}
