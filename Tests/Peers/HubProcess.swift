public import Foundation
import FoundationNetworking

/// A real hub in a process of its own, on loopback, with its own data; the same data can be started again after a kill.
public final class HubProcess: Sendable {
    /// The folder that holds everything of this test.
    public let folder: URL
    /// The hub's data folder.
    public let data: URL
    /// The folder of settings.
    public let config: URL
    /// Where pages are served.
    public let httpPort: Int
    /// Where mail is delivered to.
    public let lmtpPort: Int
    private let extra: [String: String]

    /// A hub that is not started yet. `configure` may change the copy of the settings before the first start.
    public init(
        _ name: String, environment: [String: String] = [:], data: URL? = nil,
        configure: (URL) throws -> Void = { _ in }
    ) throws {
        folder = try Places.fresh(name)
        self.data = data ?? folder.appending(path: "var", directoryHint: .isDirectory)
        config = folder.appending(path: "config", directoryHint: .isDirectory)
        httpPort = Places.serverPort()
        lmtpPort = Places.serverPort()
        let address = try TestEngine.current.freshAddress().map { ["WASL_DATABASE_URL": $0] } ?? [:]
        extra = address.merging(environment) { _, new in new }
        let files = FileManager.default
        try files.createDirectory(at: config, withIntermediateDirectories: true)
        for part in ["associations", "channels", "templates", "training"] {
            try files.copyItem(
                at: Places.root.appending(path: part).resolvingSymlinksInPath(), to: config.appending(path: part))
        }
        try configure(config)
        // The model is trained once for all tests and copied.
        try files.createDirectory(at: self.data, withIntermediateDirectories: true)
        if let model = SharedModel.url { try files.copyItem(at: model, to: self.data.appending(path: "model")) }
    }

    /// The environment of every command of this hub.
    public var environment: [String: String] {
        [
            "WASL_DATA": data.path, "WASL_CONFIG": config.path, "WASL_HTTP": "127.0.0.1:\(httpPort)",
            "WASL_LMTP": "127.0.0.1:\(lmtpPort)", "WASL_LOG": "notice",
        ].merging(extra) { _, new in new }
    }

    /// Starts it and returns once it says that it is ready. `extra` is for this process alone; `wrapper` becomes the
    /// program under the same process id.
    public func start(
        with extra: [String: String] = [:], under wrapper: [String] = [], within seconds: Double = 60
    ) async throws -> Child {
        let child = try launch("serve", with: extra, under: wrapper)
        do {
            try await eventually("ready", within: seconds, every: 5) {
                if !child.isRunning {
                    throw ChildFailure(program: "wasl", code: child.exitCode, said: child.complaints)
                }
                return child.printed.contains("ready http=")
            }
        } catch {
            child.signal(SIGKILL)
            throw error
        }
        return child
    }

    /// Starts `wasl serve` or `wasl work` and does not wait for it.
    public func launch(
        _ command: String, with extra: [String: String] = [:], under wrapper: [String] = []
    ) throws -> Child {
        let words = wrapper + [Places.binary.path, command]
        return try Child(
            URL(filePath: words[0]), Array(words.dropFirst()),
            environment: environment.merging(extra) { _, new in new }, folder: folder)
    }

    /// Runs one command on this hub's data and gives what it printed.
    @discardableResult
    public func command(_ arguments: String..., input: Data? = nil, within seconds: Double = 120) async throws -> String
    {
        try await Child.run(
            Places.binary, arguments, environment: environment, folder: folder, input: input, within: seconds)
    }

    /// Runs one command with further variables.
    @discardableResult
    public func command(_ arguments: [String], environment further: [String: String]) async throws -> String {
        try await Child.run(
            Places.binary, arguments, environment: environment.merging(further) { _, new in new }, folder: folder)
    }

    /// All tickets, as `wasl tickets` lists them.
    public func tickets() async throws -> [[String: any Sendable]] { try Self.lines(try await command("tickets")) }

    /// All outgoing texts, as `wasl outbox` lists them.
    public func outbox() async throws -> [[String: any Sendable]] { try Self.lines(try await command("outbox")) }

    /// A page as bytes decoded; follows no redirects.
    public func page(_ path: String) async throws -> Page {
        var request = URLRequest(url: try url(path))
        request.timeoutInterval = 20
        let (body, response) = try await URLSession.shared.data(for: request)
        return Page(
            status: (response as? HTTPURLResponse)?.statusCode ?? 0, body: String(decoding: body, as: UTF8.self))
    }

    /// What a page answered.
    public struct Page: Sendable {
        /// The status code.
        public var status: Int
        /// The body as text.
        public var body: String
    }

    /// The address of a path.
    public func url(_ path: String) throws -> URL {
        guard let url = URL(string: "http://127.0.0.1:\(httpPort)\(path)") else {
            throw NotInTime(what: "a URL of \(path)")
        }
        return url
    }

    /// Removes everything of this test.
    public func remove() { try? FileManager.default.removeItem(at: folder) }

    private static func lines(_ text: String) throws -> [[String: any Sendable]] {
        try text.split(separator: "\n").compactMap { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: any Sendable]
        }
    }
}

/// Runs a test with a started hub and takes everything away afterwards.
public func withHub(
    _ name: String, environment: [String: String] = [:], configure: (URL) throws -> Void = { _ in },
    _ body: (HubProcess, Child) async throws -> Void
) async throws {
    let hub = try HubProcess(name, environment: environment, configure: configure)
    let child = try await hub.start()
    do {
        try await body(hub, child)
    } catch {
        await child.stop()
        print(child.complaints.suffix(4000))
        hub.remove()
        throw error
    }
    await child.stop()
    hub.remove()
}

/// The reader's model, trained once for all tests of a run.
enum SharedModel {
    static let url: URL? = {
        let target = FileManager.default.temporaryDirectory.appending(path: "wasl-model-\(getpid())")
        let process = Process()
        process.executableURL = Places.binary
        process.arguments = [
            "train", "--data", Places.root.appending(path: "training/seed.jsonl").path, "--out", target.path,
        ]
        process.standardOutput = FileHandle.nullDevice
        do { try process.run() } catch { return nil }
        process.waitUntilExit()
        return process.terminationStatus == 0 ? target : nil
    }()
}
