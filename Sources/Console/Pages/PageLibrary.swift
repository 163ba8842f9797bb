import Foundation
import Mustache
import Wording

/// The templates of the pages, read once; each one escapes over bytes or it is refused.
struct PageLibrary: Sendable {
    /// Why the site cannot be served; the sentence says what to do.
    struct Fault: Error, Sendable, CustomStringConvertible {
        let description: String
    }

    /// The first line that each template must have.
    static let pragma = "{{% CONTENT_TYPE:SAFE}}"

    private let library: MustacheLibrary

    /// Reads every `.mustache` file below a folder; throws `Fault` when one lacks the pragma or inserts unescaped text.
    init(folder: URL) throws {
        Wording.registerContentTypes()
        var templates: [String: MustacheTemplate] = [:]
        for name in Self.names(in: folder) {
            let text = try String(contentsOf: folder.appendingPathComponent(name + ".mustache"), encoding: .utf8)
            guard text.hasPrefix(Self.pragma) else {
                throw Fault(description: "Begin the page template \(name).mustache with \(Self.pragma).")
            }
            guard !text.contains("{{{"), !text.contains("{{&") else {
                throw Fault(description: "Remove the unescaped insertion from the page template \(name).mustache.")
            }
            templates[name] = try MustacheTemplate(string: text)
        }
        library = MustacheLibrary(templates: templates)
    }

    /// The page of a template; throws `Fault` when there is no such template.
    func render(_ template: String, _ context: PageContext) throws -> String {
        guard let text = library.render(FieldContext(context), withTemplate: template) else {
            throw Fault(description: "Add the page template \(template).mustache.")
        }
        return text
    }

    /// The templates' names: paths below the folder, without the ending.
    static func names(in folder: URL) -> [String] {
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".mustache") }.map { String($0.dropLast(".mustache".count)) }.sorted()
    }
}

/// What a template sees: the words `t`, the frame `shell` and what is shown, `page`.
struct PageContext {
    /// The words of the language.
    let words: PageStrings.Table
    /// The frame around the page.
    let shell: Shell
    /// The page's view.
    let page: any Sendable
}

/// The context with its parts' fields at hand.
private struct FieldContext: MustacheParent {
    private let words: PageStrings.Table
    private let shell: Fields
    private let page: Any

    init(_ context: PageContext) {
        words = context.words
        shell = Fields(context.shell)
        page = Fields(context.page)
    }

    func child(named name: String) -> Any? {
        switch name {
        case "t": words
        case "shell": shell
        case "page": page
        default: nil
        }
    }
}
