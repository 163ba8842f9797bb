import Foundation

/// The style sheet, the script and their like: read once, kept in memory, known by what they hold.
struct StaticFiles: Sendable {
    private struct File: Sendable {
        let data: Data
        let type: String
        let digest: String
    }

    private let files: [String: File]

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "ico": "image/x-icon", "woff2": "font/woff2", "txt": "text/plain; charset=utf-8",
    ]

    /// Reads the files of a folder whose endings are known; folders in it are left alone.
    init(folder: URL) throws {
        var files: [String: File] = [:]
        for url in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            guard let type = Self.types[url.pathExtension] else { continue }
            let data = try Data(contentsOf: url)
            let digest = String(Seal.digest(data).prefix(16))
            files[url.lastPathComponent] = File(data: data, type: type, digest: digest)
        }
        self.files = files
    }

    /// The address of a file, which changes when the file does.
    func link(_ name: String) -> String {
        ConsoleRoute.file(name).path + (files[name].map { "?v=\($0.digest)" } ?? "")
    }

    /// A file: kept for a year under its own version, otherwise asked for again; throws 404 when there is none.
    func answer(_ name: String, version: String?, ifNoneMatch: String?) throws(Refusal) -> Answer {
        guard let file = files[name] else { throw .notFound }
        let tag = "\"\(file.digest)\""
        let isKnown = ifNoneMatch?.contains(tag) ?? false
        let answer = isKnown ? Answer(status: 304) : Answer.bytes(file.data, type: file.type)
        let isPinned = version == file.digest
        return
            answer
            .with("etag", tag)
            .with("cache-control", isPinned ? "public, max-age=31536000, immutable" : "public, no-cache")
    }
}
