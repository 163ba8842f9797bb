import CTesseract
import Glibc

import struct Foundation.Data

/// Runs a program, collects what it prints, and never waits for it longer than allowed. Blocks its thread.
enum ChildProcess {
    /// How a program came to its end.
    enum End: Equatable {
        /// It ended by itself with a status; 128 and more stand for the signal that killed it, 127 for no start.
        case exited(Int32, output: Data)
        /// It was killed because its time was up or nobody waits for it any more.
        case timedOut
        /// It was killed because it printed too much.
        case outputTooLong
    }

    /// Runs `path` without input or error output and without any of this process's open files, as the leader of its own
    /// process group, so that whatever it starts ends with it.
    static func run(
        _ path: String, _ arguments: [String], environment: [String: String], timeout: Duration, mostOutput: Int,
        isCancelled: () -> Bool
    ) -> End {
        let deadline = ContinuousClock.now + timeout
        var ends: [CInt] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { return .exited(127, output: Data()) }
        let child = spawn(path, arguments, environment: environment, output: ends[1])
        close(ends[1])
        defer { close(ends[0]) }
        guard let child else { return .exited(127, output: Data()) }
        var output = Data()
        let reading = read(
            ends[0], into: &output, mostOutput: mostOutput, until: deadline, isCancelled: isCancelled)
        let status = reading == .complete ? wait(for: child, until: deadline, isCancelled: isCancelled) : nil
        // Even a child that ended well may have left others behind.
        kill(-child, SIGKILL)
        if let status { return .exited(status, output: output) }
        var ignored: CInt = 0
        while waitpid(child, &ignored, 0) == -1, errno == EINTR {}
        return reading == .tooLong ? .outputTooLong : .timedOut
    }

    private enum Reading { case complete, tooLong, late }

    /// How long one look at the pipe or the child takes, in milliseconds; cancellation is heard that late.
    private static let glance: CInt = 50

    private static func spawn(
        _ path: String, _ arguments: [String], environment: [String: String], output: CInt
    ) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for word in words + settings { free(word) }
        }
        var child: pid_t = 0
        return posix_spawn(&child, path, &actions, &attributes, &words, &settings) == 0 ? child : nil
    }

    private static func read(
        _ pipe: CInt, into output: inout Data, mostOutput: Int, until deadline: ContinuousClock.Instant,
        isCancelled: () -> Bool
    ) -> Reading {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while ContinuousClock.now < deadline, !isCancelled() {
            var look = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            guard poll(&look, 1, glance) > 0 else { continue }
            let count = Glibc.read(pipe, &buffer, buffer.count)
            if count == 0 { return .complete }
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                return .complete
            }
            guard output.count + count <= mostOutput else { return .tooLong }
            output.append(contentsOf: buffer.prefix(count))
        }
        return .late
    }

    /// The child's status once it has ended; nil when it goes on after closing its output.
    private static func wait(
        for child: pid_t, until deadline: ContinuousClock.Instant, isCancelled: () -> Bool
    ) -> Int32? {
        var pause: useconds_t = 500
        while true {
            var status: CInt = 0
            let ended = waitpid(child, &status, WNOHANG)
            if ended == child { return exitStatus(status) }
            if ended == -1, errno != EINTR { return 127 }
            guard ContinuousClock.now < deadline, !isCancelled() else { return nil }
            usleep(pause)
            pause = min(pause * 2, 20_000)
        }
    }

    /// What the shell's `$?` would be, because the macros of wait.h are not imported.
    private static func exitStatus(_ status: CInt) -> Int32 {
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}
