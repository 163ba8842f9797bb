public import Foundation

/// Where things are: the package, the built program, a fresh folder for one test.
public enum Places {
    /// The package's root folder.
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The hub's program: `WASL_BINARY`, or the one built with the tests.
    public static let binary: URL = {
        if let path = ProcessInfo.processInfo.environment["WASL_BINARY"] { return URL(filePath: path) }
        let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "wasl")
        if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
        return root.appending(path: ".build/debug/wasl")
    }()

    /// A new empty folder below the temporary folder, short enough for socket names.
    public static func fresh(_ name: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "wasl-\(name)-\(UInt32.random(in: 0...UInt32.max))", directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// A TCP port on loopback that was free a moment ago.
    public static func freePort() -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                guard bind(descriptor, generic, length) == 0, getsockname(descriptor, generic, &length) == 0 else {
                    return 0
                }
                return Int(UInt16(bigEndian: pointer.pointee.sin_port))
            }
        }
    }

    /// The path of a program in the usual folders, nil when it is not installed.
    public static func program(_ name: String) -> URL? {
        ["/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin"].map { URL(filePath: "\($0)/\(name)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}

/// Waits until something holds; throws the sentence when it does not in time.
public func eventually(
    _ what: String, within seconds: Double = 30, every milliseconds: Int = 50, _ holds: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if try await holds() { return }
        try await Task.sleep(for: .milliseconds(milliseconds))
    }
    throw NotInTime(what: what)
}

/// Something that had to happen did not happen in time.
public struct NotInTime: Error, CustomStringConvertible {
    /// What did not happen.
    public var what: String
    /// A sentence.
    public var description: String { "not in time: \(what)" }

    /// `what` did not happen.
    public init(what: String) { self.what = what }
}
