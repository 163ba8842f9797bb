import Foundation
import Peers
import Testing

@Suite(
    "RouteTests: a mailbox is fetched", .serialized,
    .enabled(if: DovecotPeer.isPossible, "needs Dovecot and openssl"))
struct MailboxTests {
    /// Mails in the mailbox before the hub first looks.
    static let mails = 500
    /// Mails that arrive while the hub is down.
    static let late = 20
    static let user = "requests"

    @Test(
        "500 mails are fetched once each over many kills, also those already read; a renumbered mailbox adds nothing (P3)"
    )
    func fetchedOnce() async throws {
        let peers = try Places.fresh("dovecot")
        defer { try? FileManager.default.removeItem(at: peers) }
        let authority = try await TestAuthority(in: peers)
        let dovecot = try DovecotPeer(in: peers, authority: authority)
        let first = (0..<Self.mails).map { Self.mail("first \($0)") }
        let (unread, read) = (first.prefix(Self.mails / 2), first.suffix(Self.mails / 2))
        try dovecot.fill(Self.user, Array(unread), named: "1", seen: false)
        try dovecot.fill(Self.user, Array(read), named: "2", seen: true)
        let hub = try HubProcess("imap", environment: ["WASL_IMAP_PASSWORD": DovecotPeer.password]) { config in
            try Data(Self.settings(dovecot, authority).utf8).write(to: config.appending(path: "channels/email.yaml"))
        }
        defer { hub.remove() }

        let server = try await dovecot.start()
        try await ending(server) {
            try await kill(hub)
            #expect(try dovecot.files(of: Self.user).filter { $0.hasPrefix("1.") && $0.hasSuffix("S") }.isEmpty)
            let late = (0..<Self.late).map { Self.mail("late \($0)") }
            try dovecot.fill(Self.user, late, named: "3", seen: true)
            let child = try await hub.start()
            try await ending(child) { try await expect(Self.mails + Self.late, on: hub) }
        }

        // The same mails in another order under other UIDs, and behind them one that is new.
        try dovecot.remove(Self.user)
        try dovecot.fill(Self.user, first.reversed(), named: "4", seen: true)
        try dovecot.fill(Self.user, [Self.mail("new after all")], named: "5", seen: false)
        let renumbered = try await dovecot.start()
        try await ending(renumbered) {
            let child = try await hub.start()
            try await ending(child) { try await expect(Self.mails + Self.late + 1, on: hub) }
        }
        let subjects = Set(try await hub.tickets().compactMap { $0["subject"] as? String })
        let wanted = (0..<Self.mails).map { "first \($0)" } + (0..<Self.late).map { "late \($0)" } + ["new after all"]
        #expect(subjects == Set(wanted))
    }

    @Test("a mail server whose certificate nobody vouches for gets no password and gives no mail")
    func untrusted() async throws {
        let peers = try Places.fresh("untrusted")
        defer { try? FileManager.default.removeItem(at: peers) }
        let authority = try await TestAuthority(in: peers)
        let dovecot = try DovecotPeer(in: peers, authority: authority)
        try dovecot.fill(Self.user, [Self.mail("behind a door")], named: "1", seen: false)
        let server = try await dovecot.start()
        try await ending(server) {
            let settings = Self.settings(dovecot, authority).split(separator: "\n").filter { !$0.contains("ca_file") }
            try await withHub("untrusted", environment: ["WASL_IMAP_PASSWORD": DovecotPeer.password]) { config in
                try Data(settings.joined(separator: "\n").utf8).write(to: config.appending(path: "channels/email.yaml"))
            } _: { hub, child in
                try await eventually("the hub says that it was not reached", within: 60) {
                    child.complaints.contains("was not reached")
                }
                #expect(try await hub.tickets().isEmpty)
                #expect(!dovecot.log.contains("Login: user"))
            }
        }
    }

    /// Starts and kills the hub, each time a little later, until about half of the mails are tickets.
    private func kill(_ hub: HubProcess) async throws {
        var kills = 0
        var counts: [Int] = []
        while counts.last ?? 0 < Self.mails / 2, kills < 30 {
            let child = try await hub.start()
            try await Task.sleep(for: .milliseconds(150 + 50 * kills))
            child.signal(SIGKILL)
            try await child.wait(within: 10)
            kills += 1
            counts.append(try await hub.tickets().count)
        }
        #expect(counts.contains { (1..<Self.mails).contains($0) }, "no kill in the middle: \(counts)")
    }

    private func expect(_ count: Int, on hub: HubProcess) async throws {
        do {
            try await eventually("\(count) tickets", within: 60, every: 300) { try await hub.tickets().count >= count }
        } catch {
            print("the ledger:", (try? await hub.command("verify")) ?? "not balanced")
            throw error
        }
        let tickets = try await hub.tickets()
        #expect(tickets.count == count)
        #expect(Set(tickets.compactMap { $0["subject"] as? String }).count == count)
        #expect(tickets.allSatisfy { ($0["receipts"] as? [String])?.count == 1 })
        #expect(try await hub.command("verify").hasSuffix("balanced\n"))
    }

    private func ending(_ child: Child, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch {
            print(child.complaints.suffix(2000))
            await child.stop()
            throw error
        }
        await child.stop()
    }

    private static func mail(_ subject: String) -> Data {
        let local = subject.replacing(" ", with: "-")
        return Data(
            """
            From: \(subject) <\(local)@people.example>\r\nTo: al-eman@al-eman.example\r\nSubject: \(subject)\r\n\
            Message-ID: <\(local)@people.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
            أحتاج كرسي متحرك لوالدتي\r\n
            """.utf8)
    }

    private static func settings(_ dovecot: DovecotPeer, _ authority: TestAuthority) -> String {
        """
        id: email
        adapter: email
        options:
          lmtp:
            host: 127.0.0.1
          imap:
            - host: 127.0.0.1
              port: \(dovecot.imapPort)
              security: tls
              ca_file: \(authority.authority.path)
              user: \(Self.user)
              password: {env: WASL_IMAP_PASSWORD}
              association: al-eman
              interval_seconds: 1

        """
    }
}
