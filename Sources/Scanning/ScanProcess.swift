public import Foundation

/// Reads files in a child process, so that a hostile one can neither crash, fill nor stall the hub.
public enum ScanProcess {
    /// The most bytes that are taken from the child.
    public static let mostOutput = 32 << 20

    /// The child's exit status with a ``ScanError`` in its answer (`EX_DATAERR` of sysexits.h).
    public static let refusal: Int32 = 65

    /// The text of `file`, read by `executable arguments… file`, which answers as ``ScanChild`` does. The child sees
    /// nothing of this process's environment, is killed with all that it started after `timeout` or when the task is
    /// cancelled, and then ``ScanError/timedOut(seconds:)`` is thrown. No thread of the cooperative pool waits.
    public static func read(
        file: URL, executable: URL, arguments: [String] = ["scan"], timeout: Duration = .seconds(120)
    ) async throws(ScanError) -> ScannedText {
        let cancellation = Cancellation()
        let end = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Waiting for a child blocks, so it has a thread of its own.
                Thread.detachNewThread {
                    continuation.resume(
                        returning: ChildProcess.run(
                            executable.path, arguments + [file.path], environment: environment(), timeout: timeout,
                            mostOutput: mostOutput, isCancelled: { cancellation.isRequested }))
                }
            }
        } onCancel: {
            cancellation.request()
        }
        return try text(from: end, timeout: timeout)
    }

    /// What the child gets to see. The thread limit has to stand before Tesseract's threads exist.
    static func environment() -> [String: String] {
        var environment = ["OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"]
        for name in ["TESSDATA_PREFIX", "LD_LIBRARY_PATH", "FONTCONFIG_PATH"] {
            environment[name] = ProcessInfo.processInfo.environment[name]
        }
        return environment
    }

    private static func text(from end: ChildProcess.End, timeout: Duration) throws(ScanError) -> ScannedText {
        switch end {
        case .timedOut:
            throw .timedOut(seconds: Int(clamping: timeout.components.seconds))
        case .outputTooLong:
            throw .outputTooLong(limit: mostOutput)
        case .exited(refusal, let output):
            throw (try? JSONDecoder().decode(ScanError.self, from: output)) ?? .processFailed(status: Int(refusal))
        case .exited(0, let output):
            guard let text = try? JSONDecoder().decode(ScannedText.self, from: output) else {
                throw .processFailed(status: 0)
            }
            return text
        case .exited(let status, _):
            throw .processFailed(status: Int(status))
        }
    }
}
