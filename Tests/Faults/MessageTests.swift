import Foundation
import Peers
import Synchronization
import Testing

@Suite("FaultTests: too many, too large, in the wrong order", .serialized)
struct MessageTests {
    static let copies = Effort.rounds(300, 1_000)
    static let bounces = Effort.rounds(300, 10_000)
    static let flood = Effort.rounds(300, 10_000)

    @Test(
        "F33: the same webhook call many times at once is one message, and each caller is answered well",
        arguments: Engine.some)
    func duplicates(engine: Engine) async throws {
        try await row("F33", "one webhook call at once, so many times", rounds: Self.copies, on: engine) {
            try await withGateway("copies", on: engine) { hub, _, _ in
                let body = Gateway.incoming(from: "966501112233")
                let statuses = await Callers.run(Self.copies, at: 50) { _ in
                    Hook.post(hub.httpPort, "/hooks/\(Gateway.channel)/incoming", body)?.status ?? 0
                }
                let strange = statuses.filter { $0 != 200 }
                try Broken.unless(strange.isEmpty, "\(strange.count) calls were answered otherwise: \(Set(strange))")
                try await hub.settles()
                let tickets = try await hub.tickets()
                try Broken.unless(tickets.count == 1 && tickets[0]["messages"] as? Int == 2, "\(tickets)")
                try Broken.unless(try await hub.outbox().count == 1, "more than one acknowledgement")
                return "1 ticket, 1 acknowledgement, all answered 200"
            }
        }
    }

