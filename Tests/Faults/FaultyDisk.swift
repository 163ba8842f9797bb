import Foundation
import Peers

/// The preloaded library that remembers what is written to a hub's store, or fails it (`Disk/disk.c`).
final class FaultyDisk: Sendable {
    private static let library = Result { try Preload.build("Disk/disk.c") }

    /// What is set in the hub's environment.
    let environment: [String: String]
    /// The record of everything written and synced.
    let log: URL
    private let fault: URL

    /// A disk under the store of `hub`: with a record, or slower by so many milliseconds a sync.
    init(under hub: HubProcess, records: Bool = false, slowerBy milliseconds: Int = 0) throws {
        log = hub.folder.appending(path: "disk.log")
        fault = hub.folder.appending(path: "disk.fault")
        var variables = [
            "LD_PRELOAD": try Self.library.get().path, "DISK_ROOT": hub.data.appending(path: "wasl.db").path,
            "DISK_FAULT": fault.path, "DISK_SLOW": "\(milliseconds)",
        ]
        if records { variables["DISK_LOG"] = log.path }
        environment = variables
    }

    /// Lets every write or sync fail from now on, or only the next one.
    func fails(_ call: String, with code: Int32, once: Bool = false) throws {
        try Data("\(call) \(code) \(once ? "once" : "always")".utf8).write(to: fault, options: .atomic)
    }

    /// Whether a failure is still planned.
    var isFailing: Bool { FileManager.default.fileExists(atPath: fault.path) }

    /// Works again.
    func heals() { try? FileManager.default.removeItem(at: fault) }
}
