import Foundation
import Peers

/// A gateway for short texts that keeps a list of what it took and reports in every order, early reports and repeats
/// among them; it can be told to misbehave.
final class Gateway: Sendable {
    /// The channel that speaks with it.
    static let channel = "sms-fault"
    let port: Int
    private let child: Child
    private let folder: URL

    /// Starts it on a port; it reports to the hub.
    init(port: Int, hubPort: Int) throws {
        self.port = port
        folder = try Places.fresh("gateway")
        child = try Child(
            URL(filePath: "/usr/bin/python3"),
            [Scripts.path("gateway.py"), "\(port)", "\(hubPort)", folder.path])
    }

    /// Returns once it listens.
    func start() async throws {
        try await eventually("the gateway listens: \(child.complaints)", within: 20, every: 20) {
            Places.isListening(port)
        }
    }

    /// How it behaves from now on: `ok`, `hang`, `cut` (takes the text and cuts the line), `error` (200 with an error),
    /// `nonsense`, `half`, `busy` (503), `echo` (sends each text back as the person's).
    func behave(_ mode: String) throws {
        try Data(mode.utf8).write(to: folder.appending(path: "mode"), options: .atomic)
    }

    /// The numbers that texts went to, once for each time.
    var taken: [String] { lines("taken") }
    /// The numbers whose delivery it reported and was answered.
    var reported: [String] { lines("reported") }

    func stop() async {
        child.signal(SIGKILL)
        try? await child.wait(within: 5)
        try? FileManager.default.removeItem(at: folder)
    }

    private func lines(_ name: String) -> [String] {
        let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    /// The body of a text from a number.
    static func incoming(from number: String, text: String = "متى موعد الصرف", id: String? = nil) -> String {
        #"{"from":"\#(number)","to":"al-eman","text":"\#(text)","id":"\#(id ?? "in-" + number)"}"#
    }

    /// Writes the channel's settings.
    static func configure(_ config: URL, port: Int, timeout: Int = 3) throws {
        let settings = """
            id: \(channel)
            adapter: sms-http
            limits:
              concurrent: 8
              timeout_seconds: \(timeout)
            options:
              two_way: true
              numbers: digits
              send:
                method: POST
                url: http://127.0.0.1:\(port)/send
                json: {to: "{to}", text: "{text}", id: "{id}"}
              accepted:
                status: [200]
                json: {path: id}
              id: {json: id}
              errors:
                - {status: [503], then: retry}
                - {json: {path: error}, then: give_up}
              reports:
                fields: body
                id: id
                state: state
                states: {sent: sent, delivered: delivered, failed: failed}
              incoming:
                fields: body
                from: from
                to: to
                text: text
                id: id

            """
        try Data(settings.utf8).write(to: config.appending(path: "channels/\(channel).yaml"))
    }
}

/// The helper programs of these tests.
enum Scripts {
    static func path(_ name: String) -> String { Places.root.appending(path: "Tests/Faults/Scripts/\(name)").path }
}