    @Test("F34: reports that come early, in any order, twice or about nothing move a text's state forward only")
    func reports() async throws {
        let texts = Effort.rounds(40, 400)
        try await row("F34", "early, unordered, repeated and unknown reports", rounds: texts, on: .sqlite) {
            try await withGateway("reports", on: .sqlite) { hub, gateway, _ in
                let load = Load(on: hub, mails: 0, texts: 4, pause: 1)
                try await load.acknowledges(texts)
                let unknown = Hook.post(
                    hub.httpPort, "/hooks/\(Gateway.channel)/report", #"{"id":"never-seen","state":"delivered"}"#)
                await load.stop()
                try Broken.unless(unknown?.status == 200, "a report about nothing was answered \(unknown?.status ?? 0)")
                try await eventually("every text is delivered", within: 60, every: 300) {
                    try await hub.outbox().allSatisfy { $0["state"] as? String == "delivered" }
                }
                return "all delivered; " + (try await Checker(hub: hub, load: load, gateway: gateway).check().words)
            }
        }
    }

    @Test("F41: many bounces at once are read in time, open no ticket and are not answered")
    func bounceStorm() async throws {
        try await row(
            "F41", "bounces at once, Arabic, malformed and nameless among them", rounds: Self.bounces, on: .sqlite
        ) {
            try await withGateway("bounces", on: .sqlite) { hub, _, _ in
                let load = Load(on: hub, mails: 2, pause: 0)
                try await load.acknowledges(10)
                await load.stop()
                try await hub.settles()
                let before = (tickets: try await hub.tickets().count, texts: try await hub.outbox().count)
                let start = ContinuousClock.now
                let refused = await Callers.mails(Self.bounces, at: 6, to: hub) { Bounces.mail($0) }
                try Broken.unless(refused == 0, "\(refused) bounces were not taken")
                try await hub.settles(within: 300)
                let seconds = (ContinuousClock.now - start) / .seconds(1)
                try Broken.unless(seconds < 300, "it took \(Int(seconds)) s")
                try Broken.unless(try await hub.tickets().count == before.tickets, "a bounce opened a ticket")
                try Broken.unless(try await hub.outbox().count == before.texts, "a bounce was answered")
                return String(format: "read in %.0f s; no ticket, no answer", seconds)
            }
        }
    }

    @Test(
        "F42, F43: a flood from one sender is kept whole, answered ten times at most, and holds up no other sender's acceptance"
    )
    func floodOfOne() async throws {
        try await row("F42", "mails of one sender at once", rounds: Self.flood, on: .sqlite) {
            try await withGateway("flood", on: .sqlite) { hub, _, _ in
                let load = Load(on: hub, mails: 1, pause: 50)
                let refused = await Callers.mails(Self.flood, at: 6, to: hub) { number in
                    Data(
                        """
                        From: <flood@people.example>\r\nTo: \(Load.recipient)\r\nSubject: again \(number)\r\n\
                        Message-ID: <flood-\(number)@people.example>\r\n\r\nمتى الرد؟ \(number)\r\n
                        """.utf8)
                }
                let wait = load.wait(atShare: 0.99)
                await load.stop()
                try Broken.unless(refused == 0, "\(refused) mails were not taken")
                try await hub.settles(within: 300)
                let answers = try await hub.outbox().count { $0["to"] as? String == "flood@people.example" }
                try Broken.unless(answers <= 10, "\(answers) automatic texts")
                let accepted = try await hub.balances().reduce(0) { $0 + ($1["accepted"] as? Int ?? 0) }
                let others = load.acknowledged.count
                try Broken.unless(accepted >= Self.flood + others, "\(accepted) kept of \(Self.flood) + \(others)")
                try Broken.unless(wait < 2, "another sender waited \(wait) s")
                return String(format: "all kept, %d answers; another sender's p99 %.0f ms", answers, wait * 1000)
            }
        }
    }

    @Test(
        "F50: a mail of just under 100 MiB is taken with bounded memory, one byte more is refused in words",
        .enabled(if: Effort.isWhole, Effort.whole))
    func largest() async throws {
        try await row("F50", "100 MiB − 1, + 1 byte", rounds: 2, on: .sqlite) {
            try await withGateway("large", on: .sqlite) { hub, _, child in
                let limit = 100 << 20
                let client = try #require(LMTPClient(port: hub.lmtpPort))
                let taken = client.deliver(Large.mail(bytes: limit - 1), from: "big@people.example", to: Load.recipient)
                try Broken.unless(taken?.hasPrefix("250") == true, "the largest: \(taken ?? "no answer")")
                let again = try #require(LMTPClient(port: hub.lmtpPort))
                let refused = again.deliver(
                    Large.mail(bytes: limit + 1), from: "big@people.example", to: Load.recipient)
                try Broken.unless(refused?.hasPrefix("552") == true, "one more: \(refused ?? "no answer")")
                try await hub.settles()
                try Broken.unless(try await hub.tickets().count == 1, "not one ticket")
                let peak = try Memory.peak(of: child.pid)
                try Broken.unless(peak < 450, "peak \(peak) MiB")
                return "taken; refused with 552; peak \(peak) MiB"
            }
        }
    }

    private func withGateway(
        _ name: String, on engine: Engine, _ body: (HubProcess, Gateway, Child) async throws -> String
    ) async throws -> String {
        let port = Places.serverPort()
        let hub = try HubProcess(name, environment: try engine.freshStore()) { config in
            try Gateway.configure(config, port: port)
        }
        let gateway = try Gateway(port: port, hubPort: hub.httpPort)
        try await gateway.start()
        let child = try await hub.start()
        do {
            let words = try await body(hub, gateway, child)
            try await hub.balances()
            await child.stop()
            await gateway.stop()
            hub.remove()
            return words
        } catch {
            print(child.complaints.suffix(2000))
            await child.stop()
            await gateway.stop()
            throw error
        }
    }
}

/// Many callers at once, each on a thread of its own.
enum Callers {
    /// Calls so many times, `width` at once, and gives what each call returned.
    static func run(_ count: Int, at width: Int, _ call: @escaping @Sendable (Int) -> Int) async -> [Int] {
        let turns = Turns(running: width)
        for _ in 0..<width {
            let thread = Thread {
                while let number = turns.next(below: count) { turns.add(call(number)) }
                turns.end()
            }
            thread.start()
        }
        while turns.isRunning { try? await Task.sleep(for: .milliseconds(10)) }
        return turns.results
    }

