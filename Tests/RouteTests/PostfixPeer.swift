import Foundation
import Peers

/// A private Postfix: it takes mail on one port from anybody for the domains it knows, takes anything on another port
/// from whoever signs in over STARTTLS, and hands each domain's mail on by LMTP.
final class PostfixPeer: Sendable {
    /// Where other mail servers deliver (no sign-in, known domains only).
    let port: Int
    /// Where programs submit (STARTTLS and a sign-in needed).
    let submissionPort: Int
    private let folder: URL
    private let daemons: URL

    /// Whether a Postfix can be started here; its master program wants to be root.
    static var isPossible: Bool {
        getuid() == 0 && ["postfix", "postconf", "postqueue", "smtp-source"].allSatisfy { Places.program($0) != nil }
    }

    /// Writes the settings below a folder and makes the queue; nothing is started yet.
    ///
    /// `routes` names the LMTP port of each domain. Submission is open only with an authority and a socket to ask.
    init(in parent: URL, routes: [String: Int], authority: TestAuthority? = nil, accounts: URL? = nil) async throws {
        folder = parent.appending(path: "postfix", directoryHint: .isDirectory)
        port = Places.serverPort()
        submissionPort = Places.serverPort()
        let postconf = try Places.installed("postconf")
        let place = try await Child.run(postconf, ["-dh", "daemon_directory"])
        daemons = URL(filePath: place.trimmingCharacters(in: .whitespacesAndNewlines), directoryHint: .isDirectory)
        let files = FileManager.default
        for part in ["conf", "queue", "data"] {
            try files.createDirectory(at: folder.appending(path: part), withIntermediateDirectories: true)
        }
        guard let owner = getpwnam("postfix") else { throw NotInstalled(name: "the user 'postfix'") }
        try files.setAttributes(
            [.ownerAccountID: Int(owner.pointee.pw_uid)], ofItemAtPath: folder.appending(path: "data").path)
        let submission = authority.flatMap { authority in accounts.map { Self.submission(authority, $0) } } ?? ""
        try Data((main(routes) + submission).utf8).write(to: settings.appending(path: "main.cf"))
        try Data(services(withSubmission: !submission.isEmpty).utf8).write(to: settings.appending(path: "master.cf"))
        try await Child.run(try Places.installed("postfix"), ["-c", settings.path, "check"])
    }

    /// Starts it and returns once it answers.
    func start() async throws -> Child {
        let child = try Child(daemons.appending(path: "master"), ["-c", settings.path, "-s"])
        do {
            try await eventually("Postfix answers", every: 10) {
                if !child.isRunning { throw ChildFailure(program: "postfix", code: child.exitCode, said: log) }
                return Places.answers(on: port)
            }
        } catch {
            await child.stop()
            throw error
        }
        return child
    }

    /// Pushes `count` mails of one sender, each with its own Message-ID, over several connections at once.
    func push(_ count: Int, from sender: String, to recipient: String, subject: String) async throws {
        try await Child.run(
            try Places.installed("smtp-source"),
            ["-s", "4", "-m", "\(count)", "-f", sender, "-t", recipient, "-S", subject, "127.0.0.1:\(port)"])
    }

    /// Hands over one mail as it is written.
    func send(_ mail: Data, from sender: String, to recipient: String) async throws {
        let file = folder.appending(path: "mail-\(UInt32.random(in: 0...UInt32.max)).eml")
        try mail.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try await Child.run(
            try Places.installed("smtp-source"),
            ["-F", file.path, "-f", sender, "-t", recipient, "127.0.0.1:\(port)"])
    }

    /// Whether nothing waits in the queue.
    func isIdle() async throws -> Bool {
        try await Child.run(try Places.installed("postqueue"), ["-c", settings.path, "-p"]).contains("queue is empty")
    }

    /// What it logged.
    var log: String { (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? "" }

    private var settings: URL { folder.appending(path: "conf", directoryHint: .isDirectory) }

    private func main(_ routes: [String: Int]) -> String {
        let domains = routes.keys.sorted()
        let transports = domains.map { "{ \($0) = lmtp:inet:127.0.0.1:\(routes[$0] ?? 0) }" }
        return """
            compatibility_level = 3.6
            queue_directory = \(folder.path)/queue
            data_directory = \(folder.path)/data
            maillog_file = \(folder.path)/log
            maillog_file_prefixes = \(folder.path)
            myhostname = mail.people.example
            mydestination =
            mynetworks =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            alias_maps =
            alias_database =
            smtputf8_enable = yes
            virtual_mailbox_domains = \(domains.joined(separator: ", "))
            transport_maps = inline:{ \(transports.joined(separator: ", ")) }
            smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
            smtpd_client_connection_count_limit = 0
            in_flow_delay = 0
            queue_run_delay = 1s
            minimal_backoff_time = 1s
            maximal_backoff_time = 2s

            """
    }

    private static func submission(_ authority: TestAuthority, _ accounts: URL) -> String {
        """
        smtpd_tls_cert_file = \(authority.certificate.path)
        smtpd_tls_key_file = \(authority.key.path)
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = \(accounts.path)

        """
    }

    private func services(withSubmission: Bool) -> String {
        let submission = """
            127.0.0.1:\(submissionPort) inet n - n - - smtpd
              -o smtpd_tls_security_level=encrypt
              -o smtpd_sasl_auth_enable=yes
              -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject

            """
        return """
            127.0.0.1:\(port) inet n - n - - smtpd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            showq unix n - n - - showq
            error unix - - n - - error
            retry unix - - n - - error
            flush unix n - n 1000? 0 flush
            proxymap unix - - n - - proxymap
            lmtp unix - - n - - lmtp
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            postlog unix-dgram n - n - 1 postlogd

            """ + (withSubmission ? submission : "")
    }
}
