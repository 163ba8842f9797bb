import Foundation
import Peers
import Synchronization

/// Senders that deliver message after message, each on a thread of its own, send again what got no positive answer, and
/// remember what they sent and what was acknowledged.
final class Load: Sendable {
    /// One message: a mail by LMTP with a subject of its own, or a short text from a number of its own.
    enum Door: Sendable { case mail, text }

    private struct Log {
        var sent: Set<String> = []
        var acknowledged: Set<String> = []
        /// Seconds from sending to the positive answer.
        var waits: [Double] = []
        var isOver = false
        var running = 0
    }

    /// Whom the messages are for.
    static let recipient = "al-eman@al-eman.example"
    private let log = Mutex(Log())
    private let hub: HubProcess
    private let pause: useconds_t
    private let patience: Int
    private let run = UInt16.random(in: 1000...9999)

    /// Starts the senders: so many of each, who rest `pause` milliseconds after each message and wait at most `patience`
    /// seconds for an answer.
    init(on hub: HubProcess, mails: Int = 4, texts: Int = 0, pause: Int = 2, patience: Int = 10) {
        self.hub = hub
        self.pause = useconds_t(pause * 1000)
        self.patience = patience
        for sender in 0..<(mails + texts) {
            log.withLock { $0.running += 1 }
            let thread = Thread { [self] in
                if sender < mails { sendMails(sender) } else { sendTexts(sender) }
                log.withLock { $0.running -= 1 }
            }
            thread.start()
        }
    }

    /// What was sent so far, acknowledged or not.
    var sent: Set<String> { log.withLock { $0.sent } }
    /// What was acknowledged so far.
    var acknowledged: Set<String> { log.withLock { $0.acknowledged } }
    /// The share of waits that were not longer, in seconds.
    func wait(atShare share: Double) -> Double {
        let waits = log.withLock { $0.waits }.sorted()
        guard !waits.isEmpty else { return 0 }
        return waits[min(waits.count - 1, Int(Double(waits.count) * share))]
    }

    /// Ends the senders and returns when all are gone.
    func stop() async {
        log.withLock { $0.isOver = true }
        while log.withLock({ $0.running }) > 0 { try? await Task.sleep(for: .milliseconds(10)) }
    }

    /// Returns once so many more messages are acknowledged.
    func acknowledges(_ count: Int, within seconds: Double = 60) async throws {
        let goal = acknowledged.count + count
        try await eventually("\(count) more messages acknowledged", within: seconds, every: 10) {
            acknowledged.count >= goal
        }
    }

    private var isOver: Bool { log.withLock { $0.isOver } }

    private func note(_ id: String, since start: ContinuousClock.Instant) {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        log.withLock { log in
            log.acknowledged.insert(id)
            log.waits.append(seconds)
        }
        usleep(pause)
    }

    private func sendMails(_ sender: Int) {
        var number = 0
        while !isOver {
            guard let client = LMTPClient(port: hub.lmtpPort, patience: patience) else {
                usleep(10_000)
                continue
            }
            while !isOver {
                let id = "\(run)-\(sender)-\(number)"
                log.withLock { _ = $0.sent.insert(id) }
                let start = ContinuousClock.now
                guard
                    let answer = client.deliver(
                        Self.mail(id), from: "person-\(id)@people.example", to: Self.recipient)
                else { break }
                guard answer.hasPrefix("250") else {
                    usleep(20_000)
                    continue
                }
                note(id, since: start)
                number += 1
            }
        }
    }

    private func sendTexts(_ sender: Int) {
        var number = 0
        while !isOver {
            let id = "96650\(run % 90 + 10)\(sender % 10)\(String(10_000 + number).suffix(4))"
            log.withLock { _ = $0.sent.insert(id) }
            let start = ContinuousClock.now
            let answer = Hook.post(
                hub.httpPort, "/hooks/\(Gateway.channel)/incoming", Gateway.incoming(from: id), patience: patience)
            guard answer?.status == 200 else {
                usleep(50_000)
                continue
            }
            note(id, since: start)
            // The hub takes 100 calls a second from one address, and each text makes four: its own and three reports.
            usleep(80_000)
            number += 1
        }
    }

    /// A mail whose subject names it.
    static func mail(_ id: String, fields: String = "", text: String = "أحتاج دواء غير متوفر") -> Data {
        Data(
            """
            From: Person \(id) <person-\(id)@people.example>\r\nTo: \(recipient)\r\nSubject: mail \(id)\r\n\(fields)\
            Message-ID: <\(id)@people.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\(text)، رقم \(id)\r\n
            """.utf8)
    }
}

/// One HTTP call to the hub on a blocking socket.
enum Hook {
    static func post(
        _ port: Int, _ path: String, _ body: String, patience: Int = 10
    ) -> (status: Int, body: String)? {
        guard let socket = BlockingSocket(port: port, patience: patience) else { return nil }
        let head = """
            POST \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Type: application/json\r\n\
            Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n
            """
        guard socket.send(Data((head + body).utf8)), let first = socket.line() else { return nil }
        let words = first.split(separator: " ")
        guard words.count > 1, let status = Int(words[1]) else { return nil }
        var length = 0
        while let line = socket.line(), !line.isEmpty {
            let parts = line.lowercased().split(separator: ":")
            if parts.first == "content-length", parts.count == 2 {
                length = Int(parts[1].trimmingCharacters(in: .whitespaces)) ?? 0
            }
        }
        return (status, String(decoding: socket.bytes(length) ?? Data(), as: UTF8.self))
    }
}
