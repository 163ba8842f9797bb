public import Foundation

/// A plain LMTP client that blocks its thread, for tests that need to know each answer (RFC 2033).
public final class LMTPClient {
    private let socket: BlockingSocket

    /// Connects and says LHLO; nil when the hub does not answer within `patience` seconds.
    public init?(port: Int, patience: Int = 60) {
        guard let socket = BlockingSocket(port: port, patience: patience) else { return nil }
        self.socket = socket
        guard reply()?.hasPrefix("220") == true, say("LHLO test.example\r\n"), reply()?.hasPrefix("250") == true else {
            return nil
        }
    }

    /// Delivers one mail and gives the answer after the final dot; nil when the connection broke before it.
    public func deliver(_ mail: Data, from sender: String, to recipient: String) -> String? {
        guard say("MAIL FROM:<\(sender)>\r\n"), let greeted = reply() else { return nil }
        guard greeted.hasPrefix("250") else { return greeted }
        guard say("RCPT TO:<\(recipient)>\r\n"), let accepted = reply() else { return nil }
        guard accepted.hasPrefix("250") else { return accepted }
        guard say("DATA\r\n"), reply()?.hasPrefix("354") == true, socket.send(stuffed(mail)), say(".\r\n") else {
            return nil
        }
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

    private func say(_ line: String) -> Bool { socket.send(Data(line.utf8)) }

    private func reply() -> String? {
        while true {
            guard let line = socket.line() else { return nil }
            if line.count < 4 || line.dropFirst(3).first != "-" { return line }
        }
    }
}
