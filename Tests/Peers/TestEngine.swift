import Foundation

/// The engine on which the tests of flows and of the route keep their stores: SQLite, or with
/// `WASL_TEST_ENGINE=postgres` a real PostgreSQL server of their own.
public enum TestEngine: Sendable {
    case sqlite
    case postgres(PostgresPeer)

    /// The engine asked for; SQLite where no server is installed.
    public static let current: TestEngine = {
        guard ProcessInfo.processInfo.environment["WASL_TEST_ENGINE"] == "postgres", let peer = PostgresPeer.shared
        else { return .sqlite }
        return .postgres(peer)
    }()

    /// The address of a new empty database; nil for a file.
    public func freshAddress() throws -> String? {
        switch self {
        case .sqlite: nil
        case .postgres(let peer): try peer.freshDatabase()
        }
    }
}
