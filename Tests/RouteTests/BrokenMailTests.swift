import Foundation
import Peers
import Testing

@Suite("RouteTests: broken mail", .serialized)
struct BrokenMailTests {
    /// Resident memory the hub may use at most, in MiB.
    static let memoryLimit = 300

    @Test("mail that breaks help desks is kept and shown, its neighbours are unharmed, memory stays bounded (P5)")
    func brokenMail() async throws {
        try await withHub("broken") { hub, child in
            let client = try #require(LMTPClient(port: hub.lmtpPort))
            for (index, mail) in BrokenMails.all.enumerated() {
                let answer = client.deliver(mail.bytes, from: "odd-\(index)@people.example", to: "info@saa.example")
                #expect(answer?.hasPrefix("250") == true, "\(mail.name): \(answer ?? "no answer")")
                let neighbour = client.deliver(
                    BrokenMails.ordinary(index), from: "good-\(index)@people.example", to: "info@saa.example")
                #expect(neighbour?.hasPrefix("250") == true)
            }
            let count = BrokenMails.all.count * 2
            try await eventually("all mails are tickets", within: 90, every: 300) {
                try await hub.command("tickets").split(separator: "\n").count == count
            }
            let tickets = try await hub.tickets()
            for index in BrokenMails.all.indices {
                #expect(tickets.contains { $0["subject"] as? String == "neighbour \(index)" })
            }
            #expect(tickets.contains { $0["subject"] as? String == "sixty megabytes" })
            let peak = try Self.peakMemory(of: child.pid)
            #expect(peak < Self.memoryLimit, "peak \(peak) MiB")
            #expect(try await hub.command("verify").hasSuffix("balanced\n"))
        }
    }

    private static func peakMemory(of pid: Int32) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? .max) / 1024
    }
}

/// Mails as they should not be.
enum BrokenMails {
    static let all: [(name: String, bytes: Data)] = [
        (
            "a charset that does not exist",
            text("Subject: odd\r\nContent-Type: text/plain; charset=klingon\r\n\r\nنص عربي\r\n")
        ),
        ("no charset at all", Data("Subject: none\r\n\r\n".utf8) + Data([0xE3, 0xD1, 0xCD, 0xC8, 0xC7, 13, 10])),
        ("200 nested multiparts", nested(200)),
        ("10000 nested multiparts", nested(10_000)),
        ("a 0-byte body", text("Subject: empty\r\n\r\n")),
        ("nothing at all", Data()),
        ("NUL bytes", Data("Subject: nul \u{0} bytes\r\n\r\nbefore \u{0}\u{0} after\r\n".utf8)),
        ("no header", text("just words\r\nwithout a header\r\n")),
        ("a header without end", text("Subject: " + String(repeating: "x", count: 300_000))),
        ("half an encoded letter", text("Subject: =?utf-8?B?2KrYrNix2A==?= =?utf-8?B?qNip?=\r\n\r\nx\r\n")),
        (
            "a multipart without boundary",
            text("Subject: lost\r\nContent-Type: multipart/mixed\r\n\r\n--x\r\n\r\ntext\r\n")
        ),
        ("an attachment of 60 MB", large()),
    ]

    static func ordinary(_ index: Int) -> Data {
        text("From: Good <good-\(index)@people.example>\r\nSubject: neighbour \(index)\r\n\r\nمتى موعد العمرة؟\r\n")
    }

    private static func text(_ mail: String) -> Data { Data(mail.utf8) }

    private static func nested(_ depth: Int) -> Data {
        var mail = "Subject: nested \(depth)\r\nMIME-Version: 1.0\r\n"
        for level in 0..<depth {
            mail += "Content-Type: multipart/mixed; boundary=\"b\(level)\"\r\n\r\n--b\(level)\r\n"
        }
        mail += "Content-Type: text/plain\r\n\r\ndeep inside\r\n"
        for level in (0..<depth).reversed() { mail += "--b\(level)--\r\n" }
        return text(mail)
    }

    private static func large() -> Data {
        var mail = text(
            "From: Big <big@people.example>\r\nSubject: sixty megabytes\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=big\r\n\r\n--big\r\nContent-Type: text/plain\r\n\r\n"
                + "مرفق التقرير الطبي\r\n--big\r\nContent-Type: application/pdf; name=report.pdf\r\n"
                + "Content-Disposition: attachment; filename=report.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n")
        let line = Data((String(repeating: "QUJD", count: 19) + "\r\n").utf8)
        let lines = 60 * 1024 * 1024 / 57
        mail.reserveCapacity(mail.count + lines * line.count + 64)
        for _ in 0..<lines { mail.append(line) }
        mail.append(text("--big--\r\n"))
        return mail
    }
}
