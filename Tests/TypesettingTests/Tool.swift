import Foundation

/// Programs that look at a PDF from outside; the tests that need them are skipped where they are not installed.
enum Tool {
    static func exists(_ name: String) -> Bool { path(name) != nil }

    /// What a program prints about a PDF given on its standard input.
    static func output(_ name: String, on pdf: Data, _ arguments: String...) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path(name) ?? name)
        process.arguments = arguments
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).pdf")
        try pdf.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        process.standardInput = try FileHandle(forReadingFrom: file)
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return data
    }

    private static func path(_ name: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/"].map { $0 + name }.first(where: FileManager.default.isExecutableFile)
    }
}
