import Glibc
import Synchronization

/// A named place on the route at which a debug build can be made to die as by `kill -9` (failure matrix F1–F10). A release
/// build holds nothing of it.
public enum CrashPoint: String, Sendable, CaseIterable {
    /// A delivery is at hand and nothing of it is kept.
    case accept
    /// Its bytes are written and not committed.
    case keep
    /// They are committed, and the sender is not answered yet.
    case kept
    /// Deliveries are claimed, the attempt committed.
    case claim
    /// A message is being read.
    case read
    /// All effects of a batch are written and not committed.
    case effect
    /// They are committed.
    case effected
    /// Outgoing texts are claimed.
    case pick
    /// The attempt to send is committed, and nothing has left.
    case attempt
    /// The far side has the text, and that is not on record.
    case leave
    /// What became of the attempt is written and not committed.
    case outcome
    /// A provider's report is committed, and the provider is not answered yet.
    case report

    /// Dies here when that was planned.
    @inline(__always) func pass() {
        #if DEBUG
            if Self.planned.withLock({ $0.isDue(at: self) }) { kill(getpid(), SIGKILL) }
        #endif
    }

    /// Plans a death from words such as `effect:3`: at the third time that this place is passed. Without words, and in
    /// release builds, nothing is planned.
    public static func plan(_ words: String?) {
        #if DEBUG
            guard let parts = words?.split(separator: ":"), parts.count == 2 else { return }
            planned.withLock { $0 = Plan(point: CrashPoint(rawValue: String(parts[0])), left: Int(parts[1]) ?? 1) }
        #endif
    }

    #if DEBUG
        private struct Plan {
            var point: CrashPoint?
            var left = 1

            mutating func isDue(at passed: CrashPoint) -> Bool {
                guard passed == point else { return false }
                left -= 1
                return left == 0
            }
        }

        private static let planned = Mutex(Plan())
    #endif
}
