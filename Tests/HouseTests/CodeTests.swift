import Foundation
import Testing

@Suite("HouseTests: how the code is built")
struct CodeTests {
    /// Lines of one file at most.
    static let mostLines = 400

    @Test("Every Swift file is shorter than 400 lines")
    func short() {
        let files = House.files(ending: [".swift"])
        #expect(files.count > 300)
        for file in files { #expect(file.lines.count < Self.mostLines, "\(file)") }
    }

    /// What each part may import of the house and of the libraries that only some parts may use.
    static let arrows: [(part: String, imports: Set<String>)] = [
        ("Casework", []),
        ("Reading", ["Casework", "CStemmer"]),
        ("MIME", ["CGMime"]),
        ("Markup", ["CGumbo"]),
        ("Typesetting", ["CPango", "CQREncode"]),
        ("Scanning", ["CTesseract", "CLeptonica", "CPoppler"]),
        ("PhoneNumbers", ["CPhoneNumber"]),
        ("Transfer", ["CCurl"]),
        ("Sealing", ["CSodium", "Crypto"]),
        ("Archives", ["CZlib", "Crypto", "Sealing"]),
        ("Wording", ["Casework", "Mustache"]),
        ("Settings", ["Casework", "Yams"]),
        ("Storage", ["Casework", "Crypto"]),
        ("StorageSQLite", ["Casework", "Storage", "GRDB", "GRDBSQLite"]),
        ("StoragePostgres", ["Casework", "Storage", "CPQ"]),
        (
            "Channels",
            [
                "Casework", "Settings", "MIME", "Markup", "Typesetting", "Scanning", "PhoneNumbers", "Transfer",
                "Crypto",
                "Logging", "NIOCore", "NIOPosix",
            ]
        ),
        (
            "Flows",
            [
                "Archives", "Casework", "Channels", "Markup", "PhoneNumbers", "Reading", "Sealing", "Storage",
                "Typesetting", "Wording",
                "Logging",
            ]
        ),
        (
            "Console",
            [
                "Casework", "MIME", "Wording", "Crypto", "HTTPTypes", "Hummingbird", "Logging", "Mustache", "NIOCore",
                "ServiceLifecycle",
            ]
        ),
        (
            "wasl",
            [
                "Casework", "Channels", "Console", "Flows", "MIME", "Reading", "Scanning", "Sealing", "Settings",
                "Storage",
                "StoragePostgres", "StorageSQLite", "Transfer", "Wording", "ArgumentParser", "Logging",
                "ServiceLifecycle", "UnixSignals",
            ]
        ),
    ]

    /// What every part may import: the language's own library.
    static let common: Set<String> = ["Foundation", "Dispatch", "Glibc", "Synchronization"]

    @Test("Imports follow the arrows", arguments: CodeTests.arrows.map(\.part))
    func imports(part: String) {
        let allowed = Self.arrows.first { $0.part == part }?.imports ?? []
        let files = House.sources.filter { $0.part == part }
        #expect(!files.isEmpty)
        for file in files {
            let strange = file.imports.subtracting(allowed).subtracting(Self.common)
            #expect(strange.isEmpty, "\(file) imports \(strange.sorted())")
        }
    }

    @Test("Every part with Swift in it has its arrows written down")
    func everyPartIsKnown() {
        let parts = Set(House.sources.map(\.part))
        #expect(parts == Set(Self.arrows.map(\.part)))
    }

    @Test("Casework is pure: it reads no clock, throws no dice, makes no ids and opens no file")
    func pure() {
        let impure =
            #/
            \bDate\(\)|\bDate\.now\b|\(\.now\)|Clock\(\)|Clock\.now|\bTask\.sleep|\.random\b|\bUUID\(\)|\bSystemRandom
            |\bFileManager\b|\bFileHandle\b|\bProcessInfo\b|\bURLSession\b|\bUserDefaults\b|\bBundle\b
            |contentsOf:\s*(?:URL|file)|\bprint\(|\bTimeZone\.current\b|\bLocale\.current\b|\bCalendar\.current\b
            /#
        let files = House.sources.filter { $0.part == "Casework" }
        #expect(files.count > 40)
        for file in files {
            let found = file.code.firstMatch(of: impure).map { String($0.0) }
            #expect(found == nil, "\(file): \(found ?? "")")
        }
    }

    @Test("Only the command line reads the environment")
    func environment() {
        // The child that reads scans is told where the recogniser's data lies, and nothing else.
        let exempt: Set<String> = ["Sources/Scanning/ScanProcess.swift"]
        let reading = /processInfo\.environment|\bgetenv\(|\bsecure_getenv\(/
        for file in House.sources where file.part != "wasl" && !exempt.contains(file.path) {
            let reads = file.code.contains(reading)
            #expect(!reads, "\(file)")
        }
    }

    @Test("Nothing in the sources can stop the hub on purpose")
    func noTraps() {
        let trap = /\btry!|\bas!|\bfatalError\b|\bpreconditionFailure\b|\bprecondition\(|[\w\)\]]!(?=[\s\.\)\],;:\[\(])/
        for file in House.sources {
            let found = file.code.firstMatch(of: trap).map { String($0.0) }
            #expect(found == nil, "\(file): \(found ?? "")")
        }
    }

    @Test("What is unchecked for threads has its reason beside it")
    func unchecked() {
        for file in House.sources {
            for (index, line) in file.lines.enumerated() where line.contains("@unchecked Sendable") {
                let near = file.lines[max(0, index - 3)...min(index + 1, file.lines.count - 1)]
                #expect(near.contains { $0.contains("//") }, "\(file):\(index + 1)")
            }
        }
    }

    @Test("Every adapter has settings that are shipped and a test")
    func adapters() {
        let line = /"([a-z-]+)": (\w+)\.make\w*,/
        let adapters = House.text("Sources/Channels/AllChannels.swift").matches(of: line)
            .map { (name: String($0.1), type: String($0.2)) }
        #expect(adapters.count >= 5)
        let settings = House.files("channels", ending: [".yaml"]).map(\.text)
        let tests = House.files("Tests/ChannelsTests", ending: ["Tests.swift"]).map(\.code)
        for (name, type) in adapters {
            #expect(settings.contains { $0.contains("\nadapter: \(name)\n") }, "no file in channels/ for \(name)")
            #expect(tests.contains { $0.contains(type) }, "no test of \(type)")
        }
    }
}
