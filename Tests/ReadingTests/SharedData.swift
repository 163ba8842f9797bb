import Foundation

/// Measuring material beside the project; tests that use it are skipped where it is absent.
enum SharedData {
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    static func file(_ path: String) -> URL { root.appending(path: "../shared/data").appending(path: path) }

    static func isPresent(_ path: String) -> Bool { FileManager.default.fileExists(atPath: file(path).path) }

    /// The corpus from which the shipped model is trained.
    static let seed = root.appending(path: "training")
}
