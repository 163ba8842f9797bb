import Foundation

/// The project's own files, found from where this file lies.
enum House {
    /// The project's folder.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What is built, stored or fetched and therefore not the project's own.
    private static let foreign: Set<String> = ["var", "Package.resolved", "__pycache__"]

    /// The files below `folder` of the project whose names end in one of `endings`, sorted by path.
    static func files(_ folder: String = "", ending endings: [String]) -> [ProjectFile] {
        files(below: folder.isEmpty ? root : root.appending(path: folder), path: folder)
            .filter { file in endings.contains { file.path.hasSuffix($0) } }
    }

    /// The Swift files below `Sources`.
    static let sources = files("Sources", ending: [".swift"])

    /// One file of the project by its path; empty when it is not there, so that the test which needs it fails.
    static func text(_ path: String) -> String {
        (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
    }

    /// The names in a folder of the project, sorted.
    static func names(in folder: String) -> [String] {
        let path = root.appending(path: folder).resolvingSymlinksInPath().path
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    private static func files(below folder: URL, path: String) -> [ProjectFile] {
        // Folders may be links, which `FileManager` lists only once they are followed.
        let real = folder.resolvingSymlinksInPath()
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: real.path)) ?? []).sorted()
        return names.filter { !foreign.contains($0) && !isHidden($0) }.flatMap { name -> [ProjectFile] in
            let url = real.appending(path: name).resolvingSymlinksInPath()
            let inner = path.isEmpty ? name : "\(path)/\(name)"
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else { return [] }
            return isFolder.boolValue ? files(below: url, path: inner) : [ProjectFile(path: inner, url: url)]
        }
    }

    private static func isHidden(_ name: String) -> Bool { name.hasPrefix(".") && name != ".ci" }
}

/// One file of the project.
struct ProjectFile: Sendable, CustomStringConvertible {
    /// The path from the project's folder.
    let path: String
    let url: URL

    var description: String { path }
    /// The part of the house it belongs to: the folder below `Sources` or `Tests`.
    var part: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    /// What it says; empty when it is no text.
    var text: String { (try? String(contentsOf: url, encoding: .utf8)) ?? "" }
    /// Its lines, without the end of the last.
    var lines: [Substring] {
        let lines = text.split(separator: /\r?\n/, omittingEmptySubsequences: false)
        return lines.last?.isEmpty == true ? lines.dropLast() : lines
    }

    /// The modules it imports.
    var imports: Set<String> {
        let line =
            /^(?:@\w+ )?(?:public |package |internal |private )?import (?:(?:struct|class|enum|protocol|func) )?(\w+)/
        return Set(lines.compactMap { $0.firstMatch(of: line).map { String($0.1) } })
    }

    /// Its Swift without comments and without what stands between quotation marks.
    var code: String {
        var code = text.replacing(/"""[\s\S]*?"""/, with: "\"\"")
        code = code.replacing(/"(?:\\.|[^"\\\n])*"/, with: "\"\"")
        return code.replacing(/\/\/[^\n]*/, with: "")
    }
}
