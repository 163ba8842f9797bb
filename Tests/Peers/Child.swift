public import Foundation
import Synchronization

/// A program started by a test, with what it printed; ended by its process id.
///
/// Unlike with Foundation's `Process`, the program starts with no signal blocked: tests run on threads that block nearly
/// all of them, and a server would never hear that it should end.
public final class Child: Sendable {
    /// The process id.
    public let pid: pid_t
    private let folder: URL
    private let code = Mutex<Int32?>(nil)

    /// Starts a program; throws when that is not possible.
    public init(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:], folder working: URL? = nil,
        input: Data? = nil
    ) throws {
        folder = try Places.fresh("child")
        let source = folder.appending(path: "in")
        try (input ?? Data()).write(to: source)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, source.path, O_RDONLY, 0)
        for (descriptor, name) in [(Int32(1), "out"), (2, "err")] {
            let path = folder.appending(path: name).path
            posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let merged = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        // `env -C` changes the folder and becomes the program itself, under the same process id.
        let command = working.map { ["/usr/bin/env", "-C", $0.path, program.path] } ?? [program.path]
        var words = (command + arguments).map { strdup($0) } + [nil]
        var variables = merged.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var started: pid_t = 0
        let result = posix_spawn(&started, command[0], &actions, &attributes, &words, &variables)
        guard result == 0 else {
            throw ChildFailure(program: program.lastPathComponent, code: result, said: "it could not be started")
        }
        pid = started
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// What it printed so far.
    public var printed: String { text("out") }

    /// What it said on standard error so far.
    public var complaints: String { text("err") }

    /// Whether it is still there.
    public var isRunning: Bool { ending == nil }

    /// Its exit code once it ended; -1 while it runs or when it was killed.
    public var exitCode: Int32 { ending ?? -1 }

    private var ending: Int32? {
        code.withLock { code in
            if let code { return code }
            var status: Int32 = 0
            guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
            code = status & 0x7F == 0 ? status >> 8 & 0xFF : -1
            return code
        }
    }

    /// Sends a signal, as long as the program is there.
    public func signal(_ number: Int32) { if isRunning { kill(pid, number) } }

    /// Waits for its end.
    public func wait(within seconds: Double = 60) async throws {
        try await eventually("the end of process \(pid): \(complaints.suffix(500))", within: seconds, every: 10) {
            !isRunning
        }
    }

    /// Ends it, gently first.
    public func stop() async {
        signal(SIGTERM)
        try? await wait(within: 30)
        signal(SIGKILL)
        try? await wait(within: 5)
    }

    /// Runs a program to its end and gives what it printed; throws what it said when it failed.
    @discardableResult
    public static func run(
        _ program: URL, _ arguments: [String], environment: [String: String] = [:], folder: URL? = nil,
        input: Data? = nil, within seconds: Double = 120
    ) async throws -> String {
        let child = try Child(program, arguments, environment: environment, folder: folder, input: input)
        do { try await child.wait(within: seconds) } catch {
            await child.stop()
            throw error
        }
        guard child.exitCode == 0 else {
            throw ChildFailure(
                program: program.lastPathComponent, code: child.exitCode, said: child.complaints + child.printed)
        }
        return child.printed
    }

    private func text(_ name: String) -> String {
        let data = try? Data(contentsOf: folder.appending(path: name))
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}

/// A program that failed.
public struct ChildFailure: Error, CustomStringConvertible {
    /// Its name.
    public var program: String
    /// Its exit code; -1 when it was killed.
    public var code: Int32
    /// What it printed.
    public var said: String
    /// The end of what it said.
    public var description: String { "\(program) ended with \(code): \(said.suffix(2000))" }

    /// A failure of `program`, which ended with `code` and said something.
    public init(program: String, code: Int32, said: String) {
        self.program = program
        self.code = code
        self.said = said
    }
}
