import Foundation
import Glibc
import Logging
import Synchronization

/// Ends the process when the reading of one message takes too long (claim D12): a loop without end cannot be stopped from
/// outside, and the attempt that was counted before leads to the message being set aside in the end.
///
/// Time is counted in looks of one second by a thread of its own, so that neither a changed clock nor a process that stood
/// still for a while counts.
final class ReadingWatch: Sendable {
    /// What the process ends with.
    static let status: Int32 = 75

    private struct State {
        var next = 0
        /// Seconds left of each reading under way.
        var left: [Int: Int] = [:]
        var isStarted = false
    }

    private let state = Mutex(State())
    private let logger: Logger

    init(logger: Logger) { self.logger = logger }

    /// Runs `body`, and ends the process when that takes longer than so many seconds.
    func reading<Value>(within seconds: Int, _ body: () async -> Value) async -> Value {
        let number = begin(seconds)
        defer { state.withLock { _ = $0.left.removeValue(forKey: number) } }
        return await body()
    }

    private func begin(_ seconds: Int) -> Int {
        let (number, isFirst) = state.withLock { state in
            state.next += 1
            state.left[state.next] = seconds
            defer { state.isStarted = true }
            return (state.next, !state.isStarted)
        }
        if isFirst {
            let thread = Thread { [weak self] in
                repeat { sleep(1) } while self?.look() == true
            }
            thread.name = "wasl.watch"
            thread.start()
        }
        return number
    }

    private func look() -> Bool {
        let isOver = state.withLock { state in
            for number in state.left.keys { state.left[number, default: 0] -= 1 }
            return state.left.values.contains { $0 < 0 }
        }
        if isOver {
            logger.critical("reading a message takes too long; the hub ends, and the message is tried again alone")
            _exit(Self.status)
        }
        return true
    }
}
