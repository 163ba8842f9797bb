import Foundation

/// Public development material beside the project; tests that need it are skipped where it is absent.
enum Corpus {
    static let folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "../shared/data/mail").standardizedFileURL

    static func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: name).path)
    }

    static func lines<Line: Decodable>(_ name: String, as: Line.Type) throws -> [Line] {
        let data = try Data(contentsOf: folder.appending(path: name))
        let decoder = JSONDecoder()
        return try data.split(separator: 0x0A).map { try decoder.decode(Line.self, from: $0) }
    }

    /// Words with single spaces between them, for comparing texts regardless of line breaks.
    static func words(_ text: String) -> String {
        text.unicodeScalars.split(whereSeparator: { $0.properties.isWhitespace }).map(String.init)
            .joined(separator: " ")
    }
}

/// One mail of the corpus and how it should be read.
struct CorpusMail: Decodable {
    struct Expected: Decodable {
        var subject: String?
        var from_email: String?
        var from_display_name: String?
        var message_id: String?
        var plain_text: String?
        var attachments: [ExpectedAttachment]?
    }

    struct ExpectedAttachment: Decodable {
        var filename: String?
        var size: Int?
        var md5: String?
        var mime: String?
    }

    var id: String
    var raw_b64: String
    var expected: Expected

    var raw: Data { Data(base64Encoded: raw_b64) ?? Data() }
}
