import Foundation
import Peers
import Testing

@Suite(
    "FaultTests: the disk fails, fills up or is slow", .serialized,
    .enabled(if: Preload.isPossible, "needs a C compiler"))
struct DiskTests {
    static let rounds = Effort.rounds(1, 8)

    @Test(
        "F13: after a sync or write that failed nothing is acknowledged any more; a restart finds everything",
        arguments: ["sync", "write"])
    func ioError(call: String) async throws {
        let fault = call == "sync" ? "F13" : "F14"
        for once in Effort.some(1, of: [true, false]) {
            try await row(
                fault, "\(call) fails with EIO, \(once ? "once" : "for good")", rounds: Self.rounds, on: .sqlite
            ) {
                try await withDisk { hub, disk, load in
                    for _ in 0..<Self.rounds {
                        let child = try await hub.start(with: disk.environment)
                        try await load.acknowledges(20)
                        try disk.fails(call, with: EIO, once: once)
                        try await Task.sleep(for: .milliseconds(600))
                        let before = load.acknowledged.count
                        try await Task.sleep(for: .milliseconds(1500))
                        try Broken.unless(!once || !disk.isFailing, "nothing was written")
                        let after = load.acknowledged.count
                        try Broken.unless(before == after, "\(after - before) mails acknowledged after the error")
                        child.signal(SIGKILL)
                        try await child.wait(within: 10)
                        disk.heals()
                        try await hub.balances()
                    }
                }
            }
        }
    }

    @Test("F14: while the disk says it is full nothing is acknowledged, and the hub goes on by itself afterwards")
    func noSpace() async throws {
        try await row("F14", "write fails with ENOSPC, then heals", rounds: Self.rounds, on: .sqlite) {
            try await withDisk { hub, disk, load in
                let child = try await hub.start(with: disk.environment)
                for _ in 0..<Self.rounds {
                    try await load.acknowledges(20)
                    try disk.fails("write", with: ENOSPC)
                    try await Task.sleep(for: .milliseconds(500))
                    let before = load.acknowledged.count
                    try await Task.sleep(for: .milliseconds(1500))
                    try Broken.unless(before == load.acknowledged.count, "acknowledged without space")
                    disk.heals()
                    try await load.acknowledges(20, within: 20)
                }
                await child.stop()
            }
        }
    }

    @Test(
        "F16: on a disk that takes 300 ms for a sync the hub is slower, not wrong",
        .enabled(if: Effort.isWhole, Effort.whole))
    func slowDisk() async throws {
        try await row("F16", "300 ms for each sync", on: .sqlite) {
            var words = ""
            let account = try await withDisk(slowerBy: 300, senders: 16) { hub, disk, load in
                let child = try await hub.start(with: disk.environment)
                try await load.acknowledges(400, within: 180)
                words = String(
                    format: "wait p50 %.1f s, p99 %.1f s; ", load.wait(atShare: 0.5), load.wait(atShare: 0.99))
                try Broken.unless(load.wait(atShare: 0.99) < 8, words)
                await load.stop()
                await child.stop()
            }
            return words + account
        }
    }

    @Test(
        "F15: on a disk that is really full nothing is acknowledged, pages are served, and the hub goes on by itself",
        .enabled(if: geteuid() == 0, "only root may mount a small file system"),
        arguments: Effort.some(1, of: ["ext4", "tmpfs"]))
    func fullDisk(kind: String) async throws {
        let rounds = Effort.rounds(1, 4)
        try await row("F15", "a full \(kind) of 48 MB", rounds: rounds, on: .sqlite) {
            let small = try await SmallDisk(kind: kind, megabytes: 48)
            defer { small.remove() }
            // What was under way when the disk was full goes on when its lease ends.
            let hub = try HubProcess("full", environment: ["WASL_LEASE": "5"], data: small.folder)
            defer { hub.remove() }
            let child = try await hub.start()
            let load = Load(on: hub, mails: 4)
            do {
                for _ in 0..<rounds {
                    try await load.acknowledges(50)
                    try small.fill()
                    try await Self.stalls(load)
                    let page = try await hub.page("/")
                    try Broken.unless(page.status == 200, "the pages answer \(page.status) on a full disk")
                    small.makeRoom()
                    try await load.acknowledges(20, within: 30)
                }
                await load.stop()
                try await hub.settles()
            } catch {
                await load.stop()
                print(child.complaints.suffix(3000))
                await child.stop()
                throw error
            }
            await child.stop()
            return try await Checker(hub: hub, load: load).check().words
        }
    }

    /// Returns once nothing was acknowledged for a second.
    private static func stalls(_ load: Load) async throws {
        try await eventually("the disk is full", within: 60, every: 10) {
            let before = load.acknowledged.count
            try await Task.sleep(for: .seconds(1))
            return load.acknowledged.count == before
        }
    }

    private func withDisk(
        slowerBy milliseconds: Int = 0, senders: Int = 4, _ body: (HubProcess, FaultyDisk, Load) async throws -> Void
    ) async throws -> String {
        let hub = try HubProcess("disk")
        let disk = try FaultyDisk(under: hub, slowerBy: milliseconds)
        let load = Load(on: hub, mails: senders)
        do { try await body(hub, disk, load) } catch {
            await load.stop()
            throw error
        }
        await load.stop()
        let account = try await Checker(hub: hub, load: load).checkAfterRestart()
        hub.remove()
        return account.words
    }
}

/// A small file system of its own; only root can make one.
final class SmallDisk: Sendable {
    let folder: URL
    private let image: URL

    init(kind: String, megabytes: Int) async throws {
        let place = try Places.fresh("small")
        folder = place.appending(path: "disk", directoryHint: .isDirectory)
        image = place.appending(path: "image")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        if kind == "tmpfs" {
            try await Child.run(
                URL(filePath: "/bin/mount"), ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder.path])
        } else {
            try Data().write(to: image)
            try FileHandle(forWritingTo: image).truncate(atOffset: UInt64(megabytes) << 20)
            try await Child.run(URL(filePath: "/sbin/mkfs.ext4"), ["-q", "-F", image.path])
            try await Child.run(URL(filePath: "/bin/mount"), ["-o", "loop", image.path, folder.path])
        }
    }

    /// Takes all the room there is.
    func fill() throws {
        try Data().write(to: filler)
        let file = open(filler.path, O_WRONLY)
        defer { close(file) }
        for size in [1 << 16, 4096, 512] {
            let zeros = [UInt8](repeating: 0, count: size)
            while write(file, zeros, size) == size {}
        }
    }

    /// Gives it back.
    func makeRoom() { try? FileManager.default.removeItem(at: filler) }

    func remove() {
        umount2(folder.path, Int32(MNT_DETACH))
        try? FileManager.default.removeItem(at: folder.deletingLastPathComponent())
    }

    private var filler: URL { folder.appending(path: "filler") }
}
