import Foundation

/// A program of someone else's that a test talks to.
struct PeerProgram {
    /// Where a program is, if it is installed.
    static func path(of name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return (folders + ["/usr/bin", "/usr/sbin"]).map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// A new empty folder for one test.
    static func newFolder(_ name: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "\(name)-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// A port that was free a moment ago.
    static func freePort() -> Int {
        let server = ScriptedServer { _ in }
        defer { server.stop() }
        return server.port
    }

    /// Waits until something listens on a port; false when nothing does after twenty seconds.
    static func waits(onPort port: Int) async -> Bool {
        for _ in 0..<400 {
            if isListening(port) { return true }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    private static func isListening(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafeBytes(of: &address) { bytes in
            let pointer = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress
            return connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
    }
}

/// A certificate authority made for one test, and a certificate of it for 127.0.0.1 and localhost.
struct TestAuthority {
    let caFile: String
    let certificate: String
    let key: String

    /// Makes everything in `folder` with openssl; nil when that fails.
    init?(in folder: URL, openssl: String) async throws {
        caFile = folder.appendingPathComponent("ca.pem").path
        certificate = folder.appendingPathComponent("server.pem").path
        key = folder.appendingPathComponent("server.key").path
        let names = folder.appendingPathComponent("names.txt")
        try Data("subjectAltName=IP:127.0.0.1,DNS:localhost\n".utf8).write(to: names)
        let request = folder.appendingPathComponent("server.csr").path
        let caKey = folder.appendingPathComponent("ca.key").path
        let new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        let steps = [
            ["req", "-x509"] + new + ["-keyout", caKey, "-out", caFile, "-days", "2", "-subj", "/CN=Test authority"],
            ["req"] + new + ["-keyout", key, "-out", request, "-subj", "/CN=127.0.0.1"],
            ["x509", "-req", "-in", request, "-CA", caFile, "-CAkey", caKey, "-CAcreateserial", "-days", "2"]
                + ["-out", certificate, "-extfile", names.path],
        ]
        for step in steps where await Child(openssl, step)?.exitCode() != 0 { return nil }
    }
}
