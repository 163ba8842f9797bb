public import Foundation
import Synchronization

/// A real PostgreSQL server on loopback with its data in a temporary folder, durable as in earnest; ended by its process
/// id.
public final class PostgresPeer: Sendable {
    /// The folder of Debian's programs of the server.
    private static let programs = URL(filePath: "/usr/lib/postgresql/15/bin")
    /// Whether the server is installed.
    public static let isInstalled = FileManager.default.isExecutableFile(
        atPath: programs.appending(path: "postgres").path)

    /// One server for all tests of this process, nil when none is installed; it ends with the process.
    public static let shared: PostgresPeer? = {
        guard isInstalled else {
            print("PostgreSQL is not installed: its tests are left out")
            return nil
        }
        do {
            let peer = try PostgresPeer()
            atexit { PostgresPeer.shared?.kill() }
            return peer
        } catch {
            print("PostgreSQL could not be started: \(error)")
            return nil
        }
    }()

    /// Its port on loopback.
    public let port: Int
    /// Its folder.
    public let folder: URL
    private let settings: [String]
    private let server: Mutex<Child>

    /// Makes and starts a server; `settings` are further ones, as `name=value`.
    public init(settings: [String] = []) throws {
        folder = try Places.fresh("postgres")
        port = Places.serverPort()
        self.settings = settings
        if geteuid() == 0 { try Self.finish(try Child(URL(filePath: "/bin/chown"), ["postgres", folder.path])) }
        try Self.finish(
            try Self.child(
                "initdb",
                [
                    "-D", folder.appending(path: "data").path, "-U", "wasl", "--auth=trust", "-E", "UTF8",
                    "--locale=C.UTF-8",
                ]))
        server = Mutex(try Self.start(folder: folder, port: port, settings: settings))
        try waitUntilReady()
    }

    /// Makes and starts a standby of another server, which follows it under the name `standby`.
    public init(following leader: PostgresPeer) throws {
        folder = try Places.fresh("standby")
        port = Places.serverPort()
        settings = []
        if geteuid() == 0 { try Self.finish(try Child(URL(filePath: "/bin/chown"), ["postgres", folder.path])) }
        try Self.finish(
            try Self.child(
                "pg_basebackup",
                [
                    "-d", "postgres://wasl@127.0.0.1:\(leader.port)/?application_name=standby", "-R", "-X", "stream",
                    "-c",
                    "fast", "-D", folder.appending(path: "data").path,
                ]))
        server = Mutex(try Self.start(folder: folder, port: port, settings: []))
        try waitUntilReady()
    }

    /// The process id of the server.
    public var pid: pid_t { server.withLock { $0.pid } }

    /// The address of a database.
    public func url(of database: String) -> String { "postgres://wasl@127.0.0.1:\(port)/\(database)" }

    /// A new empty database; returns its address.
    public func freshDatabase() throws -> String {
        let name = "hub\(UInt64.random(in: 0...UInt64.max))"
        // Databases are copied from a template that only one session may hold at a time.
        _ = try Self.making.withLock { _ in try command("CREATE DATABASE \(name)", in: "postgres") }
        return url(of: name)
    }
    private static let making = Mutex(())

    /// Runs statements in a database; returns what the client prints, values only.
    @discardableResult
    public func command(_ sql: String, in database: String) throws -> String {
        let client = try Child(
            Self.programs.appending(path: "psql"),
            ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url(of: database), "-c", sql])
        try Self.finish(client)
        return client.printed
    }

    /// Sends a signal to the server and to all its processes.
    public func signal(_ number: Int32) {
        let parent = pid
        for child in Self.children(of: parent) { Glibc.kill(child, number) }
        Glibc.kill(parent, number)
    }

    /// Ends the server and all its processes as a power cut would.
    public func kill() { signal(SIGKILL) }

    /// Starts it again after an end.
    public func restart() throws {
        // A killed server leaves its locks behind, and is there until somebody has asked how it ended.
        while server.withLock({ $0.isRunning }) { usleep(5_000) }
        for name in ["data/postmaster.pid", ".s.PGSQL.\(port)", ".s.PGSQL.\(port).lock"] {
            try? FileManager.default.removeItem(at: folder.appending(path: name))
        }
        let again = try Self.start(folder: folder, port: port, settings: settings)
        server.withLock { $0 = again }
        try waitUntilReady()
    }

    /// Stops the server at once but in order, and removes its data.
    public func stop() async {
        Glibc.kill(pid, SIGINT)
        let child = server.withLock { $0 }
        try? await child.wait(within: 20)
        kill()
        try? FileManager.default.removeItem(at: folder)
    }

    private static func start(folder: URL, port: Int, settings: [String]) throws -> Child {
        let usual = ["listen_addresses=127.0.0.1", "unix_socket_directories=\(folder.path)", "max_connections=900"]
        return try child(
            "postgres",
            ["-D", folder.appending(path: "data").path, "-p", "\(port)"] + (usual + settings).flatMap { ["-c", $0] })
    }

    private static func child(_ program: String, _ arguments: [String]) throws -> Child {
        let program = programs.appending(path: program)
        guard geteuid() == 0 else { return try Child(program, arguments) }
        // The server refuses to run as root; `setpriv` becomes it under the same process id.
        return try Child(
            URL(filePath: "/usr/bin/setpriv"),
            ["--reuid=postgres", "--regid=postgres", "--clear-groups", program.path] + arguments)
    }

    private func waitUntilReady() throws {
        let end = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < end {
            if (try? command("SELECT 1", in: "postgres")) != nil { return }
            usleep(50_000)
        }
        throw NotInTime(what: "PostgreSQL answers: \(server.withLock { $0.complaints.suffix(500) })")
    }

    private static func finish(_ child: Child) throws {
        while child.isRunning { usleep(5_000) }
        guard child.exitCode == 0 else {
            throw ChildFailure(program: "postgres", code: child.exitCode, said: child.complaints)
        }
    }

    private static func children(of parent: pid_t) -> [pid_t] {
        let text = try? String(contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .utf8)
        return (text ?? "").split(separator: " ").compactMap { pid_t($0) }
    }
}
