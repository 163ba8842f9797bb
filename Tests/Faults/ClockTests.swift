import Foundation
import Peers
import Testing

@Suite("FaultTests: the clock jumps", .serialized, .enabled(if: Preload.isPossible, "needs a C compiler"))
struct ClockTests {
    @Test(
        "F36: jumps of the clock, forth by a year and back by two days, lose nothing and stop nothing",
        arguments: Effort.some(1, of: Engine.here.reversed()))
    func jumps(engine: Engine) async throws {
        try await row("F36", "clock +1 year, −2 days, back, while running", rounds: 3, on: engine) {
            let hub = try HubProcess("clock", environment: try engine.freshStore())
            defer { hub.remove() }
            let clock = try FakeClock(in: hub.folder)
            let child = try await hub.start(with: clock.environment)
            let load = Load(on: hub)
            do {
                for days in [365, -2, 0] {
                    try await load.acknowledges(30)
                    try clock.set(ahead: days * 86_400)
                    try await Task.sleep(for: .seconds(1))
                    try await load.acknowledges(30)
                }
                await load.stop()
                // What came while the clock was ahead is read and answered, though the clock went back since.
                try await hub.settles(within: 60)
                try Broken.unless(child.isRunning, "it ended: \(child.complaints.suffix(300))")
            } catch {
                await load.stop()
                print(child.complaints.suffix(2000))
                child.signal(SIGKILL)
                throw error
            }
            await child.stop()
            let days = Set(try await hub.tickets().compactMap { ($0["openedAt"] as? String)?.prefix(7) })
            try Broken.unless(days.count > 1, "the clock did not jump: \(days)")
            return try await Checker(hub: hub, load: load).check().words
        }
    }

    @Test(
        "F36: on 29 February, at the turn of a year, in 1448 AH and in 2038 mail is taken, read and answered",
        arguments: Effort.some(
            2, of: ["2028-02-29T23:59:50Z", "2038-01-19T03:14:00Z", "2026-12-31T20:59:50Z", "2026-06-16T20:59:50Z"]))
    func odd(date: String) async throws {
        try await row("F36", "clock at \(date)", on: .sqlite) {
            let hub = try HubProcess("date")
            defer { hub.remove() }
            let clock = try FakeClock(in: hub.folder)
            try clock.set(to: date)
            let child = try await hub.start(with: clock.environment)
            let load = Load(on: hub, mails: 2)
            do { try await load.acknowledges(20) } catch {
                await load.stop()
                child.signal(SIGKILL)
                throw error
            }
            await load.stop()
            try await hub.settles(within: 60)
            await child.stop()
            return try await Checker(hub: hub, load: load).check().words
        }
    }
}

/// A clock for one process that can be set while it runs (`Clock/clock.c`).
struct FakeClock {
    private static let library = Result { try Preload.build("Clock/clock.c") }

    private let file: URL
    let environment: [String: String]

    init(in folder: URL) throws {
        file = folder.appending(path: "clock")
        environment = ["LD_PRELOAD": try Self.library.get().path, "CLOCK_FILE": file.path, "TZ": "UTC"]
        try set(ahead: 0)
    }

    /// Sets it so many seconds ahead of the machine's clock.
    func set(ahead seconds: Int) throws { try Data("\(seconds)\n".utf8).write(to: file, options: .atomic) }

    /// Sets it to a moment, `2028-02-29T23:59:50Z`.
    func set(to moment: String) throws {
        guard let date = try? Date(moment, strategy: .iso8601) else { throw Broken("no date: \(moment)") }
        try set(ahead: Int(date.timeIntervalSinceNow.rounded()))
    }
}
