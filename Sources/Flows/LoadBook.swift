import Casework
import Synchronization

/// How many tickets owe an answer, per officer position, as last counted. Counting takes longer the more tickets are open,
/// and routing only wants to know who has least to do: a count serves for twenty times as long as it took to make, at most
/// five seconds, with the tickets opened since added to it.
final class LoadBook: Sendable {
    /// One association's count.
    struct Count: Sendable {
        var loads: [String: Int]
        /// Until when it serves.
        var until: ContinuousClock.Instant
    }

    private static let (patience, longest): (Int, Duration) = (20, .seconds(5))
    private let counts = Mutex<[AssociationID: Count]>([:])

    /// The counts that still serve.
    func fresh() -> [AssociationID: Count] {
        let now = ContinuousClock.now
        return counts.withLock { $0.filter { $0.value.until > now } }
    }

    /// Counts anew.
    static func count(_ make: () throws -> [String: Int]) rethrows -> Count {
        let start = ContinuousClock.now
        let loads = try make()
        let end = ContinuousClock.now
        return Count(loads: loads, until: end + min((end - start) * patience, longest))
    }

    /// Keeps counts whose tickets were committed.
    func keep(_ changed: [AssociationID: Count]) {
        counts.withLock { $0.merge(changed) { _, new in new } }
    }
}