    /// Delivers so many mails over `width` connections, each from nobody when it is a bounce, and gives how many were not
    /// taken.
    static func mails(
        _ count: Int, at width: Int, to hub: HubProcess, _ mail: @escaping @Sendable (Int) -> Data
    ) async -> Int {
        let port = hub.lmtpPort
        let results = await run(width, at: width) { lane in
            var client = LMTPClient(port: port)
            var refused = 0
            for number in stride(from: lane, to: count, by: width) {
                let bytes = mail(number)
                let sender = bytes.starts(with: Data("Return-Path: <>".utf8)) ? "" : "flood@people.example"
                let answer = client?.deliver(bytes, from: sender, to: Load.recipient)
                if answer?.hasPrefix("250") != true {
                    refused += 1
                    client = LMTPClient(port: port)
                }
            }
            return refused
        }
        return results.reduce(0, +)
    }

    private final class Turns: Sendable {
        private struct State {
            var next = 0
            var results: [Int] = []
            var running: Int
        }
        private let state: Mutex<State>

        init(running: Int) { state = Mutex(State(running: running)) }

        var isRunning: Bool { state.withLock { $0.running > 0 } }
        var results: [Int] { state.withLock { $0.results } }
        func add(_ result: Int) { state.withLock { $0.results.append(result) } }
        func end() { state.withLock { $0.running -= 1 } }
        func next(below count: Int) -> Int? {
            state.withLock { state in
                guard state.next < count else { return nil }
                defer { state.next += 1 }
                return state.next
            }
        }
    }
}

/// Reports of mail servers that a mail of ours did not arrive, good and bad ones.
enum Bounces {
    static func mail(_ number: Int) -> Data {
        let about = number % 5 == 0 ? "" : "Message-ID: <\(number).26000017@al-eman.example>\r\n"
        let status = number % 3 == 0 ? "4.2.2" : "5.1.1"
        let words = number % 4 == 0 ? "لا يوجد مستخدم بهذا العنوان" : "The mailbox does not exist"
        let end = number % 7 == 0 ? "" : "--b--\r\n"
        return Data(
            """
            Return-Path: <>\r\nFrom: MAILER-DAEMON@people.example\r\nTo: \(Load.recipient)\r\n\
            Subject: Undelivered Mail Returned to Sender\r\nMessage-ID: <bounce-\(number)@people.example>\r\n\
            MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
            --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\(words)\r\n\
            --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; people.example\r\n\r\n\
            Final-Recipient: rfc822; gone-\(number)@people.example\r\nAction: failed\r\nStatus: \(status)\r\n\r\n\
            --b\r\nContent-Type: text/rfc822-headers\r\n\r\n\(about)Subject: x\r\n\r\n\(end)
            """.utf8)
    }
}

/// Mails of an exact size.
enum Large {
    static func mail(bytes size: Int) -> Data {
        let head = """
            From: Big <big@people.example>\r\nSubject: large\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/mixed; boundary=big\r\n\r\n--big\r\nContent-Type: text/plain\r\n\r\nمرفق التقرير\r\n\
            --big\r\nContent-Type: application/pdf; name=report.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n
            """
        let tail = "\r\n--big--\r\n"
        var mail = Data(head.utf8)
        let line = Data((String(repeating: "QUJD", count: 19) + "\r\n").utf8)
        let room = size - mail.count - tail.utf8.count
        mail.reserveCapacity(size)
        for _ in 0..<(room / line.count) { mail.append(line) }
        mail.append(Data(repeating: UInt8(ascii: "A"), count: room % line.count))
        mail.append(Data(tail.utf8))
        return mail
    }
}

/// What a process takes.
enum Memory {
    /// The most resident memory it had, in MiB.
    static func peak(of pid: pid_t) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? .max) / 1024
    }
}
