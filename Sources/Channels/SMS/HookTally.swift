import Synchronization

/// What became of a gateway's calls since the start, for the operator; nothing personal.
final class HookTally: Sendable {
    private struct Counts {
        var passedOver = 0
        var refused = 0
        var lastRefusal = ""
    }

    private let counts = Mutex(Counts())

    /// An event that is no news to the hub.
    func passOver() { counts.withLock { $0.passedOver += 1 } }

    /// A call that was not let in or not understood.
    func refuse(_ word: String) {
        counts.withLock {
            $0.refused += 1
            $0.lastRefusal = word
        }
    }

    /// The note for the channel's page: refusals first; nil when there is nothing to say.
    var note: String? {
        let counts = counts.withLock { $0 }
        if counts.refused > 0 { return ChannelNote.callsRefused.stored("\(counts.refused); \(counts.lastRefusal)") }
        return counts.passedOver > 0 ? ChannelNote.callsPassedOver.stored("\(counts.passedOver)") : nil
    }
}
