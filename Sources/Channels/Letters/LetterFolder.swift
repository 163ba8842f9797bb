import Foundation

/// A folder into which a scanner or a person puts letters: says which files are whole.
///
/// A file counts as whole when two looks in a row find the same size and time of change. Hidden names, unfinished names
/// and anything but plain files (symbolic links too) are passed over.
struct LetterFolder: Sendable {
    /// One whole file.
    struct Found: Sendable, Hashable {
        var url: URL
        /// Bytes.
        var size: Int
        var changed: Date
    }

    /// Bytes of a letter at most: 64 MiB.
    static let largestFile = 64 << 20
    /// Files that one look takes at most; the rest waits for the next.
    static let mostFiles = 500

    let folder: URL
    private var lastLook: [String: Found] = [:]

    /// A folder, not yet looked at.
    init(folder: URL) { self.folder = folder }

    /// Looks once: the files that have not changed since the look before, in the order of their names.
    mutating func look() -> [Found] {
        let keys: Set<URLResourceKey> = [
            .isRegularFileKey, .isSymbolicLinkKey, .fileSizeKey, .contentModificationDateKey,
        ]
        let urls =
            (try? FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: Array(keys), options: .skipsHiddenFiles)) ?? []
        var look: [String: Found] = [:]
        for url in urls where !Self.isUnfinished(url.lastPathComponent) {
            guard let values = try? url.resourceValues(forKeys: keys), values.isRegularFile == true,
                values.isSymbolicLink != true, let size = values.fileSize, let changed = values.contentModificationDate
            else { continue }
            look[url.lastPathComponent] = Found(url: url, size: size, changed: changed)
        }
        let whole = look.filter { lastLook[$0.key] == $0.value }
        lastLook = look
        return whole.sorted { $0.key < $1.key }.prefix(Self.mostFiles).map(\.value)
    }

    /// Whether a name says that somebody is still writing.
    static func isUnfinished(_ name: String) -> Bool {
        let lower = name.lowercased()
        return lower.hasPrefix(".") || lower.hasPrefix("~") || lower.hasSuffix("~")
            || [".part", ".tmp", ".crdownload", ".partial", ".filepart"].contains(where: lower.hasSuffix)
    }
}

/// The media types of letters by the ending of their names.
enum LetterType {
    /// The media type of a file; `application/octet-stream` for an unknown ending.
    static func of(_ name: String) -> String {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return types[ending] ?? "application/octet-stream"
    }

    /// An ending for a media type, so that readers of scans know it by its name; `bin` for an unknown type.
    static func ending(for type: String) -> String {
        types.filter { $0.value == type }.keys.min() ?? "bin"
    }

    private static let types = [
        "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "tif": "image/tiff",
        "tiff": "image/tiff", "webp": "image/webp", "bmp": "image/bmp", "txt": "text/plain", "text": "text/plain",
    ]
}
