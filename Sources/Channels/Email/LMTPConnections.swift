import NIOCore
import Synchronization

/// All open connections and transactions of a server, so that it can say no to too many and stop without losing one.
final class LMTPConnections: Sendable {
    private struct State {
        var channels: [ObjectIdentifier: any NIOCore.Channel] = [:]
        var transactions = 0
        var isStopping = false
        var whenQuiet: CheckedContinuation<Void, Never>?

        var isQuiet: Bool { channels.isEmpty && transactions == 0 }

        mutating func takeQuiet() -> CheckedContinuation<Void, Never>? {
            guard isQuiet else { return nil }
            defer { whenQuiet = nil }
            return whenQuiet
        }
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    /// Counts a new connection in, unless there are too many or the server is stopping.
    func admit(_ channel: any NIOCore.Channel) -> Bool {
        state.withLock { state in
            guard !state.isStopping, state.channels.count < limit else { return false }
            state.channels[ObjectIdentifier(channel)] = channel
            return true
        }
    }

    func leave(_ channel: any NIOCore.Channel) {
        state.withLock { state in
            state.channels[ObjectIdentifier(channel)] = nil
            return state.takeQuiet()
        }?.resume()
    }

    func transactionBegan() {
        state.withLock { $0.transactions += 1 }
    }

    func transactionEnded() {
        state.withLock { state in
            state.transactions -= 1
            return state.takeQuiet()
        }?.resume()
    }

    /// Tells every session to stop and waits until all are over; after `grace` the rest is cut off.
    func drain(grace: Duration, on eventLoop: any EventLoop) async {
        let channels = state.withLock { state in
            state.isStopping = true
            return Array(state.channels.values)
        }
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(LMTPStop()) }
        let alarm = eventLoop.scheduleTask(in: TimeAmount(grace)) { self.cutOff() }
        await withCheckedContinuation { continuation in
            let isQuiet = state.withLock { state in
                if !state.isQuiet { state.whenQuiet = continuation }
                return state.isQuiet
            }
            if isQuiet { continuation.resume() }
        }
        alarm.cancel()
    }

    private func cutOff() {
        let (channels, continuation) = state.withLock { state in
            defer { state.whenQuiet = nil }
            return (Array(state.channels.values), state.whenQuiet)
        }
        for channel in channels { channel.close(promise: nil) }
        continuation?.resume()
    }
}

/// The event that asks a session to end as soon as nothing is under way.
struct LMTPStop: Sendable {}
