public import Foundation
import Glibc

/// The child's side of ``ScanProcess``.
public enum ScanChild {
    /// Reads `file` inside this process, after giving up the right to grow or run without end, prints ``ScannedText`` as
    /// JSON and returns 0, or prints a ``ScanError`` and returns ``ScanProcess/refusal``: the status to exit with.
    public static func run(
        file: URL, type: ScanType? = nil, languages: String = "ara+eng", limits: ScanLimits = ScanLimits()
    ) -> Int32 {
        confine()
        do throws(ScanError) {
            return print(try ScanReader.read(fileAt: file, type: type, languages: languages, limits: limits), status: 0)
        } catch {
            return print(error, status: ScanProcess.refusal)
        }
    }

    /// The most memory that reading may take, in bytes of address space.
    static let mostMemory: rlim_t = 3 << 30
    /// The most processor time that reading may take, in seconds: fifty pages at several seconds each.
    static let mostSeconds: rlim_t = 300

    private static func confine() {
        limit(RLIMIT_AS, to: mostMemory)
        limit(RLIMIT_DATA, to: mostMemory)
        limit(RLIMIT_CPU, to: mostSeconds)
        // A dump of memory would hold a person's letter.
        limit(RLIMIT_CORE, to: 0)
        // Reading writes nothing but the answer, which somebody may have sent to a file.
        limit(RLIMIT_FSIZE, to: rlim_t(ScanProcess.mostOutput))
    }

    private static func limit(_ resource: __rlimit_resource, to most: rlim_t) {
        var limit = rlimit(rlim_cur: most, rlim_max: most)
        setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    }

    private static func print(_ answer: some Encodable, status: Int32) -> Int32 {
        guard let data = try? JSONEncoder().encode(answer) else { return internalFailure }
        do {
            try FileHandle.standardOutput.write(contentsOf: data)
            return status
        } catch {
            return outputFailure
        }
    }

    private static let internalFailure: Int32 = 70
    private static let outputFailure: Int32 = 74
}
