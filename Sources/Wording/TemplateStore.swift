import Casework
import Foundation
import Mustache

/// Which file a part comes from.
struct TemplateKey: Hashable, Sendable {
    /// The two folders of templates.
    enum Folder: String, CaseIterable, Sendable {
        case messages
        case letters
    }

    /// The association that overrides the wording, nil for the common one.
    let association: AssociationID?
    let folder: Folder
    let language: Language
    let name: String
}

/// Reads and compiles all files of a folder of templates.
struct TemplateStore: Sendable {
    private(set) var parts: [TemplateKey: [WordingPart: CompiledPart]] = [:]

    /// The longest file read, in bytes.
    static let maximumBytes = 65_536

    init(folder: URL) throws(WordingError) {
        try readAll(folder, association: nil, prefix: "")
        guard !parts.isEmpty else { throw .unreadableFolder(folder.lastPathComponent) }
        for name in Self.names(in: folder) {
            guard let association = AssociationID(rawValue: name) else { continue }
            try readAll(folder.appending(path: name), association: association, prefix: "\(name)/")
        }
    }

    private mutating func readAll(
        _ folder: URL, association: AssociationID?, prefix: String
    ) throws(WordingError) {
        for kind in TemplateKey.Folder.allCases {
            for language in Language.allCases {
                let path = "\(kind.rawValue)/\(language.rawValue)"
                try readFolder(
                    folder.appending(path: path), prefix: "\(prefix)\(path)/", association, kind, language)
            }
        }
    }

    private mutating func readFolder(
        _ folder: URL, prefix: String, _ association: AssociationID?, _ kind: TemplateKey.Folder, _ language: Language
    ) throws(WordingError) {
        let files = Self.names(in: folder).filter { $0.hasSuffix(Self.suffix) && !$0.hasPrefix(".") }
        let shared = try Self.sharedTexts(files, in: folder, prefix: prefix)
        for file in files where !file.hasPrefix(Self.sharedPrefix) {
            let text = try Self.read(folder.appending(path: file), named: prefix + file)
            let key = TemplateKey(
                association: association, folder: kind, language: language,
                name: String(file.dropLast(Self.suffix.count)))
            parts[key] = try Self.compile(text, file: prefix + file, shared: shared)
        }
    }

    /// Texts in files like `_opening.mustache`, put in where a wording says `{{> opening}}`.
    private static func sharedTexts(
        _ files: [String], in folder: URL, prefix: String
    ) throws(WordingError) -> [String: TemplateText] {
        var shared: [String: TemplateText] = [:]
        for file in files where file.hasPrefix(sharedPrefix) {
            var text = try read(folder.appending(path: file), named: prefix + file)
            while text.unicodeScalars.last?.properties.isWhitespace == true { text.unicodeScalars.removeLast() }
            let name = String(file.dropFirst(sharedPrefix.count).dropLast(suffix.count))
            shared[name] = try TemplateText(text, file: prefix + file, firstLine: 1)
        }
        return shared
    }

    private static func compile(
        _ text: String, file: String, shared: [String: TemplateText]
    ) throws(WordingError) -> [WordingPart: CompiledPart] {
        var parts: [WordingPart: CompiledPart] = [:]
        for section in try TemplateFile(text, file: file).sections {
            let text = try TemplateText(section.text, file: file, firstLine: section.line, shared: shared)
            parts[section.part] = CompiledPart(
                text: text, template: try compile(text.source, file: file, line: section.line), file: file,
                line: section.line)
        }
        return parts
    }

    /// Plain text is never escaped; the pragma says so to the template language.
    private static func compile(_ source: String, file: String, line: Int) throws(WordingError) -> MustacheTemplate {
        do {
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + source)
        } catch {
            throw .malformed(file: file, line: line, message: "The wording is not a template: check its braces.")
        }
    }

    private static func read(_ url: URL, named name: String) throws(WordingError) -> String {
        guard let data = try? Data(contentsOf: url), data.count <= maximumBytes,
            let text = String(data: data, encoding: .utf8)
        else {
            throw .malformed(file: name, line: 1, message: "The file is not UTF-8 text of at most 64 KiB.")
        }
        return text
    }

    private static func names(in folder: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    }

    private static let suffix = ".mustache"
    private static let sharedPrefix = "_"
}
