public import Foundation

extension Places {
    /// Whether somebody accepts connections on a TCP port of loopback.
    public static func isListening(_ port: Int) -> Bool {
        succeeds(connect, onPort: port)
    }

    /// A helper script of these tests.
    public static func script(_ name: String) -> URL {
        root.appending(path: "Tests/RouteTests/Scripts").appending(path: name)
    }

    /// Whether a browser, its driver and the library that steers it are installed.
    public static let hasBrowser = [
        "/usr/bin/chromium", "/usr/bin/chromedriver", "/usr/lib/python3/dist-packages/selenium",
    ]
    .allSatisfy { FileManager.default.fileExists(atPath: $0) }

    /// Whether letters can be drawn and PDF files looked into.
    public static let hasPaper = ["chromium", "pdffonts", "pdfinfo", "pdftotext"].allSatisfy { program($0) != nil }
}
