import Foundation
import Peers

/// Kannel on loopback: its two boxes with ports and files of their own, and its fake telephone network.
final class KannelPeer {
    /// A text that reached the fake telephone network.
    struct Received: Hashable {
        var from: String
        var to: String
        /// The whole text, its parts joined.
        var text: String
    }

    /// The user's name, its password and the hub's secret path, as the hub's settings name them.
    static let environment = [
        "WASL_KANNEL_USER": "hub", "WASL_KANNEL_PASSWORD": "hub-password",
        "WASL_KANNEL_HOOK": "a-long-secret-path-1234",
    ]
    /// The number that people write to.
    static let line = "920000000"

    /// Whether Kannel and its fake network are installed.
    static var isInstalled: Bool {
        bearerbox != nil && smsbox != nil && network != nil && Places.program("python3") != nil
    }

    /// Where texts are sent to.
    let sendPort = Places.serverPort()
    private let adminPort = Places.serverPort()
    private let boxPort = Places.serverPort()
    private let networkPort = Places.serverPort()
    private var boxes: [Child] = []
    private var phones: [Child] = []
    private var forgetful: Child?

    private static let bearerbox = Places.program("bearerbox")
    private static let smsbox = Places.program("smsbox")
    private static let network: URL? = {
        let url = URL(filePath: "/usr/lib/kannel/test/fakesmsc")
        return FileManager.default.isExecutableFile(atPath: url.path) ? url : nil
    }()

    /// Starts both boxes in a folder; texts from phones are brought to the hub at `hubPort`, over a network that loses the
    /// first answer to each when `losesAnswers`.
    func start(in folder: URL, hubPort: Int, losesAnswers: Bool = false) async throws {
        guard let bearerbox = Self.bearerbox, let smsbox = Self.smsbox else { throw NotInTime(what: "Kannel") }
        let door = losesAnswers ? try await startForgetful(hubPort: hubPort) : hubPort
        let file = folder.appending(path: "kannel.conf")
        try configuration(door: door).write(to: file, atomically: true, encoding: .utf8)
        for (program, port) in [(bearerbox, boxPort), (smsbox, sendPort)] {
            let box = try Child(program, ["-v", "2", file.path], folder: folder)
            boxes.append(box)
            try await eventually("\(program.lastPathComponent) listens", within: 20) {
                guard box.isRunning else {
                    throw ChildFailure(program: program.lastPathComponent, code: box.exitCode, said: box.complaints)
                }
                return Places.isListening(port)
            }
        }
    }

    /// Switches a phone on that sends a text some times, a second apart, and takes what is sent to anybody.
    func phone(_ number: String, says text: String, times: Int = 1) throws {
        guard let network = Self.network else { throw NotInTime(what: "the fake network") }
        let bytes = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let spelt = bytes.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
        phones.append(
            try Child(
                network,
                [
                    "-H", "127.0.0.1", "-r", "\(networkPort)", "-i", "1", "-m", "\(times)",
                    "\(number) \(Self.line) ucs2 \(spelt)",
                ]))
    }

    /// The answers and paths of the calls that went over the forgetful network.
    var calls: [String] { (forgetful?.printed ?? "").split(separator: "\n").map(String.init) }

    /// Everything that reached the phones so far.
    func received() -> [Received] { phones.flatMap { Self.received(in: $0.complaints + $0.printed) } }

    /// Ends everything that was started.
    func stop() async {
        for child in phones + boxes.reversed() + [forgetful].compactMap(\.self) { await child.stop() }
        (phones, boxes, forgetful) = ([], [], nil)
    }

    /// Reads the fake network's log: one line a part, in the order of sending.
    static func received(in log: String) -> [Received] {
        var texts: [Received] = []
        var parts = ""
        for line in log.split(separator: "\n") {
            guard let start = line.range(of: "Got message"), let open = line[start.upperBound...].firstIndex(of: "<"),
                let close = line.lastIndex(of: ">"), open < close
            else { continue }
            let words = line[line.index(after: open)..<close].split(separator: " ", maxSplits: 5).map(String.init)
            guard words.count >= 4 else { continue }
            switch words[2] {
            case "udh" where words.count == 6:
                parts += utf16(words[5])
                let header = bytes(words[3])
                guard header.count >= 6, header[header.count - 2] == header[header.count - 1] else { continue }
            case "ucs-2", "ucs2": parts += utf16(words[3])
            default: parts += words[3...].joined(separator: " ")
            }
            texts.append(Received(from: words[0], to: words[1], text: parts))
            parts = ""
        }
        return texts
    }

    private func startForgetful(hubPort: Int) async throws -> Int {
        guard let python = Places.program("python3") else { throw NotInTime(what: "python3") }
        let port = Places.serverPort()
        forgetful = try Child(python, [Places.script("forgetful.py").path, "\(port)", "\(hubPort)"])
        try await eventually("the forgetful network") { Places.isListening(port) }
        return port
    }

    private static func utf16(_ spelt: String) -> String {
        let bytes = bytes(spelt)
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }

    /// The bytes of a URL-encoded word.
    private static func bytes(_ spelt: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(spelt.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        return bytes
    }

    private func configuration(door: Int) -> String {
        let secret = Self.environment["WASL_KANNEL_HOOK"] ?? ""
        return """
            group = core
            admin-port = \(adminPort)
            admin-password = admin-password
            smsbox-port = \(boxPort)
            admin-interface = 127.0.0.1
            smsbox-interface = 127.0.0.1
            box-deny-ip = "*.*.*.*"
            box-allow-ip = "127.0.0.1"
            store-type = file
            store-location = "kannel.store"
            dlr-storage = internal

            group = smsc
            smsc = fake
            smsc-id = FAKE
            port = \(networkPort)
            connect-allow-ip = 127.0.0.1

            group = smsbox
            bearerbox-host = 127.0.0.1
            sendsms-port = \(sendPort)
            sendsms-interface = 127.0.0.1
            http-request-retry = 10
            http-queue-delay = 1

            group = sendsms-user
            username = \(Self.environment["WASL_KANNEL_USER"] ?? "")
            password = \(Self.environment["WASL_KANNEL_PASSWORD"] ?? "")
            default-smsc = FAKE
            max-messages = 10
            concatenation = true

            group = sms-service
            keyword = default
            catch-all = true
            max-messages = 0
            assume-plain-text = true
            accept-x-kannel-headers = true
            get-url = "http://127.0.0.1:\(door)/hooks/sms-kannel/incoming/\(secret)\
            ?from=%p&to=%P&text=%b&coding=%c&charset=%C&id=%I&time=%T"

            """
    }
}
