public import Casework
import Foundation

extension SQLConnection {
    /// A small fact of the hub.
    public func setting(_ name: String) throws -> String? {
        try first("SELECT value FROM settings WHERE name = $1", [.text(name)])?.text(0)
    }

    /// Writes a small fact of the hub.
    public func set(_ name: String, to value: String) throws {
        try run(
            """
            INSERT INTO settings (name, value) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, [.text(name), .text(value)])
    }

    /// A small fact of the hub, written first by whoever asks first.
    public func setting(_ name: String, orFirst value: String) throws -> String {
        try run(
            "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
            [.text(name), .text(value)])
        return try setting(name) ?? value
    }

    /// A channel's bookmark.
    public func bookmark(_ name: String, of channel: ChannelID) throws -> String? {
        try first(
            "SELECT value FROM bookmarks WHERE channel = $1 AND name = $2", [.text(channel.rawValue), .text(name)]
        )?.text(0)
    }

    /// A channel's bookmarks whose names begin with a word that holds neither `%` nor `_`; 10,000 at most.
    public func bookmarks(beginning word: String, of channel: ChannelID) throws -> [String: String] {
        let rows = try query(
            "SELECT name, value FROM bookmarks WHERE channel = $1 AND name LIKE $2 ORDER BY name LIMIT 10000",
            [.text(channel.rawValue), .text(word + "%")])
        return Dictionary(try rows.map { (try $0.text(0), try $0.text(1)) }) { first, _ in first }
    }

    /// Forgets a channel's bookmark.
    public func removeBookmark(_ name: String, of channel: ChannelID) throws {
        try run("DELETE FROM bookmarks WHERE channel = $1 AND name = $2", [.text(channel.rawValue), .text(name)])
    }

    /// Moves a channel's bookmark.
    public func setBookmark(_ name: String, of channel: ChannelID, to value: String) throws {
        try run(
            """
            INSERT INTO bookmarks (channel, name, value) VALUES ($1, $2, $3)
            ON CONFLICT (channel, name) DO UPDATE SET value = excluded.value
            """, [.text(channel.rawValue), .text(name), .text(value)])
    }
}
