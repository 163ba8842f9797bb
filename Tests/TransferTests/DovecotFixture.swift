import Foundation

/// A Dovecot of our own: own folder, own ports, run as the current user, ended by `stop`.
struct DovecotFixture {
    static let password = "secret of the test"

    let folder: URL
    let imapPort: Int
    let imapsPort: Int
    let caFile: String
    private let child: Child

    /// Whether everything needed is installed.
    static var isPossible: Bool { dovecot != nil && openssl != nil }

    /// Who owns the mail: Dovecot serves no mailbox of root's.
    private static let owner: (user: uid_t, group: gid_t) = getuid() == 0 ? (65_534, 65_534) : (getuid(), getgid())
    private static let dovecot = PeerProgram.path(of: "dovecot")
    private static let openssl = PeerProgram.path(of: "openssl")

    /// Starts the server and waits until it listens; nil when it does not.
    init?() async throws {
        guard let dovecot = Self.dovecot, let openssl = Self.openssl else { return nil }
        folder = try PeerProgram.newFolder("dovecot")
        imapPort = PeerProgram.freePort()
        imapsPort = PeerProgram.freePort()
        guard let authority = try await TestAuthority(in: folder, openssl: openssl) else { return nil }
        caFile = authority.caFile
        for name in ["home", "Maildir", "Maildir/new", "Maildir/cur", "Maildir/tmp"] {
            let path = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
            chown(path.path, Self.owner.user, Self.owner.group)
        }
        let path = folder.appendingPathComponent("dovecot.conf")
        try Data(Self.configuration(folder.path, imapPort, imapsPort, authority).utf8).write(to: path)
        try Data("office:{PLAIN}\(Self.password)::::::\n".utf8).write(to: folder.appendingPathComponent("users"))
        guard let child = Child(dovecot, ["-F", "-c", path.path]) else { return nil }
        self.child = child
        guard await PeerProgram.waits(onPort: imapPort) else {
            stop()
            return nil
        }
    }

    /// Ends the server and deletes its folder.
    func stop() {
        child.stop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Puts a message into the inbox as a delivery agent does.
    func deliver(_ mail: Data, _ name: String) throws {
        let temporary = folder.appendingPathComponent("Maildir/tmp/\(name)")
        try mail.write(to: temporary)
        try FileManager.default.moveItem(at: temporary, to: folder.appendingPathComponent("Maildir/new/\(name)"))
    }

    /// The names of the inbox's files, whose ends hold the flags (`:2,S` is seen).
    func files() throws -> [String] {
        try ["new", "cur"].flatMap {
            try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("Maildir/\($0)").path)
        }
    }

    private static func configuration(_ folder: String, _ imap: Int, _ imaps: Int, _ authority: TestAuthority) -> String
    {
        let (user, group) = (name(ofUser: getuid()), name(ofGroup: getgid()))
        return """
            protocols = imap
            base_dir = \(folder)/run
            state_dir = \(folder)/state
            log_path = \(folder)/log
            listen = 127.0.0.1
            default_internal_user = \(user)
            default_internal_group = \(group)
            default_login_user = \(getuid() == 0 ? "dovenull" : user)
            first_valid_uid = 0
            first_valid_gid = 0
            mail_location = maildir:\(folder)/Maildir
            ssl = yes
            ssl_cert = <\(authority.certificate)
            ssl_key = <\(authority.key)
            disable_plaintext_auth = no
            passdb {
              driver = passwd-file
              args = \(folder)/users
            }
            userdb {
              driver = static
              args = uid=\(owner.user) gid=\(owner.group) home=\(folder)/home
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = \(imap)
              }
              inet_listener imaps {
                port = \(imaps)
                ssl = yes
              }
            }
            service anvil {
              chroot =
            }
            """ + "\n"
    }

    private static func name(ofUser id: uid_t) -> String {
        getpwuid(id).map { String(cString: $0.pointee.pw_name) } ?? "root"
    }

    private static func name(ofGroup id: gid_t) -> String {
        getgrgid(id).map { String(cString: $0.pointee.gr_name) } ?? "root"
    }
}
