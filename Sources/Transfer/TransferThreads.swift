import Foundation

/// A few threads of our own for blocking transfers, each with its own confined state (a handle, an open connection).
///
/// Jobs run in the order given as threads become free; cancelling the calling task asks the job to stop and waits for
/// it. Threads start when needed and end with this value.
final class TransferThreads<Confined>: Sendable {
    private let queue: JobQueue<Confined>

    /// `count` threads at most; `idle` is called on a thread that had nothing to do for some seconds.
    init(
        count: Int, make: @escaping @Sendable () -> Confined,
        idle: @escaping @Sendable (inout Confined) -> Void = { _ in }
    ) {
        queue = JobQueue(limit: max(1, count), make: make, idle: idle)
    }

    deinit {
        queue.close()
    }

    /// Runs `work` on one of the threads and returns what it returns.
    func run<Success: Sendable, Failure: Error>(
        _ work: @escaping @Sendable (inout Confined, Cancellation) throws(Failure) -> Success
    ) async throws(Failure) -> Success {
        let cancellation = Cancellation()
        let result: Result<Success, Failure> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.add { confined in
                    continuation.resume(
                        returning: Result { () throws(Failure) in try work(&confined, cancellation) })
                }
            }
        } onCancel: {
            cancellation.request()
        }
        return try result.get()
    }
}

/// Jobs waiting for a thread. Unchecked because every stored variable is touched only while `condition` is locked.
private final class JobQueue<Confined>: @unchecked Sendable {
    typealias Job = @Sendable (inout Confined) -> Void

    private let limit: Int
    private let make: @Sendable () -> Confined
    private let idle: @Sendable (inout Confined) -> Void
    private let condition = NSCondition()
    private var jobs: [Job] = []
    private var threads = 0
    private var waiting = 0
    private var closed = false

    init(limit: Int, make: @escaping @Sendable () -> Confined, idle: @escaping @Sendable (inout Confined) -> Void) {
        self.limit = limit
        self.make = make
        self.idle = idle
    }

    func add(_ job: @escaping Job) {
        condition.withLock {
            jobs.append(job)
            if jobs.count > waiting, threads < limit {
                threads += 1
                Thread.detachNewThread { self.work() }
            }
            condition.signal()
        }
    }

    func close() {
        condition.withLock {
            closed = true
            condition.broadcast()
        }
    }

    private func work() {
        ignoreBrokenPipes()
        var confined = make()
        while let step = next() {
            switch step {
            case .job(let job): job(&confined)
            case .idle: idle(&confined)
            }
        }
    }

    private enum Step {
        case job(Job)
        case idle
    }

    private func next() -> Step? {
        condition.withLock {
            while jobs.isEmpty {
                if closed { return nil }
                waiting += 1
                let signalled = condition.wait(until: Date(timeIntervalSinceNow: 5))
                waiting -= 1
                if !signalled, jobs.isEmpty, !closed { return .idle }
            }
            return .job(jobs.removeFirst())
        }
    }
}

/// Blocks SIGPIPE on this thread: a far side that hangs up must be an error here, not the end of the process.
private func ignoreBrokenPipes() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
}
