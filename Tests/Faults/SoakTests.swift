import Foundation
import Peers
import Testing

@Suite("FaultTests: under shifting faults", .serialized, .enabled(if: Preload.isPossible, "needs a C compiler"))
struct SoakTests {
    /// How long it goes on, in seconds.
    static let seconds = 420

    @Test(
        "F63: under shifting faults, a quarter of the time none, the ledger balances and memory and descriptors stay flat",
        .enabled(if: Effort.isWhole, Effort.whole))
    func soak() async throws {
        try await row("F63", "shifting faults for \(Self.seconds) s", on: .sqlite) {
            let port = Places.serverPort()
            let hub = try HubProcess("soak") { try Gateway.configure($0, port: port) }
            let gateway = try Gateway(port: port, hubPort: hub.httpPort)
            try await gateway.start()
            let disk = try FaultyDisk(under: hub)
            let load = Load(on: hub, mails: 3, texts: 1, pause: 5)
            var child = try await hub.start(with: disk.environment)
            var (faults, peak, descriptors) = (0, 0, 0)
            do {
                let end = ContinuousClock.now + .seconds(Self.seconds)
                while ContinuousClock.now < end {
                    faults += 1
                    switch Int.random(in: 0..<8) {
                    case 0, 1: break
                    case 2: child.signal(SIGKILL)
                    case 3: child.signal(SIGTERM)
                    case 4: try disk.fails("write", with: ENOSPC)
                    case 5: try disk.fails("sync", with: EIO, once: true)
                    case 6: try gateway.behave(["cut", "busy", "nonsense", "ok"].randomElement() ?? "ok")
                    default: child.signal(SIGSTOP)
                    }
                    try await Task.sleep(for: .milliseconds(Int.random(in: 500...3_000)))
                    child.signal(SIGCONT)
                    disk.heals()
                    try gateway.behave("ok")
                    peak = max(peak, (try? Memory.peak(of: child.pid)) ?? 0)
                    descriptors = max(descriptors, Self.descriptors(of: child.pid))
                    // Whoever supervises the hub starts it again when it ended, or takes nothing after a disk fault.
                    let before = load.acknowledged.count
                    try await Task.sleep(for: .milliseconds(1_500))
                    if !child.isRunning || load.acknowledged.count == before {
                        child.signal(SIGKILL)
                        try await child.wait(within: 10)
                        child = try await hub.start(with: disk.environment)
                    }
                }
            } catch {
                await load.stop()
                child.signal(SIGKILL)
                await gateway.stop()
                throw error
            }
            await load.stop()
            child.signal(SIGKILL)
            try await child.wait(within: 10)
            let account = try await Checker(hub: hub, load: load, gateway: gateway).checkAfterRestart()
            await gateway.stop()
            hub.remove()
            try Broken.unless(peak < 300 && descriptors < 250, "\(peak) MiB, \(descriptors) descriptors")
            return "\(faults) faults; \(account.words); at most \(peak) MiB, \(descriptors) descriptors"
        }
    }

    private static func descriptors(of pid: pid_t) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count) ?? 0
    }
}
