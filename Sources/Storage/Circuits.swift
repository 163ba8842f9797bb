public import Casework
import Foundation

/// Circuits of a channel's destinations: kept in the store, so that all processes spare the same destinations, and only
/// while something fails.
extension SQLConnection {
    /// What is known of a destination; the empty one is the relay or gateway itself.
    public func circuit(_ destination: String, of channel: ChannelID) throws -> Circuit? {
        try bookmark(CircuitName.prefix + destination, of: channel).map {
            try StoredJSON.decode(Circuit.self, from: $0)
        }
    }

    /// Keeps what is known of a destination; nil forgets it.
    public func setCircuit(_ circuit: Circuit?, _ destination: String, of channel: ChannelID) throws {
        let name = CircuitName.prefix + destination
        guard let circuit else {
            return try removeBookmark(name, of: channel)
        }
        try setBookmark(name, of: channel, to: StoredJSON.note(circuit))
    }

    /// Destinations of a channel that rest, by their names.
    public func openCircuits(of channel: ChannelID) throws -> [OpenCircuit] {
        try query(
            "SELECT name, value FROM bookmarks WHERE channel = $1 AND name LIKE $2 ORDER BY name LIMIT 200",
            [.text(channel.rawValue), .text(CircuitName.prefix + "%")]
        ).map { row in
            OpenCircuit(
                destination: String(try row.text(0).dropFirst(CircuitName.prefix.count)),
                circuit: try StoredJSON.decode(Circuit.self, from: try row.text(1)))
        }.filter { $0.circuit.restsUntil != nil }
    }
}

private enum CircuitName {
    static let prefix = "circuit/"
}
