import Casework
import Channels
import Foundation
import Logging
import Reading
import Storage
import Synchronization

/// What happens to one message after it was accepted, in this order:
///
/// 1. **claim** a batch; the attempt is counted and committed before anything is looked at
/// 2. **load** the kept bytes
/// 3. **parse** them by the channel that took them (MIME, form, webhook, scan)
/// 4. **clean** the text of quotation and signature
/// 5. **classify** kind, field, urgency and language, each with its confidence and words
/// 6. **identify** the person behind the sender's contact
/// 7. **thread** it into a ticket by proof, or open a new one
/// 8. **route** it to the officer entitled, or to triage
/// 9. **promise** a time by the working calendar
/// 10. **acknowledge** it to the sender, unless that must not be
/// 11. **commit** all of it and the end of the job in one transaction; a batch shares the transaction
///
/// Steps 3–5 touch no store and run side by side; steps 6–11 run one message after the other in the order of arrival, so
/// that the second message of a person finds the ticket of the first. Steps 7–10 are decided in `InboundDecision`.
public struct InboundFlow: Sendable {
    /// Messages claimed at once.
    static let batchLimit = 128
    /// Tries before a message is set aside with the reason: one among others, and three alone (claim D12).
    static let attemptLimit = 4

    let hub: Hub
    /// Which channels this worker reads.
    let lanes: LaneChoice
    let bell: Bell

    /// The worker that reads quick channels, and the one that reads slow ones (scans), so that these hold up nobody.
    public static func workers(of hub: Hub) -> [InboundFlow] {
        let slow = hub.channels.values.filter(\.isSlowToRead).map(\.id.rawValue).sorted()
        return [
            InboundFlow(hub: hub, lanes: .allBut(slow), bell: hub.arrived),
            InboundFlow(hub: hub, lanes: .only(slow), bell: hub.slowArrived),
        ]
    }

    /// Works until the task is cancelled; what was begun is finished.
    public func run() async {
        await bell.each(atLeastEvery: .seconds(1)) {
            do {
                try await readAll()
            } catch {
                hub.logger.error("reading is held up", metadata: ["why": "\(error)"])
            }
        }
    }

    /// Does all that is due and returns how many messages that was. While one batch is committed the next is read; the
    /// commits keep the order of arrival.
    @discardableResult
    public func readAll() async throws -> Int {
        var ready = try await prepared(claim())
        var count = 0
        while !ready.isEmpty {
            let batch = ready
            let jobs = Task.isCancelled ? [] : try await claim()
            async let committed: Void = commit(batch)
            ready = try await prepared(jobs)
            try await committed
            count += batch.count
        }
        return count
    }

    /// Steps 2 to 5 for what was claimed.
    private func prepared(_ jobs: [LeasedJob]) async throws -> [PreparedMessage] {
        guard !jobs.isEmpty else { return [] }
        let prepared = await prepare(try await load(jobs))
        // A reading that was cut short by the end of the process would keep half a letter: it is done again instead.
        guard !Task.isCancelled else {
            try await giveBack(jobs[...])
            return []
        }
        return prepared
    }

    private func claim() async throws -> [LeasedJob] {
        let (holder, lanes, leaseClock, lease) = (hub.holder, lanes, hub.leaseClock, hub.limits.readingLease)
        let limit = try await hub.database.read { sql in
            guard let next = try sql.next(.read), try next.due <= leaseClock(sql) else { return 0 }
            return next.attempts > 0 ? 1 : Self.batchLimit
        }
        guard limit > 0 else { return [] }
        let jobs = try await hub.database.write { sql in
            let now = try leaseClock(sql)
            let until = now.addingTimeInterval(lease)
            var claimed = try sql.claim(.read, limit: limit, now: now, lease: until, holder: holder, lanes: lanes)
            // The suspect itself may be waiting for its line.
            if limit == 1, claimed.first?.attempt == 1 {
                claimed += try sql.claim(
                    .read, limit: Self.batchLimit - 1, now: now, lease: until, holder: holder, lanes: lanes)
            }
            // A message whose earlier attempt never ended may be what ended the process: it is read alone, so that its
            // neighbours' attempts do not count with it (promise P5).
            let kept = claimed.first.map { $0.attempt > 1 ? 1 : claimed.prefix { $0.attempt == 1 }.count } ?? 0
            for job in claimed.dropFirst(kept) { try sql.giveBack(job, at: now) }
            return Array(claimed.prefix(kept))
        }
        CrashPoint.claim.pass()
        return jobs
    }

    /// One reader for each core, each taking the next message when it is done with one, so that a long one holds up nobody.
    private func prepare(_ loaded: [LoadedDelivery]) async -> [PreparedMessage] {
        let queue = ReadingQueue(count: loaded.count)
        return await withTaskGroup(of: [(Int, PreparedMessage)].self) { group in
            for _ in 0..<min(loaded.count, ProcessInfo.processInfo.activeProcessorCount) {
                group.addTask {
                    var read: [(Int, PreparedMessage)] = []
                    while let index = queue.next() { read.append((index, await prepare(loaded[index]))) }
                    return read
                }
            }
            var results: [PreparedMessage?] = Array(repeating: nil, count: loaded.count)
            for await read in group {
                for (index, message) in read { results[index] = message }
            }
            return results.compactMap(\.self)
        }
    }

    /// Steps 3 to 5 for one message.
    @concurrent
    private func prepare(_ loaded: LoadedDelivery) async -> PreparedMessage {
        guard loaded.job.attempt <= Self.attemptLimit, let raw = loaded.raw, let row = loaded.row,
            let channel = hub.channels[row.channel], let lexicon = hub.lexicons[row.association]
        else { return PreparedMessage(loaded: loaded, message: nil, read: nil) }
        let kept = KeptDelivery(
            association: row.association, channel: row.channel, receivedAt: row.receivedAt, sender: row.sender,
            recipients: row.recipients, attributes: row.attributes, raw: raw)
        let calendar = hub.profile(row.association)?.calendar
        let received = CalendarDay(of: row.receivedAt, in: calendar?.timeZone ?? WorkingCalendar.riyadh)
        let limit = channel.isSlowToRead ? hub.limits.longestSlowReading : hub.limits.longestReading
        return await hub.watch.reading(within: limit) {
            CrashPoint.read.pass()
            PlantedPoison.taste(raw)
            let message = clean(await channel.read(kept))
            let read = classify(message, lexicon: lexicon, received: received, hijri: calendar?.hijriOverrides ?? .none)
            return PreparedMessage(loaded: loaded, message: message, read: read)
        }
    }
}

/// Deals out the messages of a batch to its readers.
private final class ReadingQueue: Sendable {
    private let position = Mutex(0)
    private let count: Int

    init(count: Int) { self.count = count }

    func next() -> Int? {
        position.withLock { position in
            guard position < count else { return nil }
            position += 1
            return position - 1
        }
    }
}
