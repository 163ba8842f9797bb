import Casework
import Foundation
import Settings
import Wording

/// The project's own templates and associations.
enum Shipped {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let templates = root.appending(path: "templates")
    static let associations = Configuration.load(folder: root) { _ in "for-the-test" }.configuration.associations

    /// The shipped wordings, compiled once for all tests.
    static let compiled = Result { try Wording(folder: templates) }

    static let link = "https://wasl.example/al-eman/status"

    /// A value for every variable, as long as is usual.
    static func values(_ language: Language) -> [WordingVariable: String] {
        let variables = WordingVariable.allCases.filter { !$0.isFromProfile }
        let pairs = variables.map { ($0, $0.longest(language, link: link)) }
        return Dictionary(pairs) { first, _ in first }
    }

    /// Reads a folder of templates written for one test and removes it again.
    static func wording(_ files: [String: String]) throws -> Wording {
        let folder = FileManager.default.temporaryDirectory.appending(path: "wasl-wording-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (file, text) in files {
            let url = folder.appending(path: file)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        return try Wording(folder: folder)
    }
}
