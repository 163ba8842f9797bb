import Foundation

/// Programs that make test files; the tests that need them are skipped where they are not installed.
enum Tool {
    static func exists(_ name: String) -> Bool { path(name) != nil }

    static func run(_ name: String, _ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path(name) ?? name)
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
    }

    private static func path(_ name: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/"].map { $0 + name }.first(where: FileManager.default.isExecutableFile)
    }
}
