import Foundation

/// Keeps a second hub from one SQLite store (claim D11); given back when the process ends, however it ends.
final class StoreLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock of the data folder that holds the store; nil where the store is a database that many may share.
    convenience init?(of surroundings: Surroundings) throws {
        if surroundings.databaseURL != nil { return nil }
        try self.init(folder: surroundings.data)
    }

    /// Takes the lock of a data folder; throws a sentence when another hub has it.
    init(folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "wasl.lock").path
        descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Complaint("\(path) cannot be opened; is the folder yours?") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Complaint("Another hub is running on \(folder.path); stop it first or set WASL_DATA.")
        }
    }

    /// Gives the lock back.
    func release() { flock(descriptor, LOCK_UN) }

    deinit { close(descriptor) }
}
