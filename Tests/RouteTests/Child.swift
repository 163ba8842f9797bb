import Foundation
import Synchronization

/// A program started by a test, with what it printed; killed by its process id at the end.
final class Child: Sendable {
    private struct Output {
        var standard = Data()
        var error = Data()
    }
    // Foundation's Process is not Sendable; every call on it is made under the mutex.
    private let process: Mutex<Process>
    private let output = Mutex(Output())
    /// The process id.
    let pid: Int32

    /// Starts a program.
    init(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:], folder: URL? = nil,
        input: Data? = nil
    ) throws {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        process.currentDirectoryURL = folder
        let (standard, error) = (Pipe(), Pipe())
        process.standardOutput = standard
        process.standardError = error
        let feed = input.map { _ in Pipe() }
        if let feed { process.standardInput = feed } else { process.standardInput = FileHandle.nullDevice }
        try process.run()
        pid = process.processIdentifier
        self.process = Mutex(process)
        standard.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil } else { self?.output.withLock { $0.standard.append(data) } }
        }
        error.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil } else { self?.output.withLock { $0.error.append(data) } }
        }
        if let input, let feed {
            Thread.detachNewThread {
                try? feed.fileHandleForWriting.write(contentsOf: input)
                try? feed.fileHandleForWriting.close()
            }
        }
    }

    /// What it printed so far.
    var printed: String { output.withLock { String(decoding: $0.standard, as: UTF8.self) } }

    /// What it said on standard error so far.
    var complaints: String { output.withLock { String(decoding: $0.error, as: UTF8.self) } }

    /// Whether it is still there.
    var isRunning: Bool { process.withLock { $0.isRunning } }

    /// Its exit code, once it ended.
    var exitCode: Int32 { process.withLock { $0.isRunning ? -1 : $0.terminationStatus } }

    /// Sends a signal.
    func signal(_ number: Int32) { kill(pid, number) }

    /// Waits for its end.
    func wait(within seconds: Double = 60) async throws {
        try await eventually("the end of process \(pid): \(complaints.suffix(500))", within: seconds, every: 10) {
            !isRunning
        }
        // The pipes' handlers deliver the last words a moment after the end.
        try await Task.sleep(for: .milliseconds(30))
    }

    /// Ends it, gently first.
    func stop() async {
        if isRunning { signal(SIGTERM) }
        try? await wait(within: 20)
        if isRunning { signal(SIGKILL) }
        try? await wait(within: 5)
    }

    /// Runs a program to its end and gives what it printed; throws what it said when it failed.
    @discardableResult
    static func run(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:], folder: URL? = nil,
        input: Data? = nil, within seconds: Double = 120
    ) async throws -> String {
        let child = try Child(program, arguments, environment: environment, folder: folder, input: input)
        try await child.wait(within: seconds)
        guard child.exitCode == 0 else {
            throw ChildFailure(program: program.lastPathComponent, code: child.exitCode, said: child.complaints + child.printed)
        }
        return child.printed
    }
}

/// A program that failed.
struct ChildFailure: Error, CustomStringConvertible {
    var program: String
    var code: Int32
    var said: String
    var description: String { "\(program) ended with \(code): \(said.suffix(2000))" }
}
