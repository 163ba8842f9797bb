import Foundation
import Synchronization
import Testing
import Transfer

@testable import Channels

/// A mailbox in memory whose answers a test decides.
private final class Shelf: MailSource {
    struct State {
        var uidValidity: UInt32 = 7
        var mails: [UInt32: Result<Data, IMAPError>] = [:]
        var selectFailure: IMAPError?
        var fetched: [UInt32] = []
    }
    let state = Mutex(State())

    func select(_ mailbox: String) async throws(IMAPError) -> MailboxStatus {
        let (failure, validity, count) = state.withLock { ($0.selectFailure, $0.uidValidity, $0.mails.count) }
        if let failure { throw failure }
        return MailboxStatus(uidValidity: validity, uidNext: nil, messages: UInt32(count))
    }

    func uids(from first: UInt32) async throws(IMAPError) -> [UInt32] {
        state.withLock { $0.mails.keys.filter { $0 >= first }.sorted() }
    }

    func fetch(_ uid: UInt32) async throws(IMAPError) -> Data {
        let mail = state.withLock { state in
            state.fetched.append(uid)
            return state.mails[uid]
        }
        guard let mail else { throw .gone }
        return try mail.get()
    }
}

/// What a poller did, in order.
private final class Diary: Sendable {
    private let box = Mutex<[String]>([])
    var lines: [String] { box.withLock { $0 } }
    func write(_ line: String) { box.withLock { $0.append(line) } }
}

private struct StoreIsDown: Error {}

private func actions(_ diary: Diary, failing: Set<UInt32> = []) -> IMAPPoller.Actions {
    IMAPPoller.Actions(
        accept: { data, uid, validity in
            if failing.contains(uid) { throw StoreIsDown() }
            diary.write("accept \(validity)/\(uid) \(String(decoding: data, as: UTF8.self))")
        },
        save: { diary.write("save \($0.uidValidity)/\($0.lastUID)") },
        setAside: { _, uid, validity in diary.write("aside \(validity)/\(uid)") },
        roundFailed: { _ in diary.write("failed") })
}

@Suite("Mail is fetched once and nothing is skipped")
struct IMAPPollerTests {
    private let shelf = Shelf()
    private let diary = Diary()

    private func put(_ uids: UInt32...) {
        shelf.state.withLock { state in for uid in uids { state.mails[uid] = .success(Data("m\(uid)".utf8)) } }
    }

    @Test("Every mail after the watermark is accepted in order, the mark moving behind it")
    func inOrder() async throws {
        put(3, 5, 9)
        var progress = IMAPProgress(watermark: IMAPWatermark(uidValidity: 7, lastUID: 3))
        let poller = IMAPPoller(source: shelf, actions: actions(diary))
        try await poller.round(&progress)
        try await poller.round(&progress)
        #expect(diary.lines == ["accept 7/5 m5", "save 7/5", "accept 7/9 m9", "save 7/9"])
        #expect(progress.watermark == IMAPWatermark(uidValidity: 7, lastUID: 9))
    }

    @Test("When the store refuses a mail, the mark stays and the mail comes again")
    func storeDown() async throws {
        put(1, 2)
        var progress = IMAPProgress(watermark: nil)
        await #expect(throws: StoreIsDown.self) {
            try await IMAPPoller(source: shelf, actions: actions(diary, failing: [2])).round(&progress)
        }
        #expect(progress.watermark?.lastUID == 1)
        try await IMAPPoller(source: shelf, actions: actions(diary)).round(&progress)
        #expect(diary.lines == ["accept 7/1 m1", "save 7/1", "accept 7/2 m2", "save 7/2"])
    }

    @Test("When the server renumbers, everything is fetched again")
    func renumbered() async throws {
        put(1)
        shelf.state.withLock { $0.uidValidity = 8 }
        var progress = IMAPProgress(watermark: IMAPWatermark(uidValidity: 7, lastUID: 500))
        try await IMAPPoller(source: shelf, actions: actions(diary)).round(&progress)
        #expect(diary.lines == ["accept 8/1 m1", "save 8/1"])
    }

    @Test("A mail that is too large is reported and the next one is fetched")
    func tooLarge() async throws {
        put(1, 3)
        shelf.state.withLock { $0.mails[2] = .failure(.tooLarge(size: 99, limit: 10)) }
        var progress = IMAPProgress(watermark: nil)
        try await IMAPPoller(source: shelf, actions: actions(diary)).round(&progress)
        #expect(diary.lines == ["accept 7/1 m1", "save 7/1", "aside 7/2", "save 7/2", "accept 7/3 m3", "save 7/3"])
    }

    @Test("A mail that fails in five rounds is set aside and no longer stops the rest")
    func poison() async throws {
        put(2)
        shelf.state.withLock { $0.mails[1] = .failure(.nonsense("broken")) }
        var progress = IMAPProgress(watermark: nil)
        let poller = IMAPPoller(source: shelf, actions: actions(diary))
        for _ in 1..<IMAPPoller.triesPerMail {
            await #expect(throws: IMAPError.nonsense("broken")) { try await poller.round(&progress) }
        }
        try await poller.round(&progress)
        #expect(diary.lines == ["aside 7/1", "save 7/1", "accept 7/2 m2", "save 7/2"])
    }

    @Test("The highest possible UID does not trap")
    func highestUID() async throws {
        put(.max)
        var progress = IMAPProgress(watermark: IMAPWatermark(uidValidity: 7, lastUID: .max - 1))
        let poller = IMAPPoller(source: shelf, actions: actions(diary))
        try await poller.round(&progress)
        try await poller.round(&progress)
        #expect(diary.lines == ["accept 7/4294967295 m4294967295", "save 7/4294967295"])
    }

    @Test("After failures the pauses grow, and the first good round ends them")
    func backOff() async {
        put(1)
        shelf.state.withLock { $0.selectFailure = .connection("down") }
        let pauses = Mutex<[Duration]>([])
        await IMAPPoller(source: shelf, interval: .seconds(60), actions: actions(diary)).run(from: nil) { pause in
            let count = pauses.withLock { pauses in
                pauses.append(pause)
                return pauses.count
            }
            if count == 6 { shelf.state.withLock { $0.selectFailure = nil } }
            if count == 7 { throw CancellationError() }
        } random: {
            0.5
        }
        #expect(pauses.withLock { $0 } == [120, 240, 480, 900, 900, 900, 60].map { .seconds($0) })
        #expect(diary.lines == Array(repeating: "failed", count: 6) + ["accept 7/1 m1", "save 7/1"])
    }

    @Test("Many hubs do not look at the same moment", arguments: [(0.0, 54), (0.5, 60), (1.0, 66), (7.0, 66)])
    func jitter(random: Double, seconds: Int) {
        let pause = IMAPPoller.pause(.seconds(60), failures: 0, random: random)
        #expect(Int((pause / .seconds(1)).rounded()) == seconds)
    }
}
