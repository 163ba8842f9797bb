import Foundation

/// A program started by a test and ended by it.
///
/// Unlike with Foundation's `Process`, the program starts with no signal blocked: tests run on threads that block
/// nearly all of them, and a server would never hear that it should end.
struct Child: Sendable {
    private let pid: pid_t

    /// Starts a program, its output going to a file or nowhere; nil when that is not possible.
    init?(_ path: String, _ arguments: [String], output: String = "/dev/null") {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var pid: pid_t = 0
        guard posix_spawn(&pid, path, &actions, &attributes, &words, environ) == 0 else { return nil }
        self.pid = pid
    }

    /// Asks the program to end and waits until it has.
    func stop() {
        kill(pid, SIGTERM)
        _ = status()
    }

    /// Waits for the program's own end and gives its exit code; -1 when it was killed.
    func exitCode() async -> Int {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: status()) }
        }
    }

    private func status() -> Int {
        var status: CInt = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? Int(status >> 8 & 0xFF) : -1
    }
}
