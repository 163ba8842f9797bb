import Foundation
import Testing

@testable import Transfer

@Suite("Mail is fetched from a real server", .enabled(if: DovecotFixture.isPossible))
struct DovecotTests {
    private static let mails = [
        Data("Subject: one\r\n\r\nhello\r\n".utf8),
        Data("Subject: two\r\n\r\n)\r\nW3 OK done\r\n{5}\r\n\u{645}\u{631}\u{62D}\u{628}\u{627}\r\n".utf8)
            + Data([0xC8, 0xFF, 0x0D, 0x0A]),
        Data("Subject: big\r\n\r\n".utf8) + Data(String(repeating: "0123456789abcdef\r\n", count: 100_000).utf8),
    ]

    @Test("Over TLS, STARTTLS and plain, each message comes exactly and stays unseen")
    func exact() async throws {
        let dovecot = try #require(try await DovecotFixture())
        defer { dovecot.stop() }
        for (index, mail) in Self.mails.enumerated() { try dovecot.deliver(mail, "\(index + 1).test") }
        for security in TransportSecurity.allCases {
            let session = IMAPSession(server: server(dovecot, security))
            let status = try await session.select("INBOX")
            #expect(status.messages == 3 && status.uidNext == 4)
            let uids = try await session.uids(from: 1)
            #expect(uids == [1, 2, 3])
            for (uid, mail) in zip(uids, Self.mails) { #expect(try await session.fetch(uid) == mail) }
            #expect(try await session.uids(from: 4) == [])
            await session.close()
        }
        #expect(try dovecot.files().allSatisfy { !$0.hasSuffix("S") })
    }

    @Test("Mail that comes later is found, a mark is set only when asked, and too much is refused")
    func later() async throws {
        let dovecot = try #require(try await DovecotFixture())
        defer { dovecot.stop() }
        try dovecot.deliver(Self.mails[0], "1.test")
        let session = IMAPSession(server: server(dovecot, .tls), messageLimit: 100)
        _ = try await session.select("INBOX")
        #expect(try await session.uids(from: 1) == [1])
        try dovecot.deliver(Self.mails[2], "2.test")
        try dovecot.deliver(Self.mails[1], "3.test")
        #expect(try await session.select("INBOX").messages == 3)
        #expect(try await session.uids(from: 2) == [2, 3])
        let largest = try await [session.fetch(1).count, size(of: session, failing: [2, 3])].max()
        #expect(largest == Self.mails[2].count)
        await #expect(throws: IMAPError.gone) { try await session.fetch(99) }
        try await session.flagSeen(1)
        #expect(try dovecot.files().filter { $0.hasSuffix("S") } == ["1.test:2,S"])
    }

    @Test("An unknown certificate and a wrong password are refused")
    func distrust() async throws {
        let dovecot = try #require(try await DovecotFixture())
        defer { dovecot.stop() }
        for security in [TransportSecurity.tls, .startTLS] {
            var stranger = server(dovecot, security)
            stranger.caFile = nil
            guard case .untrusted? = await failure(of: stranger) else {
                Issue.record("an unknown certificate was accepted")
                return
            }
        }
        var wrong = server(dovecot, .tls)
        wrong.password = "wrong"
        guard case .authentication? = await failure(of: wrong) else {
            Issue.record("a wrong password was accepted")
            return
        }
    }

    private func server(_ dovecot: DovecotFixture, _ security: TransportSecurity) -> IMAPServer {
        IMAPServer(
            host: "127.0.0.1", port: security == .tls ? dovecot.imapsPort : dovecot.imapPort, security: security,
            user: "office", password: DovecotFixture.password, caFile: dovecot.caFile)
    }

    private func failure(of server: IMAPServer) async -> IMAPError? {
        do throws(IMAPError) {
            _ = try await IMAPSession(server: server).select("INBOX")
            return nil
        } catch {
            return error
        }
    }

    /// The largest size that refusals name.
    private func size(of session: IMAPSession, failing uids: [UInt32]) async -> Int {
        var largest = 0
        for uid in uids {
            do throws(IMAPError) {
                _ = try await session.fetch(uid)
            } catch {
                if case .tooLarge(let size, 100) = error { largest = max(largest, size ?? 0) }
            }
        }
        return largest
    }
}
