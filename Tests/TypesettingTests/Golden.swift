import Foundation

/// Outputs that a person has looked at and approved.
enum Golden {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    /// The approved bytes of a name; with `RECORD_GOLDENS=1` in the environment the given ones are approved first.
    static func data(_ name: String, orRecord fresh: Data) throws -> Data {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" { try fresh.write(to: file) }
        return try Data(contentsOf: file)
    }
}
