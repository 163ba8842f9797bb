import Foundation
import Synchronization

/// A server on this machine that follows a script with each client, on threads of its own.
final class ScriptedServer: Sendable {
    let port: Int
    private let listener: CInt
    private let heard = Heard()

    /// Everything clients have said, line by line.
    var lines: [String] { heard.lines }

    /// Listens on a free port; `script` runs for each client in turn and the connection closes when it returns.
    init(_ script: @escaping @Sendable (Visitor) -> Void) {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutableBytes(of: &address) { bytes in
            let pointer = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress
            _ = bind(descriptor, pointer, length)
            _ = listen(descriptor, 16)
            if let pointer { _ = getsockname(descriptor, pointer, &length) }
        }
        listener = descriptor
        port = Int(in_port_t(bigEndian: address.sin_port))
        Thread.detachNewThread { [heard] in
            while true {
                let client = accept(descriptor, nil, nil)
                guard client >= 0 else {
                    close(descriptor)
                    return
                }
                Thread.detachNewThread {
                    let visitor = Visitor(client) { heard.add($0) }
                    script(visitor)
                    close(client)
                }
            }
        }
    }

    /// Stops listening; a server not stopped goes on until the tests end.
    func stop() {
        shutdown(listener, CInt(SHUT_RDWR))
    }
}

/// What all clients have said.
private final class Heard: Sendable {
    private let box = Mutex<[String]>([])
    var lines: [String] { box.withLock { $0 } }
    func add(_ line: String) { box.withLock { $0.append(line) } }
}

/// One client of a scripted server, on its thread.
final class Visitor {
    private let descriptor: CInt
    private let hear: @Sendable (String) -> Void
    private var buffer: [UInt8] = []

    init(_ descriptor: CInt, hear: @escaping @Sendable (String) -> Void) {
        self.descriptor = descriptor
        self.hear = hear
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    func say(_ text: String) {
        say(bytes: Array(text.utf8))
    }

    func say(bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// The next line without CRLF, or nil when the client has gone.
    func line() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 0x0A) {
                let line = String(decoding: buffer[..<end].filter { $0 != 0x0D }, as: UTF8.self)
                buffer.removeFirst(end + 1)
                hear(line)
                return line
            }
            guard receive() else { return nil }
        }
    }

    func bytes(_ count: Int) -> [UInt8]? {
        while buffer.count < count { if !receive() { return nil } }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    private func receive() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        if count > 0 { buffer.append(contentsOf: chunk.prefix(count)) }
        return count > 0
    }
}
