import Synchronization

/// Spreads calls over time: each gets a moment of its own, a fixed pause after the one before.
final class SendingPace: Sendable {
    private let pause: Duration
    private let next: Mutex<ContinuousClock.Instant?> = Mutex(nil)

    /// At most `perSecond` calls in a second; a rate that is not above zero means no limit.
    init(perSecond: Double) {
        pause = perSecond > 0 ? .seconds(1 / perSecond) : .zero
    }

    /// Returns when it is the caller's turn; throws `CancellationError` when the caller was cancelled before.
    func turn() async throws {
        guard pause > .zero else { return }
        let now = ContinuousClock.now
        let mine = next.withLock { next in
            let mine = max(next ?? now, now)
            next = mine + pause
            return mine
        }
        if mine > now { try await Task.sleep(until: mine, clock: .continuous) }
    }
}
