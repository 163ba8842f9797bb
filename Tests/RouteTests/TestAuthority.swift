import Foundation
import Peers

/// A certificate authority of one test, with a server certificate for 127.0.0.1 that it signed.
struct TestAuthority {
    /// The authority's own certificate, which a client must be told to trust.
    let authority: URL
    /// The server's certificate.
    let certificate: URL
    /// The server's key.
    let key: URL

    /// Whether certificates can be made here.
    static var isPossible: Bool { Places.program("openssl") != nil }

    /// Makes the authority and the certificate, valid for two days, in a folder.
    init(in folder: URL) async throws {
        let openssl = try Places.installed("openssl")
        authority = folder.appending(path: "authority.pem")
        certificate = folder.appending(path: "server.pem")
        key = folder.appending(path: "server.key")
        let authorityKey = folder.appending(path: "authority.key").path
        let new = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
        try await Child.run(
            openssl,
            new + ["-keyout", authorityKey, "-out", authority.path, "-subj", "/CN=Authority of a test"]
                + ["-addext", "basicConstraints=critical,CA:TRUE"])
        try await Child.run(
            openssl,
            new + ["-keyout", key.path, "-out", certificate.path, "-subj", "/CN=127.0.0.1"]
                + ["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"]
                + ["-CA", authority.path, "-CAkey", authorityKey])
    }
}

extension Places {
    /// The path of a program; throws a sentence when it is not installed.
    static func installed(_ name: String) throws -> URL {
        guard let program = program(name) else { throw NotInstalled(name: name) }
        return program
    }

    /// Whether something accepts connections on a loopback port.
    static func answers(on port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}

/// A program that a test needs is missing.
struct NotInstalled: Error, CustomStringConvertible {
    var name: String
    var description: String { "\(name) is not installed; see Scripts/packages.txt" }
}
