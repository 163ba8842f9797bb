import Foundation

/// A plain LMTP client on a blocking socket, for tests that need to know each answer (RFC 2033).
final class LMTPClient {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    /// Connects and says LHLO; nil when the hub does not answer.
    init?(port: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard connected, reply()?.hasPrefix("220") == true, say("LHLO test.example\r\n"),
            reply()?.hasPrefix("250") == true
        else { return nil }
    }

    deinit { close(descriptor) }

    /// Delivers one mail and gives the answer after the final dot; nil when the connection broke before it.
    func deliver(_ mail: Data, from sender: String, to recipient: String) -> String? {
        guard say("MAIL FROM:<\(sender)>\r\n"), reply()?.hasPrefix("250") == true,
            say("RCPT TO:<\(recipient)>\r\n"), let accepted = reply()
        else { return nil }
        guard accepted.hasPrefix("250") else { return accepted }
        guard say("DATA\r\n"), reply()?.hasPrefix("354") == true, send(stuffed(mail)), say(".\r\n") else { return nil }
        return reply()
    }

    private func stuffed(_ mail: Data) -> Data {
        var out = Data(capacity: mail.count + 64)
        var isLineStart = true
        for byte in mail {
            if isLineStart, byte == UInt8(ascii: ".") { out.append(byte) }
            out.append(byte)
            isLineStart = byte == 10
        }
        if !mail.suffix(2).elementsEqual([13, 10]) { out.append(contentsOf: [13, 10]) }
        return out
    }

    private func say(_ line: String) -> Bool { send(Data(line.utf8)) }

    private func send(_ data: Data) -> Bool {
        data.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = Glibc.send(
                    descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }

    private func reply() -> String? {
        while true {
            guard let line = line() else { return nil }
            if line.count < 4 || line.dropFirst(3).first != "-" { return line }
        }
    }

    private func line() -> String? {
        while true {
            if let end = buffer.firstIndex(of: 10) {
                let line = String(decoding: buffer[..<end], as: UTF8.self).trimmingCharacters(
                    in: .whitespacesAndNewlines)
                buffer.removeFirst(end + 1)
                return line
            }
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            buffer.append(contentsOf: chunk[..<count])
        }
    }
}
