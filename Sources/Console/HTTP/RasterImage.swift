import Foundation

/// The image kinds that may be shown inside a page: raster only, recognised by their first bytes and never by a name.
enum RasterImage {
    /// The media type of the bytes when they begin like PNG, JPEG, GIF or WebP; nil otherwise.
    static func type(of data: Data) -> String? {
        let head = Array(data.prefix(12))
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        if head.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        if head.starts(with: Array("GIF87a".utf8)) || head.starts(with: Array("GIF89a".utf8)) { return "image/gif" }
        if head.count == 12, head.starts(with: Array("RIFF".utf8)), head.suffix(4).elementsEqual("WEBP".utf8) {
            return "image/webp"
        }
        return nil
    }

    /// Whether a declared media type promises one of these kinds.
    static func isPromised(by type: String) -> Bool {
        ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(type)
    }
}
