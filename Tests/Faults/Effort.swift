import Foundation
import Peers
import Testing

/// How much is done: a few rounds among all tests, many when `WASL_FAULTS=all`.
enum Effort {
    static let isWhole = ProcessInfo.processInfo.environment["WASL_FAULTS"] == "all"

    /// So many rounds.
    static func rounds(_ few: Int, _ many: Int) -> Int { isWhole ? many : few }

    /// The first of some cases, or all.
    static func some<Case>(_ few: Int, of cases: [Case]) -> [Case] { isWhole ? cases : Array(cases.prefix(few)) }

    /// Why a test is left out among all tests.
    static let whole: Comment = "takes long: only with WASL_FAULTS=all"
}

/// Where the store lies.
enum Engine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite = "SQLite"
    case postgres = "PostgreSQL"

    var testDescription: String { rawValue }

    /// The engines of this machine.
    static var here: [Engine] { PostgresPeer.isInstalled ? [.sqlite, .postgres] : [.sqlite] }
    /// SQLite, and the others where everything is done.
    static var some: [Engine] { Effort.some(1, of: here) }

    /// The environment of a hub with a fresh store; where leases have to run out, they do so in seconds.
    func freshStore() throws -> [String: String] {
        guard self == .postgres else { return [:] }
        guard let peer = PostgresPeer.shared else { throw Broken("PostgreSQL did not start") }
        return ["WASL_DATABASE_URL": try peer.freshDatabase(), "WASL_LEASE": "3"]
    }
}

/// What a fault test found wrong.
struct Broken: Error, CustomStringConvertible {
    var description: String
    init(_ what: String) { description = what }

    /// Throws the sentence unless it holds.
    static func unless(_ holds: Bool, _ what: @autoclosure () -> String) throws {
        if !holds { throw Broken(what()) }
    }
}

/// Runs one row of the failure matrix, which says in a few words what it saw, and writes the row into the table that
/// `WASL_FAULTS_TABLE` names.
func row(
    _ fault: String, _ what: String, rounds: Int = 1, on engine: Engine? = nil, _ body: () async throws -> String
) async throws {
    let start = ContinuousClock.now
    var result = ""
    defer {
        let seconds = Int((ContinuousClock.now - start).components.seconds)
        let cells = [fault, what, "\(rounds)", engine?.rawValue ?? "–", result, "\(seconds) s"]
        Table.add("| " + cells.joined(separator: " | ") + " |\n")
    }
    do { result = try await body() } catch {
        result = "**FAILED**: " + "\(error)".prefix(300).replacing("\n", with: " ").replacing("|", with: "/")
        throw error
    }
}

private enum Table {
    static func add(_ line: String) {
        print(line, terminator: "")
        guard let path = ProcessInfo.processInfo.environment["WASL_FAULTS_TABLE"] else { return }
        let url = URL(filePath: path)
        if !FileManager.default.fileExists(atPath: path) { try? Data().write(to: url) }
        guard let file = try? FileHandle(forWritingTo: url) else { return }
        defer { try? file.close() }
        _ = try? file.seekToEnd()
        try? file.write(contentsOf: Data(line.utf8))
    }
}
