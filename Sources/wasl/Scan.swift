import ArgumentParser
import Foundation
import Scanning

/// Reads one scan and prints its text as JSON; the hub runs this in a process of its own for every letter.
struct Scan: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Read one scanned letter.", shouldDisplay: false)

    @Argument(help: "The file.") var file: String

    func run() throws {
        throw ExitCode(ScanChild.run(file: URL(filePath: file)))
    }
}
