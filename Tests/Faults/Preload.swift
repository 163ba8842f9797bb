import Foundation
import Peers

/// A library that is preloaded into a hub, to stand between it and the machine.
enum Preload {
    /// Whether one can be built here.
    static let isPossible = compiler != nil

    private static let compiler = Places.program("gcc") ?? Places.program("cc")

    /// Builds a library from its source, a path in `Tests/Faults`.
    static func build(_ source: String) throws -> URL {
        guard let compiler else { throw Broken("no C compiler") }
        let name = URL(filePath: source).deletingPathExtension().lastPathComponent
        let built = try Places.fresh(name).appending(path: "\(name).so")
        let path = Places.root.appending(path: "Tests/Faults").appending(path: source).path
        let child = try Child(
            compiler, ["-O2", "-Wall", "-shared", "-fPIC", "-o", built.path, path, "-ldl", "-pthread"])
        while child.isRunning { usleep(5_000) }
        try Broken.unless(child.exitCode == 0, child.complaints)
        return built
    }
}
