public import Foundation

/// How long work may take before it is given up or done again by another process.
public struct WorkLimits: Sendable, Hashable {
    /// How long a claim on deliveries holds, in seconds.
    public var readingLease: TimeInterval = 120
    /// How long a claim on outgoing texts holds, in seconds; a delivery that takes longer is given up by its channel
    /// before.
    public var sendingLease: TimeInterval = 300
    /// How long the reading of one message may take, in seconds, before the process is ended (claim D12).
    public var longestReading = 60
    /// The same where reading takes long by itself: a scan has 120 seconds of its own.
    public var longestSlowReading: Int { longestReading * 4 }

    /// The usual limits.
    public init() {}
}
