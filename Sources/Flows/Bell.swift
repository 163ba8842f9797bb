import Synchronization

/// Wakes a waiting loop when there is work; a ring while nobody waits is kept.
public final class Bell: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    /// A silent bell.
    public init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Wakes the listener, or the next one.
    public func ring() { continuation.yield() }

    /// Calls `work` at every ring, and at least every `interval`, until the task is cancelled. One loop a bell.
    func each(atLeastEvery interval: Duration, _ work: @Sendable () async -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [continuation] in
                while !Task.isCancelled {
                    continuation.yield()
                    try? await Task.sleep(for: interval)
                }
                continuation.finish()
            }
            for await _ in stream {
                if Task.isCancelled { break }
                await work()
            }
            group.cancelAll()
        }
    }
}

/// Tells every open console page that something changed.
public final class Announcer<News: Sendable>: Sendable {
    private struct State {
        var next = 0
        var listeners: [Int: AsyncStream<News>.Continuation] = [:]
    }
    private let state = Mutex(State())

    /// Nobody listens yet.
    public init() {}

    /// Tells all listeners; one that is slow loses older news, never newer.
    public func announce(_ news: News) {
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners { listener.yield(news) }
    }

    /// News from now on, until the reader goes.
    public func news() -> AsyncStream<News> {
        AsyncStream(bufferingPolicy: .bufferingNewest(32)) { continuation in
            let number = state.withLock { state in
                state.next += 1
                state.listeners[state.next] = continuation
                return state.next
            }
            continuation.onTermination = { [weak self] _ in
                _ = self?.state.withLock { $0.listeners.removeValue(forKey: number) }
            }
        }
    }
}
