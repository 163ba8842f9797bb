public import Foundation
public import Transfer

/// How far a mailbox has been read.
public struct IMAPWatermark: Sendable, Hashable, Codable {
    /// The UIDVALIDITY under which `lastUID` has a meaning.
    public var uidValidity: UInt32
    /// The highest UID that was dealt with.
    public var lastUID: UInt32

    /// A mark at a UID.
    public init(uidValidity: UInt32, lastUID: UInt32) {
        self.uidValidity = uidValidity
        self.lastUID = lastUID
    }
}

/// A mailbox that mail can be fetched from without changing it.
public protocol MailSource: Sendable {
    /// Connects if need be and opens the mailbox.
    func select(_ mailbox: String) async throws(IMAPError) -> MailboxStatus
    /// The UIDs from `first` on.
    func uids(from first: UInt32) async throws(IMAPError) -> [UInt32]
    /// The exact bytes of one message.
    func fetch(_ uid: UInt32) async throws(IMAPError) -> Data
}

extension IMAPSession: MailSource {}

/// Fetches every mail of a mailbox once it is there, in order, and again only when the server renumbers them.
///
/// The watermark moves past a mail only after `accept` has returned (or `setAside` has, for one that cannot be had).
public struct IMAPPoller: Sendable {
    /// How often a mail is tried, in as many rounds, before it is set aside.
    public static let triesPerMail = 5
    /// The longest pause after failures.
    public static let longestPause: Duration = .seconds(900)

    /// What the poller does with what it finds; the closures throw when it must not go on.
    public struct Actions: Sendable {
        /// Keeps one mail durably; must recognise a mail it has already.
        public var accept: @Sendable (Data, _ uid: UInt32, _ uidValidity: UInt32) async throws -> Void
        /// Keeps the watermark durably.
        public var save: @Sendable (IMAPWatermark) async throws -> Void
        /// Reports, so that a person sees it, a mail that cannot be fetched (too large, or failing again and again).
        public var setAside: @Sendable (IMAPError, _ uid: UInt32, _ uidValidity: UInt32) async throws -> Void
        /// Hears what the mailbox counts, at the end of each round.
        public var seen: @Sendable (MailboxStatus) async throws -> Void
        /// Reports a round that failed; the next one comes after a pause.
        public var roundFailed: @Sendable (any Error) async -> Void

        /// Actions as given.
        public init(
            accept: @escaping @Sendable (Data, _ uid: UInt32, _ uidValidity: UInt32) async throws -> Void,
            save: @escaping @Sendable (IMAPWatermark) async throws -> Void,
            setAside: @escaping @Sendable (IMAPError, _ uid: UInt32, _ uidValidity: UInt32) async throws -> Void,
            seen: @escaping @Sendable (MailboxStatus) async throws -> Void = { _ in },
            roundFailed: @escaping @Sendable (any Error) async -> Void
        ) {
            self.accept = accept
            self.save = save
            self.setAside = setAside
            self.seen = seen
            self.roundFailed = roundFailed
        }
    }

    private let source: any MailSource
    private let mailbox: String
    private let interval: Duration
    private let actions: Actions

    /// A poller that looks every `interval`, give or take a tenth.
    public init(source: any MailSource, mailbox: String = "INBOX", interval: Duration = .seconds(60), actions: Actions)
    {
        self.source = source
        self.mailbox = mailbox
        self.interval = interval
        self.actions = actions
    }

    /// Polls until the calling task is cancelled; failures are reported and followed by longer and longer pauses.
    ///
    /// `sleep` and `random` (between 0 and 1) are arguments so that tests need no clock.
    public func run(
        from watermark: IMAPWatermark?,
        sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        random: @Sendable () -> Double = { Double.random(in: 0...1) }
    ) async {
        var progress = IMAPProgress(watermark: watermark)
        var failures = 0
        while !Task.isCancelled {
            do {
                try await round(&progress)
                failures = 0
            } catch {
                if Task.isCancelled { return }
                failures += 1
                await actions.roundFailed(error)
            }
            do {
                try await sleep(Self.pause(interval, failures: failures, random: random()))
            } catch {
                return
            }
        }
    }

    /// One look into the mailbox: everything after the watermark, in order.
    public func round(_ progress: inout IMAPProgress) async throws {
        let status = try await source.select(mailbox)
        if progress.watermark?.uidValidity != status.uidValidity {
            progress = IMAPProgress(watermark: IMAPWatermark(uidValidity: status.uidValidity, lastUID: 0))
        }
        try await takeNew(status, &progress)
        try await actions.seen(status)
    }

    private func takeNew(_ status: MailboxStatus, _ progress: inout IMAPProgress) async throws {
        let last = progress.watermark?.lastUID ?? 0
        guard status.messages > 0, last < .max else { return }
        for uid in try await source.uids(from: last + 1) {
            try Task.checkCancellation()
            try await take(uid, status.uidValidity, &progress)
            let watermark = IMAPWatermark(uidValidity: status.uidValidity, lastUID: uid)
            try await actions.save(watermark)
            progress.watermark = watermark
        }
    }

    /// How long to wait: the interval, doubled for each failed round up to the longest pause, give or take a tenth.
    static func pause(_ interval: Duration, failures: Int, random: Double) -> Duration {
        let factor = Double(1 << min(max(failures, 0), 16))
        let capped = failures == 0 ? interval : max(interval, min(interval * factor, longestPause))
        return capped * (0.9 + 0.2 * min(max(random, 0), 1))
    }

    private func take(_ uid: UInt32, _ uidValidity: UInt32, _ progress: inout IMAPProgress) async throws {
        let mail: Data
        do {
            mail = try await source.fetch(uid)
        } catch .gone {
            return
        } catch {
            if error == .cancelled { throw error }
            if !error.isAboutThisMail(afterTries: progress.countFailure(of: uid)) { throw error }
            return try await actions.setAside(error, uid, uidValidity)
        }
        try await actions.accept(mail, uid, uidValidity)
    }
}

/// The watermark, and which mail keeps failing.
public struct IMAPProgress: Sendable {
    /// How far the mailbox has been read, nil before the first look.
    public internal(set) var watermark: IMAPWatermark?
    private var failingUID: UInt32?
    private var failures = 0

    /// Progress from a kept watermark.
    public init(watermark: IMAPWatermark?) {
        self.watermark = watermark
    }

    mutating func countFailure(of uid: UInt32) -> Int {
        failures = failingUID == uid ? failures + 1 : 1
        failingUID = uid
        return failures
    }
}

extension IMAPError {
    /// Whether to give up this mail and go on with the next: at once when it is too large, otherwise after some tries.
    fileprivate func isAboutThisMail(afterTries tries: Int) -> Bool {
        if case .tooLarge = self { return true }
        return tries >= IMAPPoller.triesPerMail
    }
}
