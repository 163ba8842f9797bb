import Casework
public import Foundation

/// The folder into which texts go as files where no relay or gateway is set up; each file appears whole or not at all.
public struct OutboxFolder: Sendable {
    /// The folder.
    public let root: URL

    /// A folder, made when the first file is written.
    public init(root: URL) { self.root = root }

    /// Writes `{root}/{folder}/{name}` through a temporary file beside it and returns where it is; a file of that name is
    /// replaced, so that a repeated attempt leaves one file. Throws what the file system says.
    @concurrent
    public func write(_ data: Data, folder: String, name: String) async throws -> URL {
        let parent = root.appending(path: folder, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        let file = parent.appending(path: name, directoryHint: .notDirectory)
        try data.write(to: file, options: .atomic)
        return file
    }

    /// The name of a text's file: its ticket's reference, its own number and an ending.
    static func name(of text: OutgoingText, _ ending: String) -> String {
        "\(text.reference)-\(text.id).\(ending)"
    }

    /// The folder of the day on which a text was written, such as `2026-02-13`, in the association's time zone.
    static func day(of text: OutgoingText, in profile: AssociationProfile) -> String {
        CalendarDay(of: text.createdAt, in: profile.calendar.timeZone).description
    }
}
