import Casework
import Foundation

/// The words of the pages in both languages, read once from `strings.ar.json` and `strings.en.json`.
struct PageStrings: Sendable {
    /// Words by section and key.
    typealias Table = [String: [String: String]]

    private let tables: [Language: Table]

    /// Reads both files of a folder; throws when one is missing or is no table of sections of strings.
    init(folder: URL) throws {
        var tables: [Language: Table] = [:]
        for language in Language.allCases {
            let file = folder.appendingPathComponent("strings.\(language.rawValue).json")
            tables[language] = try JSONDecoder().decode(Table.self, from: Data(contentsOf: file))
        }
        self.tables = tables
    }

    /// The words of a language.
    func table(_ language: Language) -> Table { tables[language] ?? [:] }

    /// All keys of a language, as `section.key`.
    func keys(_ language: Language) -> Set<String> {
        Set(table(language).flatMap { section, words in words.keys.map { "\(section).\($0)" } })
    }
}
