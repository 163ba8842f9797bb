import Foundation

/// The content of one message while it comes in: held in memory, then moved to a file piece by piece, and beyond the
/// limit only counted.
struct LMTPIntake {
    private let limits: LMTPLimits
    private var reader = LMTPDataReader()
    /// The bytes not yet in the file.
    private(set) var held = Data()
    private(set) var size = 0
    var file: LMTPSpoolFile?
    /// True when the disk did not take a piece; what follows is only counted.
    var hasFailed = false

    init(_ limits: LMTPLimits) {
        self.limits = limits
    }

    var isTooBig: Bool { size > limits.message }

    /// True when the held bytes must go to the file before more are read.
    var mustSpool: Bool { held.count > limits.memory }

    /// Takes bytes from the connection; says how many were used and whether the message is complete.
    mutating func take(_ input: UnsafeRawBufferPointer) -> (used: Int, isComplete: Bool) {
        var (size, held, keeps) = (size, Data(), !isTooBig && !hasFailed)
        swap(&held, &self.held)
        let limit = limits.message
        let result = reader.read(input) { run in
            size += run.count
            if size > limit { keeps = false }
            if keeps { held.append(contentsOf: UnsafeRawBufferPointer(rebasing: run)) }
        }
        if !keeps { held = Data() }
        self.size = size
        self.held = held
        return result
    }

    /// Gives away the held bytes.
    mutating func takeHeld() -> Data {
        defer { held = Data() }
        return held
    }
}

/// A file of our own for one large message. Its calls block and belong on a thread that may.
struct LMTPSpoolFile: Sendable {
    /// Where the bytes are.
    let url: URL
    private let descriptor: CInt

    /// Creates a new file readable by us alone; throws when the folder cannot take it.
    init(in folder: URL) throws(LMTPSpoolError) {
        url = folder.appendingPathComponent("lmtp-\(UUID().uuidString).tmp", isDirectory: false)
        descriptor = open(url.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw LMTPSpoolError(code: errno) }
    }

    /// Appends all bytes or throws.
    func append(_ bytes: Data) throws(LMTPSpoolError) {
        var failure: CInt = 0
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        if failure != 0 { throw LMTPSpoolError(code: failure) }
    }

    /// Ends writing; the bytes stay until `remove`.
    func finish() {
        _ = close(descriptor)
    }

    /// Deletes the file.
    func remove() {
        _ = unlink(url.path)
    }
}

/// The disk did not take a message, with the system's error number.
struct LMTPSpoolError: Error {
    let code: CInt
}
