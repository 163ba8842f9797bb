import Flows
import Foundation
import Logging

/// The hub's settings from the environment; the only place that reads it.
struct Surroundings: Sendable {
    /// `WASL_DATA`: where the hub keeps everything.
    var data: URL
    /// `WASL_DATABASE_URL`: a PostgreSQL database for the store; the file `wasl.db` in the data folder unless set.
    var databaseURL: String?
    /// `WASL_CONFIG`: the folder that holds `associations/ channels/ templates/`.
    var config: URL
    /// `WASL_HTTP`: where pages are served.
    var http: Address
    /// `WASL_LMTP`: where mail is delivered to, whatever the channel's file says; nil leaves it to the file.
    var lmtp: Address?
    /// `WASL_TRUSTED_PROXIES`: addresses of reverse proxies, separated by commas, whose word for the visitor is believed.
    var trustedProxies: Set<String>
    /// `WASL_BASE_URL`: how people reach the pages; the HTTP address unless set.
    var baseURL: String
    /// `WASL_MODEL`: the reader's model; `model` in the data folder unless set.
    var model: URL
    /// `WASL_BACKUPS`: a folder in which a backup is made every night; none unless set.
    var backups: URL?
    /// `WASL_BACKUP_KEY`: a file whose content is the key of backups; they are not encrypted unless it is set.
    var backupKey: URL?
    /// `WASL_BACKUPS_KEPT`: how many nightly backups are kept; 14 unless set.
    var backupsKept: Int
    /// The bucket for large contents; none unless `WASL_S3_URL` is set.
    var bucket: Bucket?
    /// `WASL_LEASE` and `WASL_READING_LIMIT`: how long work may take, in seconds.
    var limits = WorkLimits()
    /// This program's own file, which reads scans in a process of its own.
    var executable: URL

    struct Address: Sendable {
        var host: String
        var port: Int
    }

    /// Reads the environment; throws a sentence naming the variable when one cannot be used.
    init() throws {
        let variables = ProcessInfo.processInfo.environment
        if let url = variables["WASL_DATABASE_URL"], !url.isEmpty {
            guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") else {
                // The address may hold a password: it is not repeated.
                throw Complaint(
                    "WASL_DATABASE_URL does not begin with postgres://; write postgres://user@host:port/database.")
            }
            databaseURL = url
        }
        let here = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
        func folder(_ path: String) -> URL {
            URL(filePath: path, directoryHint: .isDirectory, relativeTo: here).standardizedFileURL
        }
        data = folder(variables["WASL_DATA"] ?? "var")
        config = folder(variables["WASL_CONFIG"] ?? ".")
        http = try Self.address("WASL_HTTP", variables["WASL_HTTP"] ?? "127.0.0.1:8080")
        lmtp = try variables["WASL_LMTP"].map { try Self.address("WASL_LMTP", $0) }
        trustedProxies = Set((variables["WASL_TRUSTED_PROXIES"] ?? "").split(separator: ",").map(String.init))
        baseURL = variables["WASL_BASE_URL"] ?? "http://\(http.host):\(http.port)"
        model = variables["WASL_MODEL"].map { URL(filePath: $0) } ?? data.appending(path: "model")
        backups = variables["WASL_BACKUPS"].map { folder($0) }
        backupKey = variables["WASL_BACKUP_KEY"].map { URL(filePath: $0) }
        backupsKept = try Self.count("WASL_BACKUPS_KEPT", variables["WASL_BACKUPS_KEPT"] ?? "14")
        bucket = try Bucket(variables)
        if let lease = try Self.seconds("WASL_LEASE", variables) {
            limits.readingLease = Double(lease)
            limits.sendingLease = Double(lease)
        }
        if let longest = try Self.seconds("WASL_READING_LIMIT", variables) { limits.longestReading = longest }
        executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    }

    /// A secret of a channel's settings, by the name of its variable.
    static func secret(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }

    /// The log: static words and metadata on standard error, from `notice` unless `WASL_LOG` says otherwise.
    static func startLogging() {
        let level = ProcessInfo.processInfo.environment["WASL_LOG"].flatMap(Logger.Level.init(rawValue:)) ?? .notice
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }

    private static func count(_ name: String, _ text: String) throws -> Int {
        guard let count = Int(text), count > 0 else {
            throw Complaint("\(name) is '\(text)'; write a number from 1.")
        }
        return count
    }

    /// Plans what a debug build does to itself in tests: `WASL_CRASH_AT` names a place and how often it is passed before,
    /// `WASL_POISON` makes planted poison work.
    static func plantFaults() {
        let variables = ProcessInfo.processInfo.environment
        CrashPoint.plan(variables["WASL_CRASH_AT"])
        PlantedPoison.believe(variables["WASL_POISON"] == "1")
    }

    private static func seconds(_ name: String, _ variables: [String: String]) throws -> Int? {
        guard let text = variables[name] else { return nil }
        guard let seconds = Int(text), (1...86_400).contains(seconds) else {
            throw Complaint("\(name) is '\(text)'; write seconds, 1 to 86400.")
        }
        return seconds
    }

    private static func address(_ name: String, _ text: String) throws -> Address {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port), colon != text.startIndex
        else { throw Complaint("\(name) is '\(text)'; write it as host:port, for example 127.0.0.1:8080.") }
        return Address(host: String(text[..<colon]), port: port)
    }
}

/// A sentence for the one who typed the command.
struct Complaint: Error, CustomStringConvertible {
    var description: String
    init(_ sentence: String) { description = sentence }
}
