import Casework
import Foundation
import Testing

@Suite("HouseTests: what people read")
struct TextsTests {
    @Test("Every string of the pages exists in every language")
    func strings() throws {
        let keys = try Language.allCases.map { language -> Set<String> in
            let data = Data(House.text("templates/pages/strings.\(language.rawValue).json").utf8)
            return Self.paths(try JSONSerialization.jsonObject(with: data))
        }
        let all = keys.reduce(into: Set<String>()) { $0.formUnion($1) }
        #expect(all.count > 200)
        for (language, own) in zip(Language.allCases, keys) {
            #expect(all.subtracting(own).isEmpty, "missing in \(language.rawValue): \(all.subtracting(own).sorted())")
        }
    }

    @Test("Every wording exists in every language", arguments: ["messages", "letters"])
    func wordings(folder: String) {
        let files = Language.allCases.map { House.names(in: "templates/\(folder)/\($0.rawValue)") }
        #expect((files.first ?? []).count > 10)
        #expect(Set(files).count == 1, "\(folder)")
    }

    @Test("Every page begins with the line that switches safe escaping on, and inserts nothing unescaped")
    func pages() {
        let pages = House.files("templates/pages", ending: [".mustache"])
        #expect(pages.count > 15)
        for page in pages {
            let isSafe = page.text.hasPrefix("{{% CONTENT_TYPE:SAFE}}\n")
            let isEscaped = !page.text.contains(/\{\{\{|\{\{\s*&/)
            #expect(isSafe && isEscaped, "\(page)")
        }
    }

    @Test("Every association's names are written in every language")
    func associations() {
        let profiles = House.files("associations", ending: [".yaml"])
        #expect(profiles.count >= 5)
        for profile in profiles {
            for name in profile.text.matches(of: /(?:name|title|place): (\{[^}]*\})/) {
                for language in Language.allCases {
                    #expect(name.1.contains("\(language.rawValue): \""), "\(profile): \(name.1)")
                }
            }
        }
    }

    private static func paths(_ value: Any, _ path: String = "") -> Set<String> {
        guard let members = value as? [String: Any] else { return [path] }
        return members.reduce(into: []) { $0.formUnion(paths($1.value, path.isEmpty ? $1.key : "\(path).\($1.key)")) }
    }
}
