import Foundation
import Testing

@Suite("HouseTests: what the documents say")
struct DocumentTests {
    static let written = House.files("docs", ending: [".md"]).map(\.text) + [House.text("README.md")]

    @Test("Every variable that the programs read is described")
    func variables() {
        let places =
            House.sources + House.files("channels", ending: [".yaml"])
            + House.files("Scripts", ending: [".py", ".sh"]) + House.files("Benchmarks", ending: [".py", ".sh"])
        let read = Set(places.flatMap { $0.text.matches(of: /\bWASL_[A-Z0-9_]*[A-Z0-9]/).map { String($0.0) } })
        #expect(read.count > 10)
        let described = Self.written.joined(separator: "\n")
        let missing = read.filter { !described.contains($0) }
        #expect(missing.isEmpty, "\(missing.sorted())")
    }

    @Test("Every variable that is described is read")
    func nothingInvented() {
        let read = (House.sources + House.files(ending: [".yaml", ".py", ".sh"])).map(\.text).joined(separator: "\n")
        for page in Self.written {
            for name in page.matches(of: /\bWASL_[A-Z0-9_]*[A-Z0-9]/) { #expect(read.contains(name.0), "\(name.0)") }
        }
    }

    @Test("Every make command is in the README")
    func commands() {
        let targets = House.text("Makefile").matches(of: /(?m)^([a-z]+):(?!=)/).map { String($0.1) }
        #expect(targets.count > 5)
        let readme = House.text("README.md")
        for target in targets { #expect(readme.contains("make \(target)"), "\(target)") }
    }

    @Test("Every command of the program is described")
    func programCommands() {
        let all = House.sources.filter { $0.part == "wasl" }.map(\.text).joined(separator: "\n")
        let list = all.firstMatch(of: /subcommands: \[\s*Serve\.self[^\]]*\]/).map { String($0.0) } ?? ""
        let names = list.matches(of: /(\w+)\.self/).map { $0.1.lowercased() }
        #expect(names.count > 8)
        let written = Self.written.joined(separator: "\n")
        for name in names { #expect(written.contains("wasl \(name)"), "wasl \(name)") }
    }

    @Test("Files and folders that the documents name are there")
    func files() {
        let name =
            /`((?:Sources|Tests|Scripts|Benchmarks|docs|channels|associations|templates|training)\/[\w\/+.-]*\w)\/?`/
        for page in Self.written {
            for found in page.matches(of: name) {
                let path = House.root.appending(path: String(found.1)).path
                #expect(FileManager.default.fileExists(atPath: path), "\(found.1)")
            }
        }
    }

    @Test("Links between the documents lead somewhere")
    func links() {
        for file in House.files("docs", ending: [".md"]) + House.files(ending: ["README.md", "CHANGELOG.md"]) {
            for link in file.text.matches(of: /\]\((?!https?:|#)([^)#\s]+\.md)[^)]*\)/) {
                let target = file.url.deletingLastPathComponent().appending(path: String(link.1)).path
                #expect(FileManager.default.fileExists(atPath: target), "\(file): \(link.1)")
            }
        }
    }

    @Test("Every test by which the documents vouch for a promise exists")
    func vouchedTests() {
        let rows = House.text("docs/reliability.md").split(separator: "\n").filter { $0.contains(/^\| P\d \|/) }
        let tests = House.files("Tests", ending: [".swift"]).map(\.text).joined()
        let names = rows.flatMap { $0.matches(of: /\*([^*]+)\*/).map { $0.1.replacing(" …", with: "") } }
        #expect(rows.count == 8 && names.count > 20)
        for name in names { #expect(tests.contains(name), "\(name)") }
    }

    @Test("No file knows the machine on which it was written")
    func machinePaths() {
        // Written in two parts, so that this file does not find itself.
        let folders = ["work", "root", "home", "opt", "Users"].map { "/" + $0 + "/" }
        let endings = [
            ".swift", ".md", ".yaml", ".json", ".jsonl", ".mustache", ".sh", ".py", ".c", ".h", ".txt", "file", "run",
        ]
        for file in House.files(ending: endings) {
            for folder in folders {
                let found = file.text.ranges(of: folder).contains { range in
                    // `https://example/home/` and `network/` are no paths of a machine.
                    let before = file.text[..<range.lowerBound].last
                    return before.map { " \"'`(=:\n".contains($0) } ?? true
                }
                #expect(!found, "\(file) names \(folder)")
            }
        }
    }

    @Test("Every test says in a sentence what it shows")
    func sentences() {
        var tests = 0
        for file in House.files("Tests", ending: [".swift"]) {
            for test in file.text.matches(of: /(?m)^ *@Test\b(?:\(\s*("?))?/) {
                tests += 1
                #expect(test.1 == "\"", "\(file): a test without a sentence")
            }
        }
        #expect(tests > 400)
    }
}
