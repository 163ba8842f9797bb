import Foundation
import Peers

/// A private Dovecot: mailboxes over IMAP with TLS, delivery by LMTP, and the accounts that a Postfix asks about.
///
/// Every mailbox has the same password; its data lie below one folder and go with it.
final class DovecotPeer: Sendable {
    /// The one password of every mailbox.
    static let password = "open-sesame"

    /// Where mailboxes are read over TLS.
    let imapPort: Int
    /// Where mail is delivered to.
    let lmtpPort: Int
    private let folder: URL
    private let owner: Owner
    private let program: URL

    /// Whom the mail files belong to: the user `mail` when the tests run as root, else whoever runs them.
    private struct Owner: Sendable {
        var user: uid_t
        var group: gid_t
        var isRoot: Bool

        init() throws {
            isRoot = getuid() == 0
            guard isRoot else {
                (user, group) = (getuid(), getgid())
                return
            }
            guard let entry = getpwnam("mail") else { throw NotInstalled(name: "the user 'mail'") }
            (user, group) = (entry.pointee.pw_uid, entry.pointee.pw_gid)
        }
    }

    /// Whether a Dovecot can be started here.
    static var isPossible: Bool {
        Places.program("dovecot") != nil && TestAuthority.isPossible
            && FileManager.default.fileExists(atPath: "/usr/lib/dovecot/imap")
    }

    /// Whether it can also be delivered to.
    static var takesMail: Bool { isPossible && FileManager.default.fileExists(atPath: "/usr/lib/dovecot/lmtp") }

    /// Writes the settings below a folder; nothing is started yet.
    init(in parent: URL, authority: TestAuthority) throws {
        program = try Places.installed("dovecot")
        folder = parent.appending(path: "dovecot", directoryHint: .isDirectory)
        owner = try Owner()
        imapPort = Places.serverPort()
        lmtpPort = Places.serverPort()
        try FileManager.default.createDirectory(at: mail, withIntermediateDirectories: true)
        try give(mail)
        try Data(settings(authority).utf8).write(to: settingsFile)
    }

    /// The socket at which a Postfix asks who may submit mail.
    var accountsSocket: URL { folder.appending(path: "accounts") }

    /// Starts it and returns once it answers.
    func start() async throws -> Child {
        let child = try Child(program, ["-F", "-c", settingsFile.path])
        do {
            try await eventually("Dovecot answers", every: 10) {
                if !child.isRunning {
                    throw ChildFailure(program: "dovecot", code: child.exitCode, said: child.complaints)
                }
                return Places.answers(on: imapPort)
            }
        } catch {
            await child.stop()
            throw error
        }
        return child
    }

    /// Puts mails into a mailbox's INBOX as a mail server would have, in this order, already read if `seen`.
    func fill(_ user: String, _ mails: [Data], named series: String, seen: Bool) throws {
        let maildir = mail.appending(path: user, directoryHint: .isDirectory)
        for part in ["cur", "new", "tmp"] {
            let place = maildir.appending(path: part, directoryHint: .isDirectory)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            try give(place)
        }
        try give(maildir)
        for (index, content) in mails.enumerated() {
            let name = "\(series).\(String(100_000 + index)).test:2,\(seen ? "S" : "")"
            let staged = maildir.appending(path: "tmp/\(name)")
            try content.write(to: staged)
            try give(staged)
            try FileManager.default.moveItem(at: staged, to: maildir.appending(path: "cur/\(name)"))
        }
    }

    /// Takes a mailbox away with everything that Dovecot knew about it; it must be stopped.
    func remove(_ user: String) throws {
        try FileManager.default.removeItem(at: mail.appending(path: user))
    }

    /// The names of a mailbox's files, in which the marks of read mail stand.
    func files(of user: String) throws -> [String] {
        try ["cur", "new"].flatMap { part in
            try FileManager.default.contentsOfDirectory(atPath: mail.appending(path: "\(user)/\(part)").path)
        }
    }

    /// The mails of a mailbox, oldest first; none when nothing has ever arrived there.
    func mails(of user: String) async throws -> [String] {
        guard FileManager.default.fileExists(atPath: mail.appending(path: user).path) else { return [] }
        let doveadm = try Places.installed("doveadm")
        let printed = try await Child.run(
            doveadm, ["-c", settingsFile.path, "-f", "json", "fetch", "-u", user, "text", "mailbox", "INBOX", "all"])
        let rows = try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [[String: Any]] ?? []
        return rows.compactMap { $0["text"] as? String }
    }

    /// What it logged.
    var log: String { (try? String(contentsOf: folder.appending(path: "log"), encoding: .utf8)) ?? "" }

    private var mail: URL { folder.appending(path: "mail", directoryHint: .isDirectory) }
    private var settingsFile: URL { folder.appending(path: "dovecot.conf") }

    private func give(_ file: URL) throws {
        guard owner.isRoot else { return }
        try FileManager.default.setAttributes(
            [.ownerAccountID: Int(owner.user), .groupOwnerAccountID: Int(owner.group)], ofItemAtPath: file.path)
    }

    private func settings(_ authority: TestAuthority) -> String {
        """
        base_dir = \(folder.path)/run
        state_dir = \(folder.path)/state
        log_path = \(folder.path)/log
        protocols = imap\(Self.takesMail ? " lmtp" : "")
        listen = 127.0.0.1
        ssl = required
        ssl_cert = <\(authority.certificate.path)
        ssl_key = <\(authority.key.path)
        mail_location = maildir:\(mail.path)/%n
        mail_uid = \(owner.user)
        mail_gid = \(owner.group)
        first_valid_uid = 1
        first_valid_gid = 1
        mail_fsync = never
        passdb {
          driver = static
          args = password=\(Self.password)
        }
        userdb {
          driver = static
          args = uid=\(owner.user) gid=\(owner.group) home=\(mail.path)/%n allow_all_users=yes
        }
        service imap-login {
          inet_listener imap {
            port = 0
          }
          inet_listener imaps {
            port = \(imapPort)
          }
          \(owner.isRoot ? "" : "chroot =")
        }
        service auth {
          unix_listener \(accountsSocket.path) {
            mode = 0666
          }
        }
        \(Self.takesMail ? lmtp : "")
        \(owner.isRoot ? "" : unprivileged)

        """
    }

    private var lmtp: String {
        """
        service lmtp {
          inet_listener lmtp {
            address = 127.0.0.1
            port = \(lmtpPort)
          }
        }
        """
    }

    private var unprivileged: String {
        """
        default_internal_user = \(NSUserName())
        default_internal_group = \(getgrgid(getgid()).map { String(cString: $0.pointee.gr_name) } ?? "nogroup")
        default_login_user = \(NSUserName())
        service anvil {
          chroot =
        }
        """
    }
}
