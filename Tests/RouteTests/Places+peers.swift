import Foundation

extension Places {
    /// Whether somebody accepts connections on a TCP port of loopback.
    static func isListening(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = (UInt16(exactly: port) ?? 0).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// A helper script of these tests.
    static func script(_ name: String) -> URL {
        root.appending(path: "Tests/RouteTests/Scripts").appending(path: name)
    }

    /// Whether a browser, its driver and the library that steers it are installed.
    static let hasBrowser = ["/usr/bin/chromium", "/usr/bin/chromedriver", "/usr/lib/python3/dist-packages/selenium"]
        .allSatisfy { FileManager.default.fileExists(atPath: $0) }

    /// Whether letters can be drawn and PDF files looked into.
    static let hasPaper = ["chromium", "pdffonts", "pdfinfo", "pdftotext"].allSatisfy { program($0) != nil }
}
