import Foundation
import Testing

@testable import Scanning

@Suite("Reading in a child process")
struct ScanProcessTests {
    private func read(_ script: String, timeout: Duration = .seconds(30)) async throws(ScanError) -> ScannedText {
        try await ScanProcess.read(
            file: URL(fileURLWithPath: "/tmp/letter with space.pdf"), executable: URL(fileURLWithPath: "/bin/sh"),
            arguments: ["-c", script, "scan"], timeout: timeout)
    }

    @Test("the child's answer comes back as it was read")
    func answer() async throws {
        let text = try await read(#"printf '{"pages":[{"text":"%s","confidence":88,"source":"ocr"}]}' "$1""#)
        #expect(text.pages == [ScannedPage(text: "/tmp/letter with space.pdf", confidence: 88, source: .ocr)])
    }

    @Test("the child runs on one thread and sees nothing of the hub's environment")
    func environment() async throws {
        let text = try await read(
            #"printf '{"pages":[{"text":"%s","confidence":0,"source":"ocr"}]}' "$OMP_THREAD_LIMIT|$HOME|$WASL_DATA""#)
        #expect(text.pages.first?.text == "1||")
        #expect(Set(ScanProcess.environment().keys).isDisjoint(with: ["HOME", "USER", "WASL_DATA"]))
    }

    @Test("the child has none of the hub's open files and no input")
    func openFiles() async throws {
        let text = try await read(
            #"set -- /proc/$$/fd/*; n=$#; read x; printf '{"pages":[{"text":"%s","confidence":0,"source":"ocr"}]}' "$n""#
        )
        // Its input, output, error output, and the folder that the shell is just listing.
        #expect(text.pages.first?.text == "4")
    }

    @Test("a child that refuses says why")
    func refusal() async throws {
        let json = String(decoding: try JSONEncoder().encode(ScanError.tooManyPages(limit: 50)), as: UTF8.self)
        await #expect(throws: ScanError.tooManyPages(limit: 50)) { try await read("printf '%s' '\(json)'; exit 65") }
    }

    @Test(
        "a child that crashes or talks nonsense is a failure with its status",
        arguments: [
            ("kill -SEGV $$", 139), ("exit 3", 3), ("exit 65", 65), ("echo nonsense", 0), ("true", 0),
            (#"printf '{"pages":1}'"#, 0),
        ])
    func failure(script: String, status: Int) async {
        await #expect(throws: ScanError.processFailed(status: status)) { try await read(script) }
    }

    @Test("a program that does not exist is a failure")
    func noProgram() async {
        await #expect(throws: ScanError.processFailed(status: 127)) {
            try await ScanProcess.read(
                file: URL(fileURLWithPath: "/tmp/a"), executable: URL(fileURLWithPath: "/no/such/program"))
        }
    }

    @Test(
        "a child that hangs is killed with all that it started",
        arguments: ["sleep 600", "sleep 600 & sleep 600", "trap '' TERM; sleep 600", "exec >&-; sleep 600"])
    func hangs(script: String) async {
        await #expect(throws: ScanError.timedOut(seconds: 0)) { try await read(script, timeout: .milliseconds(300)) }
    }

    @Test("what a child leaves running behind a good answer does not hold it up")
    func leftBehind() async throws {
        let text = try await read(#"(sleep 600 >&-) & printf '{"pages":[]}'"#)
        #expect(text.pages.isEmpty)
    }

    @Test("a child that never stops talking is cut off")
    func flood() async {
        await #expect(throws: ScanError.outputTooLong(limit: ScanProcess.mostOutput)) {
            try await read("while :; do head -c 1000000 /dev/zero; done")
        }
    }

    @Test("when nobody waits any more the child is killed")
    func cancelled() async {
        let reading = Task { try await read("sleep 600", timeout: .seconds(600)) }
        reading.cancel()
        await #expect(throws: ScanError.timedOut(seconds: 600)) { try await reading.value }
    }
}
